using Xunit;

namespace NetGen.Tests;

public class InitializeTests
{
    private static double[] Fill(InitializerInfo initializer, int rows, int columns, ulong seed = 1)
    {
        var info = new NetworkInfo(
            "Any", [rows], [columns], [], [new("W", "Any", [rows, columns], 0, initializer, rows, columns)], "None");
        var values = new double[rows * columns];
        Initialize.Fill<double>(info, values, seed);
        return values;
    }

    private static (double Mean, double Deviation) Moments(double[] values)
    {
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Average(x => (x - mean) * (x - mean))));
    }

    [Theory]
    [InlineData(Initializer.GlorotUniform, 2.0 / 500)]
    [InlineData(Initializer.GlorotNormal, 2.0 / 500)]
    [InlineData(Initializer.HeUniform, 2.0 / 300)]
    [InlineData(Initializer.HeNormal, 2.0 / 300)]
    public void Has_the_variance_of_its_paper(Initializer kind, double variance)
    {
        double[] values = Fill(new(kind), 300, 200);
        (double mean, double deviation) = Moments(values);
        Assert.InRange(mean / deviation, -0.02, 0.02);
        Assert.InRange(deviation / Math.Sqrt(variance), 0.98, 1.02);
        if (kind is Initializer.GlorotUniform or Initializer.HeUniform)
        {
            Assert.All(values, x => Assert.InRange(Math.Abs(x), 0, Math.Sqrt(3 * variance)));
        }
        else
        {
            Assert.Contains(values, x => Math.Abs(x) > 3 * deviation);
        }
    }

    [Fact]
    public void Fills_with_what_is_declared()
    {
        Assert.All(Fill(new(Initializer.Zeros), 4, 4), x => Assert.Equal(0, x));
        Assert.All(Fill(new(Initializer.Constant, 0.25), 4, 4), x => Assert.Equal(0.25, x));
        Assert.All(Fill(new(Initializer.Uniform, 3, 4), 40, 40), x => Assert.InRange(x, 3, 4));
        (double mean, double deviation) = Moments(Fill(new(Initializer.Normal, 3, 0.5), 200, 200));
        Assert.InRange(mean, 2.99, 3.01);
        Assert.InRange(deviation, 0.49, 0.51);
    }

    [Theory]
    [InlineData(Initializer.Zeros, new double[] { 0, 0, 0, 0 })]
    [InlineData(Initializer.UnitForget, new double[] { 0, 1, 0, 0 })]
    public void What_was_there_is_overwritten(Initializer kind, double[] expected)
    {
        var info = new NetworkInfo("Any", [4], [1], [], [new("B", "Any", [4], 0, new(kind), 4, 1)], "None");
        double[] values = [7, 7, 7, 7];
        Initialize.Fill<double>(info, values, 1);
        Assert.Equal(expected, values);
    }

    [Theory]
    [InlineData(7, 5)]
    [InlineData(5, 7)]
    [InlineData(6, 6)]
    [InlineData(1, 9)]
    [InlineData(9, 1)]
    [InlineData(64, 64)]
    public void Orthogonal_rows_or_columns_are_orthonormal(int rows, int columns)
    {
        double[] w = Fill(new(Initializer.Orthogonal), rows, columns);
        int count = Math.Min(rows, columns);
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b < count; b++)
            {
                double dot = Enumerable.Range(0, Math.Max(rows, columns)).Sum(i =>
                    rows < columns ? w[(a * columns) + i] * w[(b * columns) + i] : w[(i * columns) + a] * w[(i * columns) + b]);
                Assert.Equal(a == b ? 1 : 0, dot, 1e-12);
            }
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_as_on_every_platform()
    {
        // Written down once: operations that IEEE 754 rounds exactly give them everywhere.
        double[] normal = Fill(new(Initializer.Normal, 0, 1), 2, 2, seed: 42);
        long[] bits = Array.ConvertAll(normal, BitConverter.DoubleToInt64Bits);
        Assert.Equal(ExpectedBits, bits);
        Assert.NotEqual(normal, Fill(new(Initializer.Normal, 0, 1), 2, 2, seed: 43));
    }

    private static readonly long[] ExpectedBits =
        [4601259573160212328, 4604894347767738755, 4604189312827787383, -4619778577563819335];

    [Fact]
    public void Tensors_draw_from_streams_of_their_own()
    {
        Line a = Line.Create(5);
        Assert.All(a.Parameters[6..].ToArray(), x => Assert.Equal(0, x));
        Assert.Equal(6, a.Parameters[..6].ToArray().Distinct().Count());
    }

    [Fact]
    public void The_gate_that_forgets_begins_open()
    {
        double[] gates = Fill(new(Initializer.UnitForget), 1, 12);
        Assert.Equal([0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0], gates);
    }

    [Fact]
    public void Matrices_one_behind_the_other_are_orthogonal_each()
    {
        // as the recurrent weights of several gates: [gates, 3, 3]
        var info = new NetworkInfo("Any", [3], [3], [], [new("U", "Any", [2, 3, 3], 0, new(Initializer.Orthogonal), 3, 3)], "None");
        var w = new double[18];
        Initialize.Fill<double>(info, w, 1);
        for (int gate = 0; gate < 2; gate++)
        {
            for (int a = 0; a < 3; a++)
            {
                for (int b = 0; b < 3; b++)
                {
                    double dot = Enumerable.Range(0, 3).Sum(i => w[(gate * 9) + (i * 3) + a] * w[(gate * 9) + (i * 3) + b]);
                    Assert.Equal(a == b ? 1 : 0, dot, 1e-12);
                }
            }
        }

        Assert.NotEqual(w[..9], w[9..]);
    }

    [Fact]
    public void Refuses_what_it_cannot_fill()
    {
        var error = Assert.Throws<ArgumentException>(() => Initialize.Fill<float>(Line.Info, new float[7], 0));
        Assert.Equal("Line has 8 parameters; got room for 7. (Parameter 'parameters')", error.Message);
        error = Assert.Throws<ArgumentException>(() => Fill(new(Initializer.Default), 2, 2));
        Assert.StartsWith("W: Default is no initialiser that fills a tensor.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("info", () => Initialize.Fill<float>(null!, [], 0));
    }

    [Fact]
    public void The_logarithm_agrees_with_the_systems()
    {
        var random = new RandomNumbers(3);
        for (int k = 0; k < 10_000; k++)
        {
            double x = random.Uniform() * Math.ScaleB(1, k % 60 - 30);
            if (x > 0)
            {
                double expected = Math.Log(x);
                Assert.InRange(Math.Abs(RandomNumbers.Log(x) - expected), 0, 4e-16 * Math.Max(1, Math.Abs(expected)));
            }
        }
    }

    [Fact]
    public void Integers_below_a_bound_are_uniform()
    {
        var random = new RandomNumbers(9);
        var counts = new int[7];
        for (int k = 0; k < 70_000; k++)
        {
            counts[random.Below(7)]++;
        }

        // Six degrees of freedom: χ² exceeds 33 once in 100,000 seeds.
        Assert.InRange(counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000), 0, 33);
    }
}
