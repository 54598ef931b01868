using NetGen.Core;
using Spectre.Console;

namespace NetGen.Samples;

[Network(2, Precision = Precision.Double)]
[Dense(12), Tanh]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class MoonNet;

/// <summary>
/// Learns the boundary of two moons with scalar autograd: every number of the network is a <see cref="Value"/> that
/// remembers how it was made. The generated network gets the same parameters, and its gradients must be the same.
/// </summary>
internal static class Autograd
{
    private const int Hidden = 12;

    public static void Run()
    {
        Dataset<double> moons = Moons(100, seed: 1);
        MoonNet network = MoonNet.Create(3);
        double largest = 0;
        for (int epoch = 0; epoch <= 400; epoch++)
        {
            (double loss, double[] gradient, double difference) = Compare(network, moons);
            largest = Math.Max(largest, difference);
            if (epoch % 50 == 0)
            {
                AnsiConsole.WriteLine(
                    $"epoch {epoch,3}   loss {loss:F4}   accuracy {network.Evaluate(moons).Accuracy:P1}   gradients differ by {difference:0.0e0}");
            }

            new GradientDescent(2).Update<double>(epoch + 1, network.Parameters, gradient, []);
        }

        AnsiConsole.WriteLine($"Over all epochs no gradient differed by more than {largest:0.0e0} from the generated one.");
        AnsiConsole.Write(new Text(Picture(network, moons)));
    }

    /// <summary>Loss and gradient by autograd, and how far the generated gradient is from it at most.</summary>
    internal static (double Loss, double[] Gradient, double Difference) Compare(MoonNet network, Dataset<double> moons)
    {
        Value[] parameters = Array.ConvertAll(network.Parameters.ToArray(), number => new Value(number));
        Value loss = Loss(parameters, moons);
        loss.Backward();
        double[] gradient = Array.ConvertAll(parameters, parameter => parameter.Gradient);
        var generated = new double[gradient.Length];
        network.Gradient(moons.Inputs, moons.Targets, generated);
        return (loss.Data, gradient, gradient.Zip(generated, (a, b) => Math.Abs(a - b)).Max());
    }

    /// <summary>The network of <see cref="MoonNet"/>, one number at a time.</summary>
    private static Value Loss(Value[] parameters, Dataset<double> moons)
    {
        Span<Value> weights1 = parameters.AsSpan(0, 2 * Hidden);
        Span<Value> bias1 = parameters.AsSpan(2 * Hidden, Hidden);
        Span<Value> weights2 = parameters.AsSpan(3 * Hidden, Hidden);
        Value bias2 = parameters[^1];
        Value sum = 0;
        for (int n = 0; n < moons.Count; n++)
        {
            ReadOnlySpan<double> x = moons.Input(n);
            Value z = bias2;
            for (int j = 0; j < Hidden; j++)
            {
                z += weights2[j] * Value.Tanh((weights1[j] * x[0]) + (weights1[Hidden + j] * x[1]) + bias1[j]);
            }

            Value p = Value.Sigmoid(z);
            sum -= Value.Log(moons.Target(n)[0] == 1 ? p : 1 - p);
        }

        return sum / moons.Count;
    }

    /// <summary>Two half circles that reach into one another, with noise up to 0.15.</summary>
    internal static Dataset<double> Moons(int count, int seed)
    {
        var random = new Random(seed);
        var inputs = new double[count, 2];
        var labels = new int[count];
        for (int n = 0; n < count; n++)
        {
            labels[n] = n % 2;
            double angle = Math.PI * random.NextDouble();
            (double x, double y) = labels[n] == 0 ? (Math.Cos(angle), Math.Sin(angle)) : (1 - Math.Cos(angle), 0.5 - Math.Sin(angle));
            inputs[n, 0] = x + (0.3 * (random.NextDouble() - 0.5));
            inputs[n, 1] = y + (0.3 * (random.NextDouble() - 0.5));
        }

        return Dataset.FromLabels(inputs, labels, "upper", "lower").WithLabelTargets();
    }

    /// <summary>The plane as the network divides it, and the samples: o and x.</summary>
    private static string Picture(MoonNet network, Dataset<double> moons)
    {
        const int width = 60;
        const int height = 20;
        var rows = new char[height][];
        for (int row = 0; row < height; row++)
        {
            rows[row] = new char[width];
            for (int column = 0; column < width; column++)
            {
                var probability = new double[1];
                network.Predict([-1.5 + (4.0 * column / width), 1.4 - (2.4 * row / height)], probability);
                rows[row][column] = probability[0] < 0.5 ? ' ' : '░';
            }
        }

        for (int n = 0; n < moons.Count; n++)
        {
            int column = (int)((moons.Input(n)[0] + 1.5) / 4 * width);
            int row = (int)((1.4 - moons.Input(n)[1]) / 2.4 * height);
            rows[row][column] = moons.Labels[n] == 0 ? 'o' : 'x';
        }

        return string.Join('\n', rows.Select(row => new string(row))) + "\n";
    }
}
