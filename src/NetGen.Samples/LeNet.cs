using System.Diagnostics;
using Spectre.Console;

namespace NetGen.Samples;

[Network(28, 28, 1)]
[Conv2D(6, 5, Padding = Padding.Same), ReLU]
[MaxPool2D(2)]
[Conv2D(16, 5), ReLU]
[MaxPool2D(2), Flatten]
[Dense(120), ReLU]
[Dense(84), ReLU]
[Dense(10), Softmax]
[CrossEntropy]
internal sealed partial class LeNet5;

/// <summary>
/// LeNet-5 (LeCun et al., 1998) reads handwritten digits of MNIST: two convolutions with pooling, and three dense layers.
/// From epoch to epoch every digit is turned, scaled and moved a little, so that none is learnt by heart, and the steps
/// grow shorter. These settings were chosen by digits held back from the 8,000, never by the 2,000 of the test.
/// </summary>
internal static class LeNet
{
    public const int Epochs = 10;

    private const int Side = 28;

    public static void Run()
    {
        (Dataset<float> training, Dataset<float> test) = SampleData.Mnist();
        LeNet5 network = LeNet5.Create(1);
        AnsiConsole.Write(Show.Network(LeNet5.Info));
        AnsiConsole.WriteLine($"{training.Count} digits to learn from, {test.Count} to test with.");
        long start = Stopwatch.GetTimestamp();
        Learn(network, training, seed: 1, (epoch, loss) =>
            AnsiConsole.WriteLine($"epoch {epoch,2}   training: loss {loss:F4}   test: {network.Evaluate(test).Accuracy:P2} right"));
        AnsiConsole.WriteLine($"{Epochs} epochs in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s.");
        AnsiConsole.Write(Show.Confusion(network.ConfusionMatrix(test)));
        AnsiConsole.WriteLine("The filters of the first convolution, from the least weight (blank) to the greatest:");
        Show.Pictures(5, [.. Filters(network).Select((filter, k) => (filter, $"{k + 1}"))]);
    }

    /// <summary>Trains for ten epochs, and tells of each the mean loss of its steps.</summary>
    internal static void Learn(LeNet5 network, Dataset<float> training, ulong seed, Action<int, double>? finished = null)
    {
        var random = new Random((int)seed);
        for (int epoch = 1; epoch <= Epochs; epoch++)
        {
            TrainingResult result = network.Fit(Varied(training, random), new()
            {
                Epochs = 1,
                BatchSize = 16,
                Optimizer = new Adam(0.002 * Math.Pow(0.7, epoch - 1)),
                Seed = seed + (ulong)epoch,
                Measure = false,
            });
            finished?.Invoke(epoch, result.History[0].StepLoss);
        }
    }

    /// <summary>Every picture turned by up to 0.2 radians, scaled by up to a tenth and moved by up to a pixel.</summary>
    internal static Dataset<float> Varied(Dataset<float> pictures, Random random)
    {
        const float middle = (Side - 1) / 2f;
        var varied = new float[pictures.Inputs.Length];
        for (int n = 0; n < pictures.Count; n++)
        {
            (float sin, float cos) = MathF.SinCos(0.2f * Within());
            float scale = 1 + (0.1f * Within());
            (float down, float right) = (Within(), Within());
            for (int pixel = 0; pixel < Side * Side; pixel++)
            {
                (float y, float x) = ((pixel / Side) - middle - down, (pixel % Side) - middle - right);
                float row = (((y * cos) - (x * sin)) * scale) + middle;
                float column = (((y * sin) + (x * cos)) * scale) + middle;
                varied[(n * Side * Side) + pixel] = Between(pictures.Input(n), row, column);
            }
        }

        return Dataset.FromLabels<float>(varied, pictures.Labels, pictures.Classes, Side, Side, 1);

        float Within() => (2 * random.NextSingle()) - 1;
    }

    /// <summary>The ink between four pixels.</summary>
    private static float Between(ReadOnlySpan<float> picture, float row, float column)
    {
        (int top, int left) = ((int)MathF.Floor(row), (int)MathF.Floor(column));
        if (top < 0 || left < 0 || top >= Side - 1 || left >= Side - 1)
        {
            return 0;
        }

        ReadOnlySpan<float> four = picture[((top * Side) + left)..];
        (float v, float u) = (row - top, column - left);
        return ((1 - v) * (((1 - u) * four[0]) + (u * four[1]))) + (v * (((1 - u) * four[Side]) + (u * four[Side + 1])));
    }

    /// <summary>The 5×5 weights of every filter, scaled to 0 … 1.</summary>
    internal static float[][] Filters(LeNet5 network)
    {
        // [row, column, channel, filter]
        float[] weights = network.Conv2D1Weights.ToArray();
        return [.. Enumerable.Range(0, 6).Select(k => Scaled([.. Enumerable.Range(0, 25).Select(pixel => weights[(pixel * 6) + k])]))];

        static float[] Scaled(float[] filter) => Array.ConvertAll(filter, w => (w - filter.Min()) / (filter.Max() - filter.Min()));
    }
}
