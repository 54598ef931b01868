using System.Diagnostics;
using NetGen.Benchmarks.Measure;
using NetGen.Benchmarks.Networks;
using NetGen.Benchmarks.Rows;

namespace NetGen.Benchmarks.Threads;

/// <summary>Steps of training on several threads beside the same steps on one, turn by turn, and whether their bits are the same.</summary>
internal static class ThreadScaling
{
    private const int Batch = 128;
    private const int WarmUp = 100;
    private const int Rounds = 60;
    private const double StretchSeconds = 0.005;

    private static readonly (string Name, Func<int, IParallelStep> Create)[] Workloads =
    [
        ("mnist-step", threads => Pictures(Mnist.Create(1), network => network.InParallel(threads))),
        ("wide-step", threads => Pictures(Wide.Create(1), network => network.InParallel(threads))),
        ("lenet-step", threads => Pictures(LeNet5.Create(1), network => network.InParallel(threads))),
        ("chains-matexp", Matrices),
        ("chains-lenet", threads => Pictures(UnpaddedLeNet.Create(1), network => network.InParallel(threads))),
    ];

    public static int Run(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 2);
        Console.WriteLine(Machine.Description);
        Console.WriteLine();
        Console.WriteLine($"| row | 1 thread | {threads} threads | ratio | bits |");
        Console.WriteLine("|---|---|---|---|---|");
        bool passed = true;
        foreach ((string name, Func<int, IParallelStep> create) in Workloads)
        {
            using IParallelStep one = create(1);
            using IParallelStep several = create(threads);
            int steps = Warm(one);
            _ = Warm(several);
            bool same = one.Parameters.SequenceEqual(several.Parameters);
            passed &= same;
            var times = new (double One, double Several)[Rounds];
            for (int round = 0; round < Rounds; round++)
            {
                times[round] = (Time(one, steps), Time(several, steps));
            }

            (double single, double parallel) = (Median.Of(times.Select(time => time.One)), Median.Of(times.Select(time => time.Several)));
            Console.WriteLine(
                $"| {name} | {Quantity.Time(single)} | {Quantity.Time(parallel)} | {Quantity.Digits(single / parallel)} | {(same ? "the same" : "WRONG: they differ")} |");
        }

        return passed ? 0 : 1;
    }

    /// <summary>Steps that a stretch holds.</summary>
    private static int Warm(IParallelStep step)
    {
        _ = Time(step, WarmUp / 2);
        return Math.Max(1, (int)(StretchSeconds / Time(step, WarmUp / 2)));
    }

    private static double Time(IParallelStep step, int steps)
    {
        long start = Stopwatch.GetTimestamp();
        for (int n = 0; n < steps; n++)
        {
            step.Run();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / steps;
    }

    private static ParallelStep<T> Pictures<T>(T network, Func<T, DataParallel<T, float>> parallel)
        where T : IClassifier<T, float>
    {
        (float[] pictures, int[] labels) = (PictureRows.Pictures(), PictureRows.Labels());
        return new(
            network,
            parallel(network),
            new GradientDescent(0.05),
            (parallel, gradient) => parallel.Gradient(pictures.AsSpan(0, Batch * T.InputSize), labels.AsSpan(0, Batch), gradient));
    }

    private static ParallelStep<MatrixExponential> Matrices(int threads)
    {
        var network = MatrixExponential.Create(1);
        (float[] inputs, float[] targets) = ChainsRows.Matrices();
        return new(
            network, network.InParallel(threads), new Adam(), (parallel, gradient) => parallel.Gradient(inputs, targets, gradient));
    }
}
