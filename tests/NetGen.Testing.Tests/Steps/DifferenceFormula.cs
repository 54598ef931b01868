namespace NetGen.Testing.Tests;

/// <summary>A function that is computed: the number that it read, rounded, and its value.</summary>
internal delegate (double X, double Y) Computed(double x);

/// <summary>A way to measure a slope.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Truncation">What it is off by, apart from rounding.</param>
/// <param name="Order">p, where truncation of hᵖ is balanced with rounding of u/h; Richardson's steps are chosen by its error estimate.</param>
/// <param name="Slope">The slope of f at x by a step of h.</param>
internal sealed record DifferenceFormula(string Name, string Truncation, int? Order, Func<Computed, double, double, double> Slope)
{
    public static readonly DifferenceFormula[] All =
    [
        new("forward", "h", 1, (f, x, h) => Rise(f, x + h, x)),
        new("central", "h²", 2, Central),
        new("five-point", "h⁴", 4, (f, x, h) => ((4 * Central(f, x, h)) - Central(f, x, 2 * h)) / 3),
        new("Richardson", "h⁸", null, Richardson),
    ];

    /// <summary>u^(1/(p + 1)), the step that balances hᵖ with u/h.</summary>
    public double? Rule(double unit) => Order is { } p ? Math.Pow(unit, 1.0 / (p + 1)) : null;

    private static double Central(Computed f, double x, double h) => Rise(f, x + h, x - h);

    /// <summary>Divides by the step that was realised.</summary>
    private static double Rise(Computed f, double right, double left)
    {
        (double x1, double y1) = f(right);
        (double x0, double y0) = f(left);
        return (y1 - y0) / (x1 - x0);
    }

    /// <summary>Central differences of 8h, 4h, 2h and h, extrapolated: their errors of h², h⁴ and h⁶ cancel.</summary>
    private static double Richardson(Computed f, double x, double h)
    {
        double[] slopes = [.. Enumerable.Range(0, 4).Select(k => Central(f, x, Math.ScaleB(h, 3 - k)))];
        for (int j = 1; j < slopes.Length; j++)
        {
            for (int k = slopes.Length - 1; k >= j; k--)
            {
                slopes[k] += (slopes[k] - slopes[k - 1]) / (Math.ScaleB(1, 2 * j) - 1);
            }
        }

        return slopes[^1];
    }
}
