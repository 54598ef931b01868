using System.Numerics;

namespace NetGen.Testing.Tests;

/// <summary>The error of slopes by differences at every step, for values in single or double precision.</summary>
/// <typeparam name="T">The numbers of the function; differences are taken in double.</typeparam>
/// <remarks>
/// Of 1/(1 + x²), which needs no function of the platform's library: the digits are the same on every machine.
/// </remarks>
internal static class StepErrors<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Points between ½ and 1.</summary>
    private static readonly double[] Points = [.. Enumerable.Range(0, 16).Select(i => Rounded(0.5 + (0.0309 * i)).X)];

    /// <summary>u, the unit roundoff.</summary>
    public static double Unit { get; } = double.CreateChecked(T.One - T.BitDecrement(T.One));

    /// <summary>1, ½, ¼ … as long as x + h is another number than x.</summary>
    public static double[] Steps { get; } = [.. Enumerable.Range(0, 53).Select(k => Math.ScaleB(1, -k)).TakeWhile(h => h >= 2 * Unit)];

    /// <summary>The greatest relative error at the points.</summary>
    public static double Of(DifferenceFormula formula, double step) =>
        Points.Max(x => Math.Abs((formula.Slope(Rounded, x, step) / Slope(x)) - 1));

    private static double Slope(double x) => -2 * x / ((1 + (x * x)) * (1 + (x * x)));

    private static (double X, double Y) Rounded(double x)
    {
        T read = T.CreateChecked(x);
        return (double.CreateChecked(read), double.CreateChecked(T.One / (T.One + (read * read))));
    }
}
