namespace NetGen.Testing;

/// <summary>A slope and how far it may be off.</summary>
internal readonly record struct Estimate(double Slope, double Error);

/// <summary>
/// Central differences of steps that halve, extrapolated: column j of the tableau is free of errors up to h²ʲ.
/// Column 0 is the central difference, column 1 the five-point formula, all of them Richardson's extrapolation.
/// </summary>
/// <param name="method">Which columns count.</param>
/// <param name="unit">The unit roundoff of the numbers.</param>
/// <param name="step">The step wanted, if any.</param>
internal sealed class Ladder(DifferenceMethod method, double unit, double? step)
{
    private const int Rungs = 8;

    private readonly int _column = method == DifferenceMethod.Central ? 0 : 1;

    /// <summary>From large to small.</summary>
    public double[] Steps { get; } = ChooseSteps(method, unit, step);

    /// <summary>
    /// The slope of f at 0 where its error estimate is least. The error of an extrapolation is the change that the
    /// last halving of the step made, which exceeds the error that is left; a chance agreement is guarded by the
    /// change before it. Values that are off by the noise give slopes off by noise / h.
    /// </summary>
    public Estimate Best(Func<double, double> f, double noise)
    {
        var tableau = new double[Steps.Length, Steps.Length];
        Estimate best = new(double.NaN, double.PositiveInfinity);
        for (int k = 0; k < Steps.Length; k++)
        {
            double h = Steps[k];
            tableau[k, 0] = (f(h) - f(-h)) / (2 * h);
            for (int j = 1; j <= k; j++)
            {
                tableau[k, j] = tableau[k, j - 1] + ((tableau[k, j - 1] - tableau[k - 1, j - 1]) / (Math.ScaleB(1, 2 * j) - 1));
            }

            int last = method == DifferenceMethod.Richardson ? k - 2 : _column;
            for (int j = _column; j <= last && j <= k - 2; j++)
            {
                double change = Math.Abs(tableau[k, j] - tableau[k - 1, j]);
                double before = Math.Abs(tableau[k - 1, j] - tableau[k - 2, j]) / Math.ScaleB(1, 2 * (j + 1));
                double error = Math.Max(change, before) + (2 * noise / h);
                if (error < best.Error)
                {
                    best = new(tableau[k, j], error);
                }
            }
        }

        return best;
    }

    /// <summary>Balances truncation hᵖ with rounding u/h, and a few steps around; or the step wanted as the last.</summary>
    private static double[] ChooseSteps(DifferenceMethod method, double unit, double? step)
    {
        if (step is { } wanted)
        {
            int rungs = method == DifferenceMethod.Richardson ? Rungs : method == DifferenceMethod.Central ? 3 : 4;
            return [.. Enumerable.Range(0, rungs).Select(k => Math.ScaleB(wanted, rungs - 1 - k))];
        }

        double balanced = method switch
        {
            DifferenceMethod.Central => Math.Pow(unit, 1.0 / 3),
            DifferenceMethod.FivePoint => Math.Pow(unit, 1.0 / 5),
            _ => 1.0 / 64,
        };
        double first = Math.Min(16 * balanced, 0.25);
        return [.. Enumerable.Range(0, Rungs).Select(k => Math.ScaleB(first, -k))];
    }
}
