namespace NetGen.Testing;

/// <summary>A gradient check that failed; the message is its report.</summary>
public sealed class GradientCheckException : Exception
{
    /// <summary>Carries a report.</summary>
    /// <param name="report">Of a check that failed.</param>
    public GradientCheckException(GradientReport report)
        : base(report?.ToString()) => Report = report ?? throw new ArgumentNullException(nameof(report));

    /// <summary>What was found.</summary>
    public GradientReport Report { get; }
}
