using Spectre.Console;

namespace NetGen.Samples;

[Network(1)]
[Dense(1, Weights = Initializer.Uniform, WeightsMin = -6, WeightsMax = 6, Biases = Initializer.Uniform, BiasesMin = -6, BiasesMax = 6), Tanh]
[Dense(1)]
[MeanSquaredError]
internal sealed partial class OneNeuron;

[Network(1)]
[Dense(2, Weights = Initializer.Uniform, WeightsMin = -6, WeightsMax = 6, Biases = Initializer.Uniform, BiasesMin = -6, BiasesMax = 6), Tanh]
[Dense(1)]
[MeanSquaredError]
internal sealed partial class TwoNeurons;

[Network(1)]
[Dense(4, Weights = Initializer.Uniform, WeightsMin = -6, WeightsMax = 6, Biases = Initializer.Uniform, BiasesMin = -6, BiasesMax = 6), Tanh]
[Dense(1)]
[MeanSquaredError]
internal sealed partial class FourNeurons;

[Network(1)]
[Dense(8, Weights = Initializer.Uniform, WeightsMin = -6, WeightsMax = 6, Biases = Initializer.Uniform, BiasesMin = -6, BiasesMax = 6), Tanh]
[Dense(1)]
[MeanSquaredError]
internal sealed partial class EightNeurons;

[Network(1)]
[Dense(16, Weights = Initializer.Uniform, WeightsMin = -6, WeightsMax = 6, Biases = Initializer.Uniform, BiasesMin = -6, BiasesMax = 6), Tanh]
[Dense(1)]
[MeanSquaredError]
internal sealed partial class SixteenNeurons;

[Network(1)]
[Dense(32, Weights = Initializer.Uniform, WeightsMin = -6, WeightsMax = 6, Biases = Initializer.Uniform, BiasesMin = -6, BiasesMax = 6), Tanh]
[Dense(1)]
[MeanSquaredError]
internal sealed partial class ThirtyTwoNeurons;

/// <summary>
/// One hidden layer approximates any continuous function, the better the more neurons it has (Cybenko, 1989; Hornik,
/// Stinchcombe and White, 1989). Each neuron is one bend of the curve; they begin strewn over it.
/// </summary>
internal static class Universal
{
    private const int Points = 200;

    private static readonly float[] _xs = [.. Enumerable.Range(0, Points).Select(i => -1 + (2f * i / (Points - 1)))];

    /// <summary>One network: how far it is from the function, and its curve.</summary>
    internal sealed record Fitted(int Neurons, int Parameters, double RootMeanSquare, double Greatest, double[] Curve);

    public static void Run()
    {
        AnsiConsole.WriteLine("A hidden layer of tanh neurons learns f(x) = sin(6x)·cos(2x) + x/2 from 200 points in −1 … 1.");
        Fitted[] all = All();
        Table table = Show.NewTable("neurons", "parameters", "root mean square error", "greatest error");
        foreach (Fitted fitted in all)
        {
            table.AddRow($"{fitted.Neurons}", $"{fitted.Parameters}", $"{fitted.RootMeanSquare:F4}", $"{fitted.Greatest:F4}");
        }

        AnsiConsole.Write(table);
        foreach (Fitted[] pair in all.Chunk(2))
        {
            Plot.Print([.. pair.Select(fitted => ($"{fitted.Neurons} neuron{(fitted.Neurons == 1 ? "" : "s")}: o, the function: ·", Picture(fitted)))]);
        }
    }

    internal static Fitted[] All() =>
    [
        Learn<OneNeuron>(), Learn<TwoNeurons>(), Learn<FourNeurons>(), Learn<EightNeurons>(), Learn<SixteenNeurons>(),
        Learn<ThirtyTwoNeurons>(),
    ];

    private static float Function(float x) => (MathF.Sin(6 * x) * MathF.Cos(2 * x)) + (x / 2);

    /// <summary>The best of a few beginnings: with few neurons some end in a poor minimum.</summary>
    private static Fitted Learn<TNetwork>()
        where TNetwork : INetwork<TNetwork, float> =>
        Enumerable.Range(1, 4).Select(seed => Learn<TNetwork>((ulong)seed)).MinBy(fitted => fitted.RootMeanSquare)!;

    private static Fitted Learn<TNetwork>(ulong seed)
        where TNetwork : INetwork<TNetwork, float>
    {
        TNetwork network = TNetwork.Create(seed);
        float[] targets = Array.ConvertAll(_xs, Function);
        Dataset<float> data = Dataset.FromTargets<float>(_xs, 1, targets, 1);
        foreach (double rate in (double[])[0.02, 0.005, 0.001, 0.0002])
        {
            network.Fit(data, new() { Epochs = 1000, BatchSize = 20, Optimizer = new Adam(rate), Measure = false });
        }

        var outputs = new float[Points];
        network.Predict(_xs, outputs);
        double[] errors = [.. outputs.Zip(targets, (y, t) => (double)y - t)];
        int neurons = TNetwork.Info.Layers[0].OutputShape[0];
        return new(
            neurons,
            TNetwork.ParameterCount,
            Math.Sqrt(errors.Average(error => error * error)),
            errors.Max(Math.Abs),
            Array.ConvertAll(outputs, y => (double)y));
    }

    private static Plot Picture(Fitted fitted) =>
        new Plot(34, 13, -1.5, 1.5)
            .Add('·', "grey", Array.ConvertAll(_xs, x => (double)Function(x)))
            .Add('o', "green", fitted.Curve);
}
