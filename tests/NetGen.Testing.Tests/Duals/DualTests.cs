using System.Numerics;
using Xunit;

namespace NetGen.Testing.Tests;

/// <summary>The functions of dual numbers: their values are those of doubles, and their slopes those that are measured.</summary>
public class DualTests
{
    private static readonly Dictionary<string, (Func<Dual, Dual> Dual, Func<double, double> Plain)> _functions = new()
    {
        ["+ − · ÷"] = (x => ((x * x) - (3 * x) + 1) / (x + 2), x => ((x * x) - (3 * x) + 1) / (x + 2)),
        ["Exp"] = (Dual.Exp, Math.Exp),
        ["ExpM1"] = (Dual.ExpM1, double.ExpM1),
        ["Exp2"] = (Dual.Exp2, double.Exp2),
        ["Exp10"] = (Dual.Exp10, double.Exp10),
        ["Log"] = (Dual.Log, Math.Log),
        ["LogP1"] = (Dual.LogP1, double.LogP1),
        ["Log2"] = (Dual.Log2, Math.Log2),
        ["Log10"] = (Dual.Log10, Math.Log10),
        ["Log of a base"] = (x => Dual.Log(3, x), x => Math.Log(3, x)),
        ["Pow"] = (x => Dual.Pow(x, 2.5), x => Math.Pow(x, 2.5)),
        ["Pow of a number"] = (x => Dual.Pow(2.5, x), x => Math.Pow(2.5, x)),
        ["Sqrt"] = (Dual.Sqrt, Math.Sqrt),
        ["Cbrt"] = (Dual.Cbrt, Math.Cbrt),
        ["RootN"] = (x => Dual.RootN(x, 5), x => double.RootN(x, 5)),
        ["Hypot"] = (x => Dual.Hypot(x, 2), x => double.Hypot(x, 2)),
        ["Sin"] = (Dual.Sin, Math.Sin),
        ["Cos"] = (Dual.Cos, Math.Cos),
        ["Tan"] = (Dual.Tan, Math.Tan),
        ["Asin"] = (Dual.Asin, Math.Asin),
        ["Acos"] = (Dual.Acos, Math.Acos),
        ["Atan"] = (Dual.Atan, Math.Atan),
        ["Atan2"] = (x => Dual.Atan2(x, 2), x => Math.Atan2(x, 2)),
        ["SinPi"] = (Dual.SinPi, double.SinPi),
        ["CosPi"] = (Dual.CosPi, double.CosPi),
        ["TanPi"] = (Dual.TanPi, double.TanPi),
        ["Sinh"] = (Dual.Sinh, Math.Sinh),
        ["Cosh"] = (Dual.Cosh, Math.Cosh),
        ["Tanh"] = (Dual.Tanh, Math.Tanh),
        ["Asinh"] = (Dual.Asinh, Math.Asinh),
        ["Acosh"] = (x => Dual.Acosh(x + 2), x => Math.Acosh(x + 2)),
        ["Atanh"] = (Dual.Atanh, Math.Atanh),
        ["Abs"] = (x => Dual.Abs(x - 1), x => Math.Abs(x - 1)),
        ["FusedMultiplyAdd"] = (x => Dual.FusedMultiplyAdd(x, x, 2 * x), x => Math.FusedMultiplyAdd(x, x, 2 * x)),
        ["%"] = (x => (x * 5) % 0.3, x => (x * 5) % 0.3),
        ["ScaleB"] = (x => Dual.ScaleB(x, 3), x => Math.ScaleB(x, 3)),
    };

    public static TheoryData<string> Names => [.. _functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_function_has_the_slope_that_is_measured(string name)
    {
        (Func<Dual, Dual> dual, Func<double, double> plain) = _functions[name];
        foreach (double x in (double[])[0.17, 0.4, 0.83])
        {
            Dual result = dual(new(x, 2));
            Assert.Equal(plain(x), result.Value, 1e-14 * (1 + Math.Abs(plain(x))));
            const double H = 1e-4;
            double slope = ((8 * (plain(x + H) - plain(x - H))) - plain(x + (2 * H)) + plain(x - (2 * H))) / (12 * H);
            Assert.Equal(2 * slope, result.Slope, 1e-9 * (1 + Math.Abs(slope)));
        }
    }

    [Fact]
    public void What_does_not_change_has_no_slope_even_where_a_function_is_vertical()
    {
        Assert.Equal(0, Dual.Sqrt(0).Slope);
        Assert.Equal(0, Dual.Log(0).Slope);
    }

    [Fact]
    public void Branches_are_those_of_the_values()
    {
        Assert.True(new Dual(1, 5) > new Dual(0, 9));
        Assert.True(new Dual(1, 5) == new Dual(1, -5));
        Assert.Equal(5, Greater<Dual>(new(1, 5), new(0, 9)).Slope);
    }

    private static T Greater<T>(T a, T b)
        where T : INumber<T> => T.Max(a, b);
}
