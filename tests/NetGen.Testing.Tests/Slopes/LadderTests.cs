using Xunit;

namespace NetGen.Testing.Tests;

/// <summary>A measured slope is off by no more than it says, whatever is measured.</summary>
public class LadderTests
{
    public static TheoryData<DifferenceMethod> Methods => [.. Enum.GetValues<DifferenceMethod>()];

    private static readonly Dictionary<string, (Func<double, double> Function, double Slope)> _smooth = new()
    {
        ["sin"] = (t => Math.Sin(t + 1), Math.Cos(1)),
        ["exp"] = (t => Math.Exp(3 * t), 3),
        ["tanh"] = (t => Math.Tanh(4 * t), 4),
        ["1/(1 + 25t²)"] = (t => 1 / (1 + (25 * (t + 0.1) * (t + 0.1))), -3.2),
        ["t⁵"] = (t => Math.Pow(t + 0.5, 5), 5 * Math.Pow(0.5, 4)),
    };

    [Theory]
    [MemberData(nameof(Methods))]
    public void Of_smooth_functions(DifferenceMethod method)
    {
        foreach ((string name, (Func<double, double> f, double slope)) in _smooth)
        {
            double noise = Math.ScaleB(1, -53) * Math.Max(1, Math.Abs(f(0)));
            Estimate estimate = Ladder.Best(new Ladder(method, Math.ScaleB(1, -53), null).Slopes(t => f(t) - f(0), noise));
            Assert.True(Math.Abs(estimate.Value - slope) <= estimate.Error, $"{name}: {estimate}, {slope}");
            Assert.True(estimate.Error <= 1e-6, $"{name}: {estimate}");
            Assert.False(estimate.IsKink && estimate.Error > 1e-9, $"{name}: {estimate}");
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Of_kinks_wherever_they_are(DifferenceMethod method)
    {
        Random random = new(3);
        for (int k = 0; k < 2000; k++)
        {
            double delta = Math.Pow(10, (-6 * random.NextDouble()) - 0.5) * (random.Next(2) == 0 ? 1 : -1);
            double f(double t) => Math.Sin(t) + (delta > 0 ? Math.Max(0, t - delta) : Math.Max(0, delta - t));
            Estimate estimate = Ladder.Best(new Ladder(method, Math.ScaleB(1, -53), null).Slopes(f, 1e-16));
            Assert.True(Math.Abs(estimate.Value - 1) <= (estimate.IsKink ? 4 : 2) * estimate.Error, $"{delta}: {estimate}");
        }
    }

    [Fact]
    public void A_kink_at_the_point_itself_leaves_the_slope_open()
    {
        Estimate estimate = Ladder.Best(new Ladder(DifferenceMethod.FivePoint, Math.ScaleB(1, -53), null).Slopes(Math.Abs, 1e-16));
        Assert.True(estimate is { IsKink: true, Error: >= 0.5 }, estimate.ToString());
    }

    [Fact]
    public void Of_curvatures()
    {
        Estimate estimate = Ladder.Best(new Ladder(DifferenceMethod.FivePoint, Math.ScaleB(1, -53), null).Curvatures(t => Math.Exp(3 * t) - 1, 2e-16));
        Assert.True(Math.Abs(estimate.Value - 9) <= estimate.Error && estimate.Error < 1e-4, estimate.ToString());
    }

    [Fact]
    public void A_step_that_is_wanted_is_the_last_one_taken()
    {
        List<double> steps = [];
        new Ladder(DifferenceMethod.FivePoint, Math.ScaleB(1, -53), 1e-3).Slopes(
            t =>
            {
                steps.Add(Math.Abs(t));
                return t;
            },
            0);
        Assert.Equal(1e-3, steps.Min(), 1e-18);
    }
}
