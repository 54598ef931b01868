using NetGen.Benchmarks.Data;
using NetGen.Benchmarks.Networks;
using static System.FormattableString;

namespace NetGen.Benchmarks.Rows;

/// <summary>64-32-10 on 1,797 digits, in one fixed order.</summary>
internal static class DigitsRows
{
    private const int Samples = 1797;
    private const int Batch = 32;
    private const double Forward = 2 * ((64 * 32) + (32 * 10));
    private const double Epoch = Samples * ((3 * Forward) - (2 * 64 * 32));

    public static IEnumerable<Row> All =>
    [
        new("digits-sgd", "W2.epoch.sgd", "epoch", Epoch, () => Train(new GradientDescent(0.1), 0.95993)),
        new("digits-adam", "W2.epoch.adam", "epoch", Epoch, () => Train(new Adam(0.003), 0.99054)),
        new("digits-1", "W2.infer.b1", "call", Forward, One),
    ];

    private static DigitNet Network() => Weights.Dense(DigitNet.Create(1), "w2");

    private static float[] Inputs() =>
        SharedFiles.Folder is null ? Dataset.Digits().Inputs.ToArray() : SharedFiles.Numbers("digits.x.f32", Samples * 64);

    private static int[] Labels() =>
        SharedFiles.Folder is null ? Dataset.Digits().Labels.ToArray() : SharedFiles.Labels("digits.y.i32", Samples, 10);

    /// <summary>An epoch from the initial weights on.</summary>
    /// <param name="optimizer">How.</param>
    /// <param name="expected">The accuracy on these digits that every peer comes to in 20 epochs, in this order.</param>
    private static Work Train(Optimizer optimizer, double expected)
    {
        var step = new ClassifierStep<DigitNet>(Network(), optimizer);
        (float[] inputs, int[] labels) = (Inputs(), Labels());
        return new(
            () =>
            {
                step.Reset();
                RunEpoch();
            },
            1)
        {
            Check = () =>
            {
                step.Reset();
                for (int epoch = 0; epoch < 20; epoch++)
                {
                    RunEpoch();
                }

                double accuracy = step.Network.Evaluate(Dataset.FromLabels<float>(inputs, labels, Enumerable.Range(0, 10).Select(digit => $"{digit}"), 64)).Accuracy!.Value;
                bool right = SharedFiles.Folder is null ? accuracy > 0.9 : Math.Abs(accuracy - expected) < 1.5 / Samples;
                return new(right, Invariant($"accuracy {accuracy:0.00000} in 20 epochs"));
            },
        };

        void RunEpoch()
        {
            for (int n = 0; n < Samples; n += Batch)
            {
                int count = Math.Min(Batch, Samples - n);
                step.Run(inputs.AsSpan(64 * n, 64 * count), labels.AsSpan(n, count));
            }
        }
    }

    private static Work One()
    {
        (DigitNet network, float[] inputs, var outputs) = (Network(), Inputs(), new float[10]);
        return new(
            () =>
            {
                for (int n = 0; n < 1024; n++)
                {
                    network.Predict(inputs.AsSpan(64 * n, 64), outputs);
                }
            },
            1024)
        {
            Check = () =>
            {
                var all = new float[Samples * 10];
                network.Predict(inputs, all);
                return Check.Outputs(all, Check.Probabilities(SharedFiles.Reference("ref.w2.logits.f32"), 10));
            },
        };
    }
}
