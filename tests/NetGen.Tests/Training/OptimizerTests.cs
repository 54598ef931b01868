using System.Runtime.InteropServices;
using NetGen.Tests.Vectors;
using Xunit;

namespace NetGen.Tests;

public class OptimizerTests
{
    private static readonly double[] _slopes = [0.5, -2, 0];

    /// <summary>Two steps with the same gradient, at a number of parameters that no vector divides.</summary>
    private static (double[] First, double[] Second) TwoSteps(Optimizer optimizer, int count)
    {
        double[] gradient = [.. Enumerable.Range(0, count).Select(i => _slopes[i % 3])];
        double[] parameters = [.. Enumerable.Repeat(1.0, count)];
        var state = new double[optimizer.StatePerParameter * count];
        optimizer.Update<double>(1, parameters, gradient, state);
        double[] first = [.. parameters];
        optimizer.Update<double>(2, parameters, gradient, state);
        return (first, parameters);
    }

    private static void Check(Optimizer optimizer, Func<double, (double First, double Second)> expected)
    {
        foreach (int count in (int[])[1, 3, 7, 8, 16, 37])
        {
            (double[] first, double[] second) = TwoSteps(optimizer, count);
            for (int i = 0; i < count; i++)
            {
                (double one, double two) = expected(_slopes[i % 3]);
                Assert.Equal(one, first[i], 1e-14);
                Assert.Equal(two, second[i], 1e-14);
            }
        }
    }

    [Fact]
    public void Memory_is_taken_for_what_is_remembered() =>
        Assert.Equal([0, 1, 2], ((Optimizer[])[new GradientDescent(0.1), new GradientDescent(0.1, 0.9), new Adam(0.1)]).Select(optimizer => optimizer.StatePerParameter));

    [Fact]
    public void Nothing_beside_the_numbers_is_touched()
    {
        using GuardedPage parameters = new(), slopes = new(), states = new();
        for (int count = 1; count <= 40; count++)
        {
            Span<float> Last(GuardedPage page, int size) => MemoryMarshal.CreateSpan(ref page.Last<float>(size), size);
            new Adam(0.1).Update<float>(1, Last(parameters, count), Last(slopes, count), Last(states, 2 * count));
        }
    }

    [Fact]
    public void Gradient_descent_follows_the_gradient() =>
        Check(new GradientDescent(0.1), g => (1 - (0.1 * g), 1 - (0.2 * g)));

    [Fact]
    public void Momentum_follows_the_velocity() =>
        Check(new GradientDescent(0.1, 0.9), g => (1 - (0.1 * g), 1 - (0.1 * g) - (0.1 * 1.9 * g)));

    [Fact]
    public void Nesterov_looks_ahead() =>
        Check(
            new GradientDescent(0.1, 0.9, nesterov: true),
            g => (1 - (0.1 * 1.9 * g), 1 - (0.1 * 1.9 * g) - (0.1 * (g + (0.9 * 1.9 * g)))));

    [Fact]
    public void Adam_steps_as_its_paper_says()
    {
        // With a constant gradient both corrected means are constant: m̂ = g and v̂ = g².
        double Step(double g) => 0.1 * g / (Math.Abs(g) + 1e-3);
        Check(new Adam(0.1, epsilon: 1e-3), g => (1 - Step(g), 1 - (2 * Step(g))));
    }

    [Fact]
    public void Adam_follows_its_recurrence_when_the_gradient_changes()
    {
        var random = new RandomNumbers(5);
        var adam = new Adam(0.01, 0.8, 0.95, 1e-6);
        double[] parameters = [2];
        var state = new double[2];
        (double p, double m, double v) = (2, 0, 0);
        for (int t = 1; t <= 50; t++)
        {
            double g = random.Normal();
            adam.Update<double>(t, parameters, [g], state);
            m = (0.8 * m) + (0.2 * g);
            v = (0.95 * v) + (0.05 * g * g);
            p -= 0.01 * (m / (1 - Math.Pow(0.8, t))) / (Math.Sqrt(v / (1 - Math.Pow(0.95, t))) + 1e-6);
            Assert.Equal(p, parameters[0], 1e-13);
        }
    }

    [Fact]
    public void Every_width_of_vectors_gives_the_same_bits()
    {
        int before = NetGen.Lanes.Lanes.Bits;
        try
        {
            foreach (Optimizer optimizer in (Optimizer[])[new Adam(0.1), new GradientDescent(0.1, 0.9)])
            {
                var results = new List<double[]>();
                foreach (int bits in (int[])[0, 128, 256, 512])
                {
                    NetGen.Lanes.Lanes.Bits = bits;
                    results.Add(TwoSteps(optimizer, 37).Second);
                }

                Assert.All(results, result => Assert.Equal(results[0], result));
            }
        }
        finally
        {
            NetGen.Lanes.Lanes.Bits = before;
        }
    }

    [Theory]
    [InlineData(3, 5, "3 parameters take as many slopes and 2 times as much state; got 3 and 5. (Parameter 'gradient')")]
    [InlineData(2, 6, "3 parameters take as many slopes and 2 times as much state; got 2 and 6. (Parameter 'gradient')")]
    public void Lengths_that_do_not_fit_are_refused(int slopes, int state, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => new Adam().Update<float>(1, new float[3], new float[slopes], new float[state]));
        Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData(-0.1, 0.9, 0.999, 1e-8, "learningRate", "finite and not negative")]
    [InlineData(double.NaN, 0.9, 0.999, 1e-8, "learningRate", "finite and not negative")]
    [InlineData(double.PositiveInfinity, 0.9, 0.999, 1e-8, "learningRate", "finite and not negative")]
    [InlineData(0.1, 1, 0.999, 1e-8, "beta1", "at least 0 and below 1")]
    [InlineData(0.1, -0.1, 0.999, 1e-8, "beta1", "at least 0 and below 1")]
    [InlineData(0.1, 0.9, 1, 1e-8, "beta2", "at least 0 and below 1")]
    [InlineData(0.1, 0.9, 0.999, 0, "epsilon", "finite and positive")]
    [InlineData(0.1, 0.9, 0.999, double.PositiveInfinity, "epsilon", "finite and positive")]
    public void Numbers_out_of_range_are_refused(double rate, double beta1, double beta2, double epsilon, string name, string range)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(rate, beta1, beta2, epsilon));
        Assert.Equal(name, error.ParamName);
        Assert.StartsWith($"It must be {range}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_at_the_ends_of_their_ranges_are_taken()
    {
        var adam = new Adam(0, 0, 0, double.Epsilon);
        Assert.Equal((0, 0, 0, double.Epsilon), (adam.LearningRate, adam.Beta1, adam.Beta2, adam.Epsilon));
        Assert.Equal(0, new GradientDescent(0).LearningRate);
        Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new GradientDescent(-1));
        Assert.Throws<ArgumentOutOfRangeException>("momentum", () => new GradientDescent(1, 1));
    }
}
