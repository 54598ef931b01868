using System.Collections.Immutable;

namespace NetGen.Tests;

/// <summary>A network written by hand: three inputs, two outputs, y = x·W + b, softmax and cross-entropy.</summary>
internal sealed class Line : INetwork<Line>, IClassifier<Line, float>
{
    private readonly float[] _parameters = new float[8];

    public static int InputSize => 3;

    public static int OutputSize => 2;

    public static int ClassCount => 2;

    public static int ParameterCount => 8;

    public static NetworkInfo Info { get; } = new(
        "Line",
        [3],
        [2],
        [new("Dense1", "Dense", [2], 8, 6), new("Softmax1", "Softmax", [2], 0, 0)],
        [
            new("Dense1Weights", "Dense1", [3, 2], 0, new(Initializer.GlorotUniform), 3, 2),
            new("Dense1Bias", "Dense1", [2], 6, new(Initializer.Zeros), 3, 2),
        ],
        "CrossEntropy");

    public Span<float> Parameters => _parameters;

    public static Line Create(ulong seed)
    {
        var line = new Line();
        Initialize.Fill<float>(Info, line.Parameters, seed);
        return line;
    }

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        int samples = Door.Predict(Info, inputs, InputSize, outputs, OutputSize);
        for (int n = 0; n < samples; n++)
        {
            Forward(inputs.Slice(n * 3, 3), outputs.Slice(n * 2, 2));
        }
    }

    public float Loss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        Door.Targets(Info, inputs, InputSize, targets, OutputSize);
        Door.Distributions(Info, targets, ClassCount);
        return Train(inputs, targets, default);
    }

    public float Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        Door.Targets(Info, inputs, InputSize, targets, OutputSize);
        Door.Distributions(Info, targets, ClassCount);
        Door.Gradient(Info, gradient, ParameterCount);
        return Train(inputs, targets, gradient);
    }

    public float Loss(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) =>
        Loss(inputs, OneHot(inputs, labels));

    public float Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Span<float> gradient) =>
        Gradient(inputs, OneHot(inputs, labels), gradient);

    [ThreadStatic]
    private static float[]? _oneHot;

    private static ReadOnlySpan<float> OneHot(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        int samples = Door.Labels(Info, inputs, InputSize, labels);
        if (_oneHot is null || _oneHot.Length < 3 * samples)
        {
            _oneHot = new float[3 * samples];
        }

        Door.CopyLabels(Info, labels, ClassCount, ref _oneHot[2 * samples]);
        for (int n = 0; n < samples; n++)
        {
            _oneHot[2 * n] = 1 - _oneHot[(2 * samples) + n];
            _oneHot[(2 * n) + 1] = _oneHot[(2 * samples) + n];
        }

        return _oneHot.AsSpan(0, 2 * samples);
    }

    private void Forward(ReadOnlySpan<float> x, Span<float> p)
    {
        float[] w = _parameters;
        float a = (x[0] * w[0]) + (x[1] * w[2]) + (x[2] * w[4]) + w[6];
        float b = (x[0] * w[1]) + (x[1] * w[3]) + (x[2] * w[5]) + w[7];
        p[1] = 1 / (1 + MathF.Exp(a - b));
        p[0] = 1 - p[1];
    }

    private float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        int samples = inputs.Length / 3;
        float loss = 0;
        gradient.Clear();
        Span<float> p = stackalloc float[2];
        for (int n = 0; n < samples; n++)
        {
            Forward(inputs.Slice(n * 3, 3), p);
            for (int o = 0; o < 2; o++)
            {
                float t = targets[(n * 2) + o];
                loss -= t == 0 ? 0 : t * MathF.Log(p[o]) / samples;
                float slope = (p[o] - t) / samples;
                for (int i = 0; i < 3 && !gradient.IsEmpty; i++)
                {
                    gradient[(i * 2) + o] += inputs[(n * 3) + i] * slope;
                }

                if (!gradient.IsEmpty)
                {
                    gradient[6 + o] += slope;
                }
            }
        }

        return loss;
    }
}
