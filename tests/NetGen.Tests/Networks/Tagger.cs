namespace NetGen.Tests;

/// <summary>
/// A network written by hand with all that Line has not: a sample is a length and three numbers; every step within the
/// length is one of two classes, p = softmax(w·x); a running mean of the numbers, a penalty Σw² / 2, and what it was
/// told of its steps.
/// </summary>
internal sealed class Tagger : INetwork<Tagger>, IClassifier<Tagger, float>
{
    public const int Steps = 3;

    private readonly float[] _parameters = new float[2];
    private readonly float[] _state = new float[1];

    public static int InputSize => 1 + Steps;

    public static int OutputSize => Steps * 2;

    public static int ClassCount => 2;

    public static int LabelsPerSample => Steps;

    public static int ParameterCount => 2;

    public static int StateCount => 1;

    public static NetworkInfo Info { get; } = new(
        "Tagger",
        [Steps, 1],
        [Steps, 2],
        [new("Dense1", "Dense", [Steps, 2], 2, 6)],
        [new("Dense1Weights", "Dense1", [1, 2], 0, new(Initializer.Zeros), 1, 2)],
        "CrossEntropy")
    {
        Inputs = [new("Length", [1], 0, InputKind.Length, Steps), new("Input", [Steps, 1], 1)],
        Outputs = [new("Dense1", [Steps, 2], 0, "CrossEntropy") { Lengths = "Length" }],
        States = [new("Norm1Mean", "Norm1", [1], 0, 0.5)],
    };

    public Span<float> Parameters => _parameters;

    public Span<float> State => _state;

    public long Step { get; set; }

    /// <summary>The value of <see cref="Step"/> in every call of Gradient.</summary>
    public List<long> Seen { get; } = [];

    public static Tagger Create(ulong seed)
    {
        var tagger = new Tagger();
        tagger._state[0] = 0.5f;
        tagger._parameters[1] = seed;
        return tagger;
    }

    public float Penalty() => ((_parameters[0] * _parameters[0]) + (_parameters[1] * _parameters[1])) / 2;

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        for (int n = 0; n < inputs.Length / InputSize; n++)
        {
            for (int t = 0; t < Steps; t++)
            {
                float x = inputs[(n * InputSize) + 1 + t];
                float p = 1 / (1 + MathF.Exp(x * (_parameters[0] - _parameters[1])));
                outputs[(n * OutputSize) + (2 * t)] = 1 - p;
                outputs[(n * OutputSize) + (2 * t) + 1] = p;
            }
        }
    }

    public float Loss(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => Train(inputs, labels, default);

    public float Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Span<float> gradient)
    {
        Seen.Add(Step);
        float loss = Train(inputs, labels, gradient);
        gradient[0] += _parameters[0];
        gradient[1] += _parameters[1];
        _state[0] = (0.9f * _state[0]) + (0.1f * inputs[1]);
        return loss;
    }

    public float Loss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => Loss(inputs, Labels(targets));

    public float Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient) =>
        Gradient(inputs, Labels(targets), gradient);

    private static int[] Labels(ReadOnlySpan<float> targets)
    {
        var labels = new int[targets.Length / 2];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = (int)targets[(2 * i) + 1];
        }

        return labels;
    }

    private float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Span<float> gradient)
    {
        int samples = inputs.Length / InputSize;
        float loss = 0;
        gradient.Clear();
        Span<float> p = stackalloc float[OutputSize];
        for (int n = 0; n < samples; n++)
        {
            ReadOnlySpan<float> x = inputs.Slice(n * InputSize, InputSize);
            Predict(x, p);
            for (int t = 0; t < (int)x[0]; t++)
            {
                int label = labels[(n * Steps) + t];
                loss -= MathF.Log(p[(2 * t) + label]) / (samples * x[0]);
                for (int k = 0; k < 2 && !gradient.IsEmpty; k++)
                {
                    gradient[k] += (p[(2 * t) + k] - (k == label ? 1 : 0)) * x[1 + t] / (samples * x[0]);
                }
            }
        }

        return loss;
    }
}
