using Xunit;

namespace NetGen.Tests.Vectors;

public class MathematicsTests
{
    private static readonly int[] Widths = [512, 256, 128, 0];

    public static TheoryData<string> Functions => new(Function.All.Select(function => function.Name));

    public static TheoryData<string, double, double> Limits =>
        new()
        {
            { "Exp", double.NegativeInfinity, 0.0 },
            { "Exp", double.PositiveInfinity, double.PositiveInfinity },
            { "Exp", 0.0, 1.0 },
            { "Exp", -0.0, 1.0 },
            { "Expm1", -0.0, -0.0 },
            { "Expm1", 0.0, 0.0 },
            { "Expm1", double.NegativeInfinity, -1.0 },
            { "Expm1", double.PositiveInfinity, double.PositiveInfinity },
            { "Log", 0.0, double.NegativeInfinity },
            { "Log", -0.0, double.NegativeInfinity },
            { "Log", 1.0, 0.0 },
            { "Log", -1.0, double.NaN },
            { "Log", double.NegativeInfinity, double.NaN },
            { "Log", double.PositiveInfinity, double.PositiveInfinity },
            { "Tanh", -0.0, -0.0 },
            { "Tanh", 0.0, 0.0 },
            { "Tanh", double.PositiveInfinity, 1.0 },
            { "Tanh", double.NegativeInfinity, -1.0 },
            { "Sigmoid", 0.0, 0.5 },
            { "Sigmoid", double.PositiveInfinity, 1.0 },
            { "Sigmoid", double.NegativeInfinity, 0.0 },
            { "Softplus", double.PositiveInfinity, double.PositiveInfinity },
            { "Softplus", double.NegativeInfinity, 0.0 },
            { "Erf", -0.0, -0.0 },
            { "Erf", 0.0, 0.0 },
            { "Erf", double.PositiveInfinity, 1.0 },
            { "Erf", double.NegativeInfinity, -1.0 },
            { "Sin", -0.0, -0.0 },
            { "Sin", 0.0, 0.0 },
            { "Sin", double.PositiveInfinity, double.NaN },
            { "Sin", double.NegativeInfinity, double.NaN },
            { "Cos", 0.0, 1.0 },
            { "Cos", -0.0, 1.0 },
            { "Cos", double.PositiveInfinity, double.NaN },
            { "Cos", double.NegativeInfinity, double.NaN },
        };

    /// <summary>Without fused multiply-add the tanh of single precision reaches 2.02.</summary>
    internal static double Bound => NetGen.Lanes.Lanes.Fused ? 2 : 2.1;

