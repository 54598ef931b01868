using Spectre.Console;

namespace NetGen.Samples;

[Network(10)]
[Dense(1)]
[MeanSquaredError]
internal sealed partial class LinearNet;

[Network(10)]
[Dense(8, L2 = 0.01), Tanh]
[Dense(1, L2 = 0.01)]
[MeanSquaredError]
internal sealed partial class DiabetesNet;

/// <summary>
/// Ten measurements of a patient foretell how far diabetes will have progressed in a year. Features and target are
/// standardised by the training data; every figure is of patients held back, in the target's own units.
/// </summary>
internal static class Regression
{
    private const int Splits = 10;

    /// <summary>How good a model is on patients it never saw.</summary>
    /// <param name="RSquared">1 − Σ(t − y)² / Σ(t − t̄)²: 1 is perfect, 0 is as good as always saying the mean.</param>
    /// <param name="Absolute">The mean of |t − y|.</param>
    /// <param name="RootMeanSquare">The root of the mean of (t − y)².</param>
    internal readonly record struct Quality(double RSquared, double Absolute, double RootMeanSquare);

    public static void Run()
    {
        Dataset<float> data = SampleData.Diabetes();
        float[] targets = data.Targets.ToArray();
        AnsiConsole.WriteLine(
            $"{data.Count} patients, 10 measurements each; the progression of the disease lies in {targets.Min()} … {targets.Max()}."
            + $" The means of {Splits} splits, a fifth held back in each:");
        (Quality mean, Quality linear, Quality network) = Average();
        Table table = Show.NewTable("model", "R²", "mean absolute error", "root mean square error");
        foreach ((string name, Quality quality) in new[] { ("always the mean", mean), ("linear regression", linear), ("network 10-8-1", network) })
        {
            table.AddRow(name, $"{quality.RSquared:F3}", $"{quality.Absolute:F1}", $"{quality.RootMeanSquare:F1}");
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine("What these ten measurements say is nearly linear: a network gains little over a straight plane.");
        Examples(data);
    }

    /// <summary>The means over several splits of three models: the training data's mean, a plane, and a network.</summary>
    internal static (Quality Mean, Quality Linear, Quality Network) Average()
    {
        Dataset<float> data = SampleData.Diabetes();
        var all = Enumerable.Range(0, Splits).Select(seed => data.Split(0.2, (ulong)seed)).Select(split =>
        {
            (Dataset<float> training, Dataset<float> test) = split;
            float mean = training.Targets.ToArray().Average();
            return (
                Mean: Measure(test, [.. Enumerable.Repeat(mean, test.Count)]),
                Linear: Measure(test, Learn(LinearNet.Create(1), training, test)),
                Network: Measure(test, Learn(DiabetesNet.Create(1), training, test)));
        }).ToArray();
        return (Of(all.Select(one => one.Mean)), Of(all.Select(one => one.Linear)), Of(all.Select(one => one.Network)));

        static Quality Of(IEnumerable<Quality> some) =>
            new(some.Average(one => one.RSquared), some.Average(one => one.Absolute), some.Average(one => one.RootMeanSquare));
    }

    /// <summary>Trains on standardised data; what the network foretells of the test data, in the target's units.</summary>
    private static float[] Learn<TNetwork>(INetwork<TNetwork, float> network, Dataset<float> training, Dataset<float> test)
        where TNetwork : INetwork<TNetwork, float>
    {
        float[] targets = training.Targets.ToArray();
        float mean = targets.Average();
        float deviation = MathF.Sqrt(targets.Average(t => (t - mean) * (t - mean)));
        Normalization<float> normalization = Normalization.Standardize(training);
        Dataset<float> standard = Dataset.FromTargets<float>(
            normalization.Apply(training).Inputs, 10, Array.ConvertAll(targets, t => (t - mean) / deviation), 1);
        network.Fit(standard, new() { Epochs = 200, BatchSize = 32, Optimizer = new Adam(0.003), Measure = false });

        var outputs = new float[test.Count];
        network.Predict(normalization.Apply(test).Inputs, outputs);
        return Array.ConvertAll(outputs, y => (y * deviation) + mean);
    }

    private static Quality Measure(Dataset<float> test, float[] outputs)
    {
        float[] targets = test.Targets.ToArray();
        double mean = targets.Average();
        double[] errors = [.. targets.Zip(outputs, (t, y) => (double)t - y)];
        double squares = errors.Sum(error => error * error);
        return new(
            1 - (squares / targets.Sum(t => (t - mean) * (t - mean))),
            errors.Average(Math.Abs),
            Math.Sqrt(squares / errors.Length));
    }

    private static void Examples(Dataset<float> data)
    {
        (Dataset<float> training, Dataset<float> test) = data.Split(0.2);
        float[] outputs = Learn(DiabetesNet.Create(1), training, test);
        AnsiConsole.WriteLine("Some patients held back:");
        Table table = Show.NewTable("age", "body mass", "blood pressure", "progression", "foretold");
        for (int n = 0; n < 6; n++)
        {
            ReadOnlySpan<float> patient = test.Input(n);
            table.AddRow($"{patient[0]}", $"{patient[2]}", $"{patient[3]}", $"{test.Target(n)[0]}", $"{outputs[n]:F0}");
        }

        AnsiConsole.Write(table);
    }
}
