using Spectre.Console;

namespace NetGen.Samples;

[Network(3)]
[Dense(7), Softmax]
[CrossEntropy]
internal sealed partial class ColourNet;

/// <summary>
/// A perceptron of one layer names the seven colours of the rainbow. The rule of its training data: a colour's red,
/// green and blue as listed below, each with normal noise of deviation 0.1, cut off at 0 and 1.
/// </summary>
internal static class Colours
{
    private static readonly (string Name, float[] Rgb)[] _rainbow =
    [
        ("red", [1, 0, 0]),
        ("orange", [1, 0.5f, 0]),
        ("yellow", [1, 1, 0]),
        ("green", [0, 1, 0]),
        ("blue", [0, 0, 1]),
        ("indigo", [0.29f, 0, 0.51f]),
        ("violet", [0.93f, 0.51f, 0.93f]),
    ];

    private static readonly (string Name, byte Red, byte Green, byte Blue)[] _strangers =
    [
        ("tomato", 255, 99, 71),
        ("dark orange", 255, 140, 0),
        ("gold", 255, 215, 0),
        ("lime green", 50, 205, 50),
        ("royal blue", 65, 105, 225),
        ("purple", 128, 0, 128),
        ("orchid", 218, 112, 214),
    ];

    public static void Run()
    {
        (ColourNet network, Metrics test) = Learn(seed: 1);
        AnsiConsole.WriteLine($"Test accuracy {test.Accuracy:P1}, loss {test.Loss:F4}. Colours it has never seen:");
        Table table = Show.NewTable("colour", "red", "green", "blue", "named", "probability");
        foreach ((string name, byte red, byte green, byte blue) in _strangers)
        {
            var probabilities = new float[7];
            network.Predict([red / 255f, green / 255f, blue / 255f], probabilities);
            float greatest = probabilities.Max();
            string named = _rainbow[Array.IndexOf(probabilities, greatest)].Name;
            table.AddRow($"[rgb({red},{green},{blue})]██[/] {name}", $"{red}", $"{green}", $"{blue}", named, $"{greatest:P0}");
        }

        AnsiConsole.Write(table);
    }

    internal static (ColourNet Network, Metrics Test) Learn(int seed)
    {
        (Dataset<float> training, Dataset<float> test) = Samples(200, seed).Split(0.2);
        ColourNet network = ColourNet.Create((ulong)seed);
        network.Fit(training, new() { Epochs = 50, Optimizer = new Adam(0.05) });
        return (network, network.Evaluate(test));
    }

    private static Dataset<float> Samples(int each, int seed)
    {
        var random = new Random(seed);
        int[] labels = [.. Enumerable.Range(0, each * _rainbow.Length).Select(n => n % _rainbow.Length)];
        float[] inputs = [.. labels.SelectMany(label => _rainbow[label].Rgb).Select(x => Math.Clamp(x + (0.1f * Normal(random)), 0, 1))];
        return Dataset.FromLabels<float>(inputs, labels, _rainbow.Select(colour => colour.Name));
    }

    // Box and Muller (1958).
    private static float Normal(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
