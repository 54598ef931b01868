namespace NetGen.Testing;

/// <summary>A measured number and how far it may be off.</summary>
/// <param name="Value">The number.</param>
/// <param name="Error">How far it may be off.</param>
/// <param name="Noise">The part of the error that is the values' own.</param>
/// <param name="IsKink">Whether most of the error is a kink's.</param>
/// <param name="Reach">The longest step that it was measured with.</param>
internal readonly record struct Estimate(double Value, double Error, double Noise, bool IsKink, double Reach = 0);

/// <summary>
/// A function f of one step, f(0) = 0, measured at steps h that halve, on both sides: its slope at 0 by central
/// differences, extrapolated, and its curvature by second differences.
/// </summary>
/// <remarks>
/// <para>Column j of the tableau is free of errors up to h²ʲ: column 0 is the central difference, column 1 the
/// five-point formula, all of them Richardson's extrapolation (Ridders, 1982). The error of a column is the change that the last
/// halving of the step made, which exceeds the error that is left; the change before it guards against chance.</para>
/// <para>A kink at a step δ adds J·(t − δ) on one side alone, so that it shows in the even part of f, E = (f(h) + f(−h)) / h²,
/// as much as in the odd part, O = (f(h) − f(−h)) / 2h. Of a smooth f, E settles as h shrinks. Whatever δ is, the kink's
/// part of a slope is less than 3.4 times h/2 times the greater of the last two changes of E (and 1.7 times, where f
/// jumps at δ); the kink's part of a curvature less than 2.8 times the greater of the last two departures of O from
/// changing by h², over h. Each is taken four and three times; and four changes of E are looked at, for kinks on both sides
/// may hide each other from two. A wrong slope, e·t, is odd alone: it cannot pass for a kink.</para>
/// <para>Steps halve on as long as truncation or kinks, and not noise, make most of the error.</para>
/// </remarks>
/// <param name="method">Which columns count.</param>
/// <param name="unit">The unit roundoff of the numbers.</param>
/// <param name="step">The step wanted, if any.</param>
internal sealed class Ladder(DifferenceMethod method, double unit, double? step)
{
    /// <summary>Steps taken in any case.</summary>
    private const int Few = 6;

    /// <summary>Steps taken at most.</summary>
    private const int Many = 16;

    private const int Wanted = 4;

    /// <summary>The first and longest step.</summary>
    private readonly double _first = step * Math.ScaleB(1, Wanted - 1) ?? Math.Min(8 * Balanced(method, unit), 0.25);

    /// <summary>Every estimate of f's slope at 0, for values that are off by the noise.</summary>
    public List<Estimate> Slopes(Func<double, double> f, double noise)
    {
        var tableau = new double[Many, Many];
        int first = method == DifferenceMethod.Central ? 0 : 1;
        return Climb(f, (k, h, odd, even, estimates) =>
        {
            tableau[k, 0] = odd[k];
            for (int j = 1; j <= k; j++)
            {
                tableau[k, j] = tableau[k, j - 1] + ((tableau[k, j - 1] - tableau[k - 1, j - 1]) / (Math.ScaleB(1, 2 * j) - 1));
            }

            int last = method == DifferenceMethod.Richardson ? k - 2 : Math.Min(first, k - 2);
            for (int j = first; j <= last; j++)
            {
                double change = Math.Abs(tableau[k, j] - tableau[k - 1, j]);
                double before = Math.Abs(tableau[k - 1, j] - tableau[k - 2, j]) / Math.ScaleB(1, 2 * (j + 1));
                double kink = 2 * h * Enumerable.Range(Math.Max(1, k - 3), Math.Min(k, 4)).Max(i => Math.Abs(even[i] - even[i - 1]));
                estimates.Add(Bounded(tableau[k, j], Math.Max(change, before), kink, 2 * noise / h) with { Reach = Math.ScaleB(h, j) });
            }
        });
    }

    /// <summary>Every estimate of f's curvature at 0, for values that are off by the noise.</summary>
    public List<Estimate> Curvatures(Func<double, double> f, double noise) =>
        Climb(f, (k, h, odd, even, estimates) =>
        {
            double Extrapolated(int k) => ((4 * even[k]) - even[k - 1]) / 3;
            double Departure(int k) => Math.Abs(odd[k - 1] - odd[k - 2] - (4 * (odd[k] - odd[k - 1])));
            if (k >= 3)
            {
                double change = Math.Abs(Extrapolated(k) - Extrapolated(k - 1));
                double before = Math.Abs(Extrapolated(k - 1) - Extrapolated(k - 2)) / 16;
                double kink = 3 * Math.Max(Departure(k), Departure(k - 1)) / h;
                estimates.Add(Bounded(Extrapolated(k), Math.Max(change, before), kink, 4 * noise / (h * h)));
            }
        });

    /// <summary>Measures f step by step: its odd and its even part, and what they tell.</summary>
    private List<Estimate> Climb(Func<double, double> f, Action<int, double, double[], double[], List<Estimate>> estimate)
    {
        List<Estimate> estimates = [];
        (double[] odd, double[] even) = (new double[Many], new double[Many]);
        for (int k = 0; k < (step is null ? Many : Wanted); k++)
        {
            double h = Math.ScaleB(_first, -k);
            bool isEnough = k >= Few && (h < 64 * unit || Best(estimates) is { } best && best.Error <= 2 * best.Noise);
            if (isEnough)
            {
                break;
            }

            (double plus, double minus) = (f(h), f(-h));
            (odd[k], even[k]) = ((plus - minus) / (2 * h), (plus + minus) / (h * h));
            estimate(k, h, odd, even, estimates);
        }

        return estimates;
    }

    /// <summary>The estimate with the least error; not a number where f is not finite.</summary>
    public static Estimate Best(List<Estimate> estimates)
    {
        Estimate best = new(double.NaN, double.PositiveInfinity, 0, false);
        foreach (Estimate estimate in estimates)
        {
            best = estimate.Error < best.Error ? estimate : best;
        }

        return best;
    }

    /// <summary>
    /// A wrong slope is wrong at every step. Where a smaller step excludes the best estimate, kinks on both sides have
    /// hidden each other from it.
    /// </summary>
    public static bool IsContradicted(List<Estimate> estimates, Estimate best) =>
        estimates.SkipWhile(estimate => estimate != best).Any(estimate =>
            estimate.Error < Math.Abs(best.Value) && Math.Abs(estimate.Value - best.Value) > estimate.Error + best.Error);

    private static Estimate Bounded(double value, double change, double kink, double noise) =>
        new(value, Math.Max(change, kink) + noise, noise, kink > Math.Max(change, noise));

    /// <summary>The step that balances truncation, hᵖ, with rounding, u/h.</summary>
    private static double Balanced(DifferenceMethod method, double unit) => method switch
    {
        DifferenceMethod.Central => Math.Pow(unit, 1.0 / 3),
        DifferenceMethod.FivePoint => Math.Pow(unit, 1.0 / 5),
        _ => 1.0 / 32,
    };
}