    [Theory]
    [MemberData(nameof(Functions))]
    public void Single_precision_is_within_2_ulp_at_four_million_numbers_of_every_exponent(string name)
    {
        var (error, at, _) = Accuracy.OfSingles(Function.Named(name), 1021);
        Assert.True(error <= Bound, $"{name}({at:r}) is off by {error} ulp");
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Double_precision_is_within_2_ulp(string name)
    {
        var (error, at, _) = Accuracy.OfDoubles(Function.Named(name), 30_000);
        Assert.True(error <= Bound, $"{name}({at:r}) is off by {error} ulp");
    }

    [Fact]
    public void Tanh_of_single_precision_is_as_exact_as_its_table()
    {
        var (error, at, _) = Accuracy.OfSingles(Function.Named("Tanh"), 100_003);
        Assert.True(error <= (NetGen.Lanes.Table.IsSupported ? 1 : Bound), $"Tanh({at:r}) is off by {error} ulp");
    }

    [Theory]
    [InlineData("Sin")]
    [InlineData("Cos")]
    public void An_angle_beyond_the_limit_leaves_its_neighbours_their_bits(string name)
    {
        var random = new Random(3);
        double[] singles = [.. Enumerable.Range(1, 200).SelectMany(_ => new[] { 1e30, 12000 * random.NextDouble() }), 1e30, 12000, 1e30, -12000];
        double[] doubles = [.. Enumerable.Range(1, 200).SelectMany(_ => new[] { 1e30, 5e7 * random.NextDouble() }), 1e30, 5e7, 1e30, -5e7];
        CheckEveryWidth(Function.Named(name), [.. singles.Select(x => (float)x)], doubles);
    }

    [Fact]
    public void A_result_that_is_no_number_where_one_is_due_is_an_error_and_the_other_way_round()
    {
        Assert.Equal(double.PositiveInfinity, Function.Ulps(float.NaN, 1));
        Assert.Equal(double.PositiveInfinity, Function.Ulps(1, double.NaN));
        Assert.Equal(0, Function.Ulps(float.NaN, double.NaN));
        Assert.Equal(double.PositiveInfinity, new Extended(1).Ulps(double.NaN));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Special_numbers_come_out_right(string name)
    {
        var function = Function.Named(name);
        var singles = Samples.Special.Select(x => (float)x).ToArray();
        var results = new float[singles.Length];
        var doubles = new double[singles.Length];
        function.Single(0, singles, results);
        function.Double(0, Samples.Special, doubles);
        for (var i = 0; i < singles.Length; i++)
        {
            var exact = function.Reference(singles[i]);
            Assert.True(
                Function.Ulps(results[i], exact) <= Bound,
                $"{name}({singles[i]:r}) = {results[i]:r}, expected {exact:r}"
            );
            exact = function.Reference(Samples.Special[i]);
            Assert.True(
                double.IsNaN(exact) ? double.IsNaN(doubles[i])
                : double.IsInfinity(exact) || Math.Abs(exact) < 1e-300 ? Math.Abs(doubles[i] - exact) <= 1e-300 || doubles[i] == exact
                : Math.Abs(doubles[i] - exact) <= 1e-14 * Math.Abs(exact),
                $"{name}({Samples.Special[i]:r}) = {doubles[i]:r}, expected {exact:r}"
            );
        }
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public void Limits_are_exact_in_every_width(string name, double x, double expected)
    {
        foreach (var width in Widths)
        {
            var (single, result) = (new float[1], new double[1]);
            Function.Named(name).Single(width, [(float)x], single);
            Function.Named(name).Double(width, [x], result);
            Assert.Equal(Bits(expected), Bits(result[0]));
            Assert.Equal(Bits(expected), Bits(single[0]));
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Not_a_number_stays_so_in_every_width(string name)
    {
        foreach (var width in Widths)
        {
            var (single, result) = (new float[1], new double[1]);
            Function.Named(name).Single(width, [float.NaN], single);
            Function.Named(name).Double(width, [double.NaN], result);
            Assert.True(float.IsNaN(single[0]) && double.IsNaN(result[0]), name);
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_width_gives_the_same_bits(string name)
    {
        var doubles = Samples.Doubles(20_001, positive: false).Concat(Samples.Special).ToArray();
        var singles = doubles.Select(x => (float)x).Concat(Samples.Singles(20_000)).ToArray();
        CheckEveryWidth(Function.Named(name), singles, doubles);
    }

    private static void CheckEveryWidth(Function function, float[] singles, double[] doubles)
    {
        var expected = new float[singles.Length];
        var expectedDoubles = new double[doubles.Length];
        function.Single(0, singles, expected);
        function.Double(0, doubles, expectedDoubles);
        foreach (var width in Widths)
        {
            var results = new float[singles.Length];
            var results2 = new double[doubles.Length];
            function.Single(width, singles, results);
            function.Double(width, doubles, results2);
            for (var i = 0; i < singles.Length; i++)
            {
                Assert.True(Bits(expected[i]) == Bits(results[i]), $"{function.Name}({singles[i]:r}) at {width} bits: {results[i]:r}, alone {expected[i]:r}");
            }

            for (var i = 0; i < doubles.Length; i++)
            {
                Assert.True(Bits(expectedDoubles[i]) == Bits(results2[i]), $"{function.Name}({doubles[i]:r}) at {width} bits: {results2[i]:r}, alone {expectedDoubles[i]:r}");
            }
        }
    }

    // All NaN are one: which of them comes out is the processor's choice.
    private static long Bits(double x) => double.IsNaN(x) ? -1 : BitConverter.DoubleToInt64Bits(x);
}
