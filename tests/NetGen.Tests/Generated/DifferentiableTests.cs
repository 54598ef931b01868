using Xunit;

namespace NetGen.Tests.Generated;

/// <summary>Gradients of methods, against differences.</summary>
public class DifferentiableTests
{
    [Fact]
    public void The_gradient_of_Rosenbrock_is_the_closed_formula()
    {
        double value = Differentiables.RosenbrockGradient(1.5, -0.5, out double dx, out double dy);

        Assert.Equal(Differentiables.Rosenbrock(1.5, -0.5), value, 1e-12);
        Assert.Equal(-2 * (1 - 1.5) - 400 * 1.5 * (-0.5 - 2.25), dx, 1e-10);
        Assert.Equal(200 * (-0.5 - 2.25), dy, 1e-10);
    }

    [Fact]
    public void Slopes_are_those_of_differences()
    {
        for (var k = 0; k < 50; k++)
        {
            var (x, y) = (Math.Sin(3 * k) * 2.1 + 0.01, Math.Cos(5 * k) * 1.7);
            Compare(Differentiables.Rosenbrock, Differentiables.RosenbrockGradient(x, y, out double dx, out double dy), x, y, dx, dy);
            Compare(Differentiables.Pieces, Differentiables.PiecesGradient(x, y, out dx, out dy), x, y, dx, dy);
            Compare(Differentiables.Shared, Differentiables.SharedGradient(x, y, out dx, out dy), x, y, dx, dy);
            Compare(Differentiables.Everything, Differentiables.EverythingGradient(x, y, out dx, out dy), x, y, dx, dy);
            Compare(Differentiables.First, Differentiables.FirstGradient(x, y, out dx, out dy), x, y, dx, dy);
        }
    }

    [Fact]
    public void What_is_not_chosen_has_no_slope_even_where_it_is_infinite()
    {
        Assert.Equal(0, Differentiables.PiecesGradient(0, 1, out double dx, out double dy));
        Assert.Equal((1, 0), (dx, dy));
        Assert.Equal(-3, Differentiables.PiecesGradient(-3, 1, out dx, out dy));
        Assert.Equal((1, -3), (dx, dy));
    }

    [Fact]
    public void Numbers_of_both_precisions_keep_their_types()
    {
        float value = Differentiables.MixedGradient(2f, 3.0, out float dx, out double d);

        Assert.Equal((8f, 12f), (value, dx));
        Assert.Equal(8 * Math.Log(2), d, 1e-12);
        Assert.Equal(0.25f, Differentiables.SwishGradient(0f, out float slope) + slope - 0.25f);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        Differentiables.EverythingGradient(0.1, 0.2, out double dx, out double dy);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var k = 0; k < 1000; k++)
        {
            Differentiables.EverythingGradient(dx * 1e-3, dy * 1e-3, out dx, out dy);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Compare(Func<double, double, double> function, double value, double x, double y, double dx, double dy)
    {
        const double Step = 1e-5;
        Assert.Equal(function(x, y), value, 1e-11 * Math.Max(1, Math.Abs(value)));
        double Slope(Func<double, double> f) => (8 * (f(Step) - f(-Step)) - (f(2 * Step) - f(-2 * Step))) / (12 * Step);
        Assert.Equal(Slope(h => function(x + h, y)), dx, 1e-7 * Math.Max(1, Math.Abs(dx)));
        Assert.Equal(Slope(h => function(x, y + h)), dy, 1e-7 * Math.Max(1, Math.Abs(dy)));
    }
}

internal static partial class Differentiables
{
    [Differentiable]
    internal static double Rosenbrock(double x, double y) => (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);

    [Differentiable]
    internal static double Pieces(double x, double y)
    {
        if (x > 0)
        {
            return Math.Sqrt(x) * y / x;
        }

        return x < -5 || y < -1.5 ? Math.Log(1 - x) : x * y;
    }

    [Differentiable]
    internal static double Shared(double x, double y)
    {
        var e = Math.Exp(-x * x - y * y);
        var s = Math.Sin(x * y) * e;
        return s * s + Math.Cos(s) * e;
    }

    [Differentiable]
    internal static double Everything(double x, double y)
    {
        double a = Math.Abs(x) + Math.Sign(y), b = Math.Tanh(y) + Math.Tan(x / 4) + Math.Sinh(y / 3) * Math.Cosh(x / 3);
        double c = Math.Pow(x * x + 1, y) + Math.Pow(x, 3) - Math.Pow(y * y + 2, -0.5) + Math.Log10(x * x + 2);
        double d = Math.Max(x, y) * Math.Min(x, 2 * y) + Math.Clamp(x, -1, 1) + Math.CopySign(x, y) + Math.Floor(x) + Math.Ceiling(y) + Math.Round(x) + Math.Truncate(y);
        return a * b + c - d + Math.Log(1 + Math.Exp(3 * x)) + 1 / (1 + Math.Exp(-y)) + Math.FusedMultiplyAdd(x, y, a);
    }

    [Differentiable]
    internal static double First(double x, double unused) => x;

    [Differentiable]
    internal static float Mixed(float @base, double exponent) => (float)Math.Pow(@base, exponent);

    [Differentiable]
    internal static float Swish(float x) => x / (1 + MathF.Exp(-x)) + 0 * x;
}
