using Spectre.Console;

namespace NetGen.Samples;

[Network(2)]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class Neuron;

[Network(2)]
[Dense(4), Tanh]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class TwoLayers;

/// <summary>
/// A single neuron draws one straight line: enough for AND and OR, never for XOR (Minsky and Papert, 1969). With a
/// hidden layer it is learnt.
/// </summary>
internal static class AndOrXor
{
    private static readonly float[,] _inputs = { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } };

    public static void Run()
    {
        Learn("AND, a single neuron", Neuron.Create(1), [0, 0, 0, 1]);
        Learn("OR, a single neuron", Neuron.Create(1), [0, 1, 1, 1]);
        Learn("XOR, a single neuron", Neuron.Create(1), [0, 1, 1, 0]);
        Learn("XOR, with a hidden layer", TwoLayers.Create(1), [0, 1, 1, 0]);
    }

    internal static double Learn<TNetwork>(string title, INetwork<TNetwork, float> network, float[] targets)
        where TNetwork : INetwork<TNetwork, float>
    {
        Dataset<float> table = Dataset.FromTargets(_inputs, new[,] { { targets[0] }, { targets[1] }, { targets[2] }, { targets[3] } });
        TrainingResult result = network.Fit(table, new() { Epochs = 500, BatchSize = 4, Optimizer = new Adam(0.1) });
        var outputs = new float[4];
        network.Predict(table.Inputs, outputs);
        Metrics metrics = result.History[^1].Training!.Value;
        AnsiConsole.WriteLine($"{title}: {4 * metrics.Accuracy} of 4 right, loss {metrics.Loss:F4}");
        Table lines = Show.NewTable("a", "b", "wanted", "given");
        for (int n = 0; n < 4; n++)
        {
            lines.AddRow($"{_inputs[n, 0]}", $"{_inputs[n, 1]}", $"{targets[n]}", $"{outputs[n]:F3}");
        }

        AnsiConsole.Write(lines);
        return metrics.Accuracy!.Value;
    }
}
