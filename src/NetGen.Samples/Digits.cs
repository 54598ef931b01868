using Spectre.Console;

namespace NetGen.Samples;

[Network(64)]
[Dense(32), ReLU]
[Dense(10), Softmax]
[CrossEntropy]
internal sealed partial class DigitNet;

/// <summary>The main sample: 64-32-10 neurons learn to read handwritten digits.</summary>
internal static class Digits
{
    public const int Epochs = 40;

    public static int Run(string? save, string? load, int? epochs, ulong seed, CancellationToken cancellation)
    {
        (Dataset<float> training, Dataset<float> test) = Dataset.Digits().Split(0.2, seed);
        DigitNet network = DigitNet.Create(seed);
        AnsiConsole.Write(Show.Network(DigitNet.Info));
        AnsiConsole.WriteLine($"{training.Count} digits to learn from, {test.Count} held back.");
        try
        {
            if (load is not null)
            {
                network.Load(load);
                AnsiConsole.WriteLine($"Loaded {load}.");
            }

            if (load is null || epochs is not null)
            {
                Train(network, training, test, epochs ?? Epochs, seed, cancellation);
            }

            Report(network, test);
            if (save is not null)
            {
                network.Save(save);
                AnsiConsole.WriteLine($"Saved {save}.");
            }

            return 0;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }

    /// <summary>The settings with which the median of many seeds is best; see the test of ten of them.</summary>
    public static TrainingOptions<float> Options(int epochs, ulong seed) =>
        new() { Epochs = epochs, BatchSize = 8, Optimizer = new GradientDescent(0.5), Seed = seed };

    private static void Train(
        DigitNet network, Dataset<float> training, Dataset<float> test, int epochs, ulong seed, CancellationToken cancellation)
    {
        TrainingResult result = Show.Progress(
            epochs, progress => network.Fit(training, Options(epochs, seed) with { Test = test, Progress = progress }, cancellation));
        AnsiConsole.WriteLine($"{result.Outcome}: {result.Steps:N0} steps in {result.Elapsed.TotalMilliseconds:N1} ms,"
            + $" {result.SamplesPerSecond:N0} samples a second, {result.AllocatedBytes:N0} bytes allocated in training.");
    }

    private static void Report(DigitNet network, Dataset<float> test)
    {
        Metrics metrics = network.Evaluate(test);
        AnsiConsole.WriteLine($"Test: loss {metrics.Loss:F4}, accuracy {metrics.Accuracy:P2}.");
        AnsiConsole.Write(Show.Confusion(network.ConfusionMatrix(test)));
        int[] read = network.Classify(test);
        int[] misread = [.. Enumerable.Range(0, test.Count).Where(n => read[n] != test.Labels[n])];
        AnsiConsole.WriteLine($"{misread.Length} were misread{(misread.Length == 0 ? "." : ":")}");
        Show.Pictures(8, [.. misread.Take(4).Select(n => (test.Input(n).ToArray(), $"{test.Labels[n]}, read as {read[n]}"))]);
    }
}
