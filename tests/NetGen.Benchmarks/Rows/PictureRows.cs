using NetGen.Benchmarks.Data;
using NetGen.Benchmarks.Networks;

namespace NetGen.Benchmarks.Rows;

/// <summary>Classifiers of pictures of 28×28 pixels: 784-128-10, 784-512-512-10, LeNet-5.</summary>
internal static class PictureRows
{
    private const int Pixels = 28 * 28;
    private const int Samples = 1024;
    private const int Batch = 128;

    public static IEnumerable<Row> All =>
    [
        .. Rows("mnist", "W3a", [784 * 128, 128 * 10], () => Weights.Dense(Mnist.Create(1), "w3a"), null),
        .. Rows("wide", "W3b", [784 * 512, 512 * 512, 512 * 10], () => Weights.Dense(Wide.Create(1), "w3b"), null),
        .. Rows(
            "lenet", "W4", [28 * 28 * 6 * 25, 100 * 16 * 150, 400 * 120, 120 * 84, 84 * 10],
            () => Weights.LeNet(LeNet5.Create(1)), "ref.w4.logits.f32"),
    ];

    /// <summary>1,024 pictures.</summary>
    public static float[] Pictures() =>
        [.. SharedFiles.Numbers("mnist.x.f32", Samples * Pixels).Select(pixel => Math.Max(pixel, 0))];

    /// <summary>Their classes.</summary>
    public static int[] Labels() => SharedFiles.Labels("mnist.y.i32", Samples, 10);

    /// <summary>A step of gradient descent and the forward pass of 128 samples, and the forward pass of one.</summary>
    /// <param name="name">The group's name.</param>
    /// <param name="workload">What the peers call it.</param>
    /// <param name="products">Multiply-adds of the layers for one sample.</param>
    /// <param name="create">Makes the network.</param>
    /// <param name="reference">The file of its logits, if there is one.</param>
    private static IEnumerable<Row> Rows<T>(string name, string workload, double[] products, Func<T> create, string? reference)
        where T : INetwork<T>, IClassifier<T, float>
    {
        double forward = 2 * products.Sum();
        double step = (3 * forward) - (2 * products[0]);
        yield return new($"{name}-step", $"{workload}.sgd.b128", "step", Batch * step, () => Step(create()));
        yield return new($"{name}-128", $"{workload}.fwd.b128", "call", Batch * forward, () => Forward(create(), Batch, reference));
        yield return new($"{name}-1", $"{workload}.fwd.b1", "call", forward, () => Forward(create(), 1, reference));
    }

    private static Work Step<T>(T network)
        where T : INetwork<T>, IClassifier<T, float>
    {
        const int steps = 400;
        var step = new ClassifierStep<T>(network, new GradientDescent(0.05));
        (float[] inputs, int[] labels, int at) = (Pictures(), Labels(), 0);
        return new(Next, 1)
        {
            Check = () =>
            {
                step.Reset();
                float before = network.Loss(inputs, labels);
                for (int n = 0; n < steps; n++)
                {
                    Next();
                }

                // On the shared files peers come below 0.003, and with LeNet-5 to about 0.1.
                return Check.Loss(before, network.Loss(inputs, labels), SharedFiles.Folder is null ? 1.5 : 0.15, steps);
            },
        };

        void Next()
        {
            step.Run(inputs.AsSpan(at * Batch * Pixels, Batch * Pixels), labels.AsSpan(at * Batch, Batch));
            at = (at + 1) % (Samples / Batch);
        }
    }

    private static Work Forward<T>(T network, int count, string? reference)
        where T : INetwork<T>, IClassifier<T, float>
    {
        (float[] inputs, var outputs) = (Pictures(), new float[Samples * 10]);
        return new(() => network.Predict(inputs.AsSpan(0, count * Pixels), outputs.AsSpan(0, count * 10)), 1)
        {
            Check = () =>
            {
                for (int n = 0; n < Samples; n += count)
                {
                    network.Predict(inputs.AsSpan(n * Pixels, count * Pixels), outputs.AsSpan(n * 10, count * 10));
                }

                float[]? logits = reference is null ? null : SharedFiles.Reference(reference);
                return Check.Outputs(outputs, Check.Probabilities(logits, 10));
            },
        };
    }
}
