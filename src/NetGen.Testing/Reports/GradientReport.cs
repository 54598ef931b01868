using System.Collections.Immutable;
using System.Globalization;

namespace NetGen.Testing;

/// <summary>What a check found: an immutable value that explains itself.</summary>
/// <param name="Subject">What was checked: the class of a network, or "function".</param>
/// <param name="Seed">What everything random was drawn from: the same seed gives the same report.</param>
/// <param name="Precision">The numbers of the subject: Single or Double.</param>
/// <param name="Checks">Each by itself, in the order in which they were made.</param>
public abstract record GradientReport(string Subject, ulong Seed, string Precision, ImmutableArray<CheckResult> Checks)
{
    /// <summary>Whether no check failed.</summary>
    public bool Passed => Checks.All(check => check.Outcome != Outcome.Failed);

    /// <summary>The checks that failed.</summary>
    public IEnumerable<CheckResult> Failures => Checks.Where(check => check.Outcome == Outcome.Failed);

    /// <summary>The report as text: a line for each check, and an explanation of each that failed.</summary>
    public sealed override string ToString() => ReportText.Of(this);

    /// <summary>What was checked, in a line: its sizes and where it was checked.</summary>
    internal abstract string Description { get; }
}

/// <summary>What a check of a network found.</summary>
/// <param name="Info">The network.</param>
/// <param name="Samples">The number of samples.</param>
/// <param name="Seed">What everything random was drawn from.</param>
/// <param name="Precision">The numbers of the network: Single or Double.</param>
/// <param name="Checks">Each by itself.</param>
public sealed record NetworkReport(
    NetworkInfo Info, int Samples, ulong Seed, string Precision, ImmutableArray<CheckResult> Checks)
    : GradientReport(Info.Name, Seed, Precision, Checks)
{
    internal override string Description =>
        FormattableString.Invariant($"{Info.ParameterCount:N0} parameters, {Samples} samples");
}

/// <summary>What a check of a function found.</summary>
/// <param name="Point">Where it was checked.</param>
/// <param name="Seed">What everything random was drawn from.</param>
/// <param name="Precision">The numbers of the function: Single or Double.</param>
/// <param name="Checks">Each by itself.</param>
public sealed record FunctionReport(
    ImmutableArray<double> Point, ulong Seed, string Precision, ImmutableArray<CheckResult> Checks)
    : GradientReport("function", Seed, Precision, Checks)
{
    /// <summary>More numbers than a line shows.</summary>
    private const int Many = 9;

    /// <summary>The point as the argument to paste, where it is short.</summary>
    internal override string Description =>
        Point.Length < Many
        ? $"at: [{string.Join(", ", Point.Select(Literal))}]"
        : FormattableString.Invariant($"{Point.Length:N0} numbers");

    private string Literal(double number) =>
        Precision == "Single"
        ? ((float)number).ToString("R", CultureInfo.InvariantCulture) + "f"
        : number.ToString("R", CultureInfo.InvariantCulture);
}
