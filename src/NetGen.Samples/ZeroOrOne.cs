using Spectre.Console;

namespace NetGen.Samples;

[Network(64)]
[Dense(1), Sigmoid]
[SumSquaredError]
internal sealed partial class OneOutput;

[Network(64)]
[Dense(2), Sigmoid]
[SumSquaredError]
internal sealed partial class TwoOutputs;

/// <summary>
/// Tells handwritten zeros from ones: with one output, which says how much it looks like a one, and with an output for
/// either. The loss is the sum of the squared errors.
/// </summary>
internal static class ZeroOrOne
{
    public static void Run()
    {
        (Dataset<float> training, Dataset<float> test) = Dataset.Digits().OnlyClasses(0, 1).Split(0.2);
        AnsiConsole.WriteLine($"{training.Count} zeros and ones to learn from, {test.Count} held back.");
        Learn("One output", OneOutput.Create(1), training.WithLabelTargets(), test.WithLabelTargets());
        Learn("Two outputs", TwoOutputs.Create(1), training.WithOneHotTargets(), test.WithOneHotTargets());
    }

    internal static Metrics Learn<TNetwork>(
        string title, INetwork<TNetwork, float> network, Dataset<float> training, Dataset<float> test)
        where TNetwork : INetwork<TNetwork, float>
    {
        network.Fit(training, new() { Epochs = 20, BatchSize = 8, Optimizer = new GradientDescent(0.1) });
        Metrics metrics = network.Evaluate(test);
        AnsiConsole.WriteLine($"{title}: test loss {metrics.Loss:F4}, accuracy {metrics.Accuracy:P1}");
        AnsiConsole.Write(Show.Confusion(network.ConfusionMatrix(test)));
        Show.Pictures(8, [.. Enumerable.Range(0, 4).Select(n => (test.Input(n).ToArray(), Outputs(test.Input(n))))]);
        return metrics;

        string Outputs(ReadOnlySpan<float> input)
        {
            var outputs = new float[TNetwork.OutputSize];
            network.Predict(input, outputs);
            return string.Join("  ", outputs.Select(y => $"{y:F3}"));
        }
    }
}
