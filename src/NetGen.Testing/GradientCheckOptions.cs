using static System.FormattableString;

namespace NetGen.Testing;

/// <summary>What a check draws, compares and forgives.</summary>
public sealed record GradientCheckOptions
{
    /// <summary>What parameters, data and directions are drawn from: the same seed gives the same report.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// Samples of a network's random data. By default 19, so that vectors across the samples are filled and a rest
    /// remains, or 3 for networks of more than 20,000 multiply-adds a sample. No meaning for functions.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? Samples
    {
        get;
        init => field = value is null or >= 1 ? value : throw Refuse(nameof(Samples), "at least 1", value);
    }

    /// <summary>Samples of your own instead of random ones. No meaning for functions.</summary>
    public NetworkData? Data { get; init; }

    /// <summary>How slopes are measured.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No member of the enum.</exception>
    public DifferenceMethod Differences
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw Refuse(nameof(Differences), "a member of DifferenceMethod", value);
    } = DifferenceMethod.FivePoint;

    /// <summary>
    /// The step of the differences, relative to max(1, |x|) of each number moved. By default the best of several, by
    /// their error estimates. A step too small for the precision makes the check fail and say so.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and less than 1.</exception>
    public double? Step
    {
        get;
        init => field = value is null or (> 0 and < 1) ? value : throw Refuse(nameof(Step), "greater than 0 and less than 1", value);
    }

    /// <summary>Random directions through all numbers together; there is one more for each parameter of a network.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Directions
    {
        get;
        init => field = value >= 1 ? value : throw Refuse(nameof(Directions), "at least 1", value);
    } = 3;

    /// <summary>
    /// Whether every entry of the gradient is measured by itself even where no direction fails. Where a direction
    /// fails, entries are measured in any case, to name one.
    /// </summary>
    public bool EveryEntry { get; init; }

    /// <summary>The greatest share of what is compared that may be skipped for kinks. 0 allows none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 1.</exception>
    public double KinkShare
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw Refuse(nameof(KinkShare), "from 0 to 1", value);
    } = 0.05;

    /// <summary>
    /// Units of roundoff by which the slopes of a function may be off beside what their conditioning explains. More
    /// where numbers much greater than the results cancel on the way, as in exp(x − log Σ exp x) for large x. No
    /// meaning for networks, whose every step is known.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public double Roundings
    {
        get;
        init => field = value >= 1 ? value : throw Refuse(nameof(Roundings), "at least 1", value);
    } = 64;

    /// <summary>Whether the gradient's own slopes are compared: symmetry of the second derivatives.</summary>
    public bool SecondOrder { get; init; } = true;

    /// <summary>Whether a second call may allocate nothing.</summary>
    public bool Allocation { get; init; } = true;

    private static ArgumentOutOfRangeException Refuse(string name, string expected, object? actual) =>
        new(name, actual, Invariant($"{nameof(GradientCheckOptions)}.{name} must be {expected}; got {actual}."));
}

/// <summary>How the slope of a function is measured.</summary>
public enum DifferenceMethod
{
    /// <summary>(f(x + h) − f(x − h)) / 2h: an error of h².</summary>
    Central,

    /// <summary>(8 f(x + h) − 8 f(x − h) − f(x + 2h) + f(x − 2h)) / 12h: an error of h⁴.</summary>
    FivePoint,

    /// <summary>Central differences of shrinking steps, extrapolated to h = 0 (Ridders, 1982).</summary>
    Richardson,
}
