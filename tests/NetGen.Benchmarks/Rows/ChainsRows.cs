using NetGen.Benchmarks.Data;
using NetGen.Benchmarks.Networks;

namespace NetGen.Benchmarks.Rows;

/// <summary>The two examples that SimpleChains.jl publishes, with Adam.</summary>
internal static class ChainsRows
{
    private const int Samples = 10_000;
    private const int Pictures = 1024;
    private const int Batch = 128;
    private const double MatrixFlops = 2 * ((3 * ((4 * 32) + (32 * 16) + (16 * 4))) - (4 * 32));
    private const double PictureFlops = 2 * ((3 * ((576 * 150) + (64 * 16 * 150) + (256 * 120) + (120 * 84) + 840)) - (576 * 150));

    public static IEnumerable<Row> All =>
    [
        new("chains-matexp", "W8.matexp.adam.b10000", "epoch", Samples * MatrixFlops, MatrixExponentials),
        new("chains-lenet", "W8.lenet-valid.adam.b128", "sample", PictureFlops, LeNet),
    ];

    /// <summary>2×2 matrices, and their exponentials.</summary>
    public static (float[] Inputs, float[] Targets) Matrices()
    {
        float[] inputs = SharedFiles.Made("matrices", Samples * 4, 1);
        var targets = new float[Samples * 4];
        for (int n = 0; n < Samples; n++)
        {
            Exponential(inputs.AsSpan(4 * n, 4), targets.AsSpan(4 * n, 4));
        }

        return (inputs, targets);
    }

    /// <summary>An epoch: one step over 10,000 matrices and their exponentials.</summary>
    private static Work MatrixExponentials()
    {
        const int steps = 300;
        var step = new TrainingStep<MatrixExponential>(MatrixExponential.Create(1), new Adam());
        (float[] inputs, float[] targets) = Matrices();
        return new(() => step.Run(inputs, targets), 1)
        {
            Check = () => step.Learns(inputs, targets, 0.2, steps),
        };
    }

    /// <summary>Batches of 128 pictures; the time is of one picture.</summary>
    private static Work LeNet()
    {
        var step = new ClassifierStep<UnpaddedLeNet>(UnpaddedLeNet.Create(1), new Adam(3e-4));
        (float[] inputs, int[] labels) = (PictureRows.Pictures(), PictureRows.Labels());
        return new(Epoch, Pictures)
        {
            Check = () =>
            {
                step.Reset();
                float before = step.Network.Loss(inputs, labels);
                for (int epoch = 0; epoch < 30; epoch++)
                {
                    Epoch();
                }

                return Check.Loss(before, step.Network.Loss(inputs, labels), SharedFiles.Folder is null ? 1.5 : 0.15, 30 * Pictures / Batch);
            },
        };

        void Epoch()
        {
            for (int n = 0; n < Pictures; n += Batch)
            {
                step.Run(inputs.AsSpan(n * 784, Batch * 784), labels.AsSpan(n, Batch));
            }
        }
    }

    /// <summary>The series of e^A of a 2×2 matrix, whose elements lie in −1 … 1.</summary>
    private static void Exponential(ReadOnlySpan<float> a, Span<float> result)
    {
        (double p, double q, double r, double s) = (1, 0, 0, 1);
        Span<double> sum = [1, 0, 0, 1];
        for (int k = 1; k <= 24; k++)
        {
            (p, q, r, s) = (((p * a[0]) + (q * a[2])) / k, ((p * a[1]) + (q * a[3])) / k, ((r * a[0]) + (s * a[2])) / k, ((r * a[1]) + (s * a[3])) / k);
            sum[0] += p;
            sum[1] += q;
            sum[2] += r;
            sum[3] += s;
        }

        for (int i = 0; i < 4; i++)
        {
            result[i] = (float)sum[i];
        }
    }
}
