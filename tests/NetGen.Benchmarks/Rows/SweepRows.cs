using NetGen.Benchmarks.Data;
using NetGen.Benchmarks.Networks;
using NetGen.Lanes;

namespace NetGen.Benchmarks.Rows;

/// <summary>A dense layer W×W of a batch of 64: outputs, and the gradients by weights, bias and inputs.</summary>
internal static class SweepRows
{
    private const int Batch = 64;

    public static IEnumerable<Row> All =>
    [
        Of(4, Dense4.Create), Of(8, Dense8.Create), Of(16, Dense16.Create), Of(32, Dense32.Create), Of(50, Dense50.Create),
        Of(64, Dense64.Create), Of(100, Dense100.Create), Of(127, Dense127.Create), Of(128, Dense128.Create),
        Of(129, Dense129.Create), Of(256, Dense256.Create), Of(512, Dense512.Create), Of(1000, Dense1000.Create),
        Of(1024, Dense1024.Create), Of(2048, Dense2048.Create),
    ];

    private static Row Of<T>(int width, Func<ulong, T> create)
        where T : INetwork<T> =>
        new($"sweep-{width}", $"W7.fwdbwd.{width}", "call", 6.0 * Batch * width * width, () =>
        {
            T network = create(1);
            float[] inputs = SharedFiles.Made("sweep inputs", Batch * width, 1);
            float[] targets = SharedFiles.Made("sweep targets", Batch * width, 1);
            var gradient = new AlignedBuffer<float>(T.ParameterCount);
            return new(() => network.Gradient(inputs, targets, gradient), 1)
            {
                Check = () => Gradient(network, inputs, targets, gradient, width),
            };
        });

    /// <summary>
    /// Recomputes some of the gradient's numbers in double: with e = 2·(y − t) / samples, ∂W[i,o] is Σ n. x[n,i]·e[n,o],
    /// and the parameter in front of the layer gets Σ n o. W[i,o]·e[n,o].
    /// </summary>
    private static Check Gradient<T>(T network, float[] inputs, float[] targets, AlignedBuffer<float> gradient, int width)
        where T : INetwork<T>
    {
        network.Gradient(inputs, targets, gradient);
        var outputs = new float[Batch * width];
        network.Predict(inputs, outputs);
        int weights = Offset<T>("Dense1Weights");
        int shift = T.Info.Parameters.Single(parameter => parameter.Layer.StartsWith("Equation", StringComparison.Ordinal)).Offset;
        double Error(int n, int o) => 2 * ((double)outputs[(n * width) + o] - targets[(n * width) + o]) / Batch;

        double worst = 0;
        for (int k = 0; k < 32; k++)
        {
            (int i, int o) = (k * 7919 % width, k * 104729 % width);
            double weight = 0;
            double slope = 0;
            for (int n = 0; n < Batch; n++)
            {
                weight += inputs[(n * width) + i] * Error(n, o);
                for (int j = 0; j < width; j++)
                {
                    slope += network.Parameters[weights + (i * width) + j] * Error(n, j);
                }
            }

            worst = Math.Max(worst, Math.Abs(weight - gradient.Span[weights + (i * width) + o]));
            worst = Math.Max(worst, Math.Abs(slope - gradient.Span[shift + i]));
        }

        return new(worst < 1e-4, FormattableString.Invariant($"error {worst:0.0e+0}"));
    }

    private static int Offset<T>(string name)
        where T : INetwork<T> =>
        T.Info.Parameters.Single(parameter => parameter.Name == name).Offset;
}
