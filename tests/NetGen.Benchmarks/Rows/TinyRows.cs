using NetGen.Benchmarks.Data;
using NetGen.Benchmarks.Networks;

namespace NetGen.Benchmarks.Rows;

/// <summary>4-32-32-2, one sample at a time.</summary>
internal static class TinyRows
{
    private const int Samples = 1024;
    private const double Forward = 2 * ((4 * 32) + (32 * 32) + (32 * 2));

    public static IEnumerable<Row> All =>
    [
        new("tiny", "W1.infer", "call", Forward, Independent),
        new("tiny-dependent", "W1.latency", "call", Forward, Dependent),
        new("tiny-step", "W1.sgd", "step", (3 * Forward) - (2 * 4 * 32), Step),
    ];

    private static float[] Inputs => SharedFiles.Numbers("w1.x.f32", Samples * 4);

    private static Tiny Network() => Weights.Dense(Tiny.Create(1), "w1");

    private static Work Independent()
    {
        (Tiny network, float[] inputs, var outputs) = (Network(), Inputs, new float[2]);
        return new(
            () =>
            {
                for (int n = 0; n < Samples; n++)
                {
                    network.Predict(inputs.AsSpan(4 * n, 4), outputs);
                }
            },
            Samples)
        { Check = () => Outputs(network, inputs) };
    }

    /// <summary>Every call's input depends on the output of the call before it.</summary>
    private static Work Dependent()
    {
        (Tiny network, float[] inputs, var outputs) = (Network(), Inputs, new float[2]);
        float zero = Environment.TickCount64 < 0 ? 1 : 0;
        float[] sample = inputs[..4];
        float first = sample[0];
        return new(
            () =>
            {
                for (int n = 0; n < Samples; n++)
                {
                    sample[0] = first + (zero * outputs[0]);
                    network.Predict(sample, outputs);
                }
            },
            Samples)
        { Check = () => Outputs(network, inputs) };
    }

    private static Work Step()
    {
        const int steps = 20 * Samples;
        var step = new TrainingStep<Tiny>(Network(), new GradientDescent(0.01));
        float[] inputs = Inputs;
        float[] targets = SharedFiles.Numbers("w1.y.f32", Samples * 2);
        return new(Epoch, Samples)
        {
            Check = () =>
            {
                step.Reset();
                float before = step.Network.Loss(inputs, targets);
                for (int epoch = 0; epoch < steps / Samples; epoch++)
                {
                    Epoch();
                }

                // Every peer that computes the same comes to 0.0073943 on the shared files.
                return Check.Loss(before, step.Network.Loss(inputs, targets), SharedFiles.Folder is null ? 1 : 0.0073953, steps);
            },
        };

        void Epoch()
        {
            for (int n = 0; n < Samples; n++)
            {
                step.Run(inputs.AsSpan(4 * n, 4), targets.AsSpan(2 * n, 2));
            }
        }
    }

    private static Check Outputs(Tiny network, float[] inputs)
    {
        var outputs = new float[Samples * 2];
        for (int n = 0; n < Samples; n++)
        {
            network.Predict(inputs.AsSpan(4 * n, 4), outputs.AsSpan(2 * n, 2));
        }

        return Check.Outputs(outputs, SharedFiles.Reference("ref.w1.y.f32"));
    }
}
