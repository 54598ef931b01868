using System.Globalization;
using System.Text;
using static System.FormattableString;

namespace NetGen.Testing;

/// <summary>A report in words.</summary>
internal static class ReportText
{
    public static string Of(GradientReport report)
    {
        StringBuilder text = new();
        text.Append(Invariant($"{report.Subject}: {(report.Passed ? "the gradient passes" : "THE GRADIENT FAILS")} "));
        text.AppendLine(Invariant($"({report.Precision.ToLowerInvariant()} precision, {report.Description}, seed {report.Seed})"));
        int width = report.Checks.Select(check => check.Name.Length).DefaultIfEmpty().Max();
        foreach (CheckResult check in report.Checks)
        {
            text.AppendLine(Invariant($"  {Sign(check.Outcome)}  {check.Name.PadRight(width)}  {Summary(check)}").TrimEnd());
        }

        foreach (CheckResult check in report.Failures)
        {
            text.AppendLine().AppendLine(Invariant($"{check.Name} failed: {check.Reason}"));
            if (check.Worst is { } worst)
            {
                text.AppendLine(Invariant($"  {worst}"));
            }
        }

        return text.ToString();
    }

    private static string Sign(Outcome outcome) =>
        outcome switch
        {
            Outcome.Passed => "ok  ",
            Outcome.Failed => "FAIL",
            _ => "skip",
        };

    private static string Summary(CheckResult check)
    {
        if (check.Outcome == Outcome.Skipped)
        {
            return check.Reason;
        }

        List<string> parts = [];
        if (check.Compared > 0)
        {
            parts.Add(Invariant($"{check.Compared:N0} compared"));
        }

        if (check.Kinks > 0)
        {
            parts.Add(Invariant($"{check.Kinks:N0} skipped: kink"));
        }

        if (check.Unclear > 0)
        {
            parts.Add(Invariant($"{check.Unclear:N0} skipped: too coarse"));
        }

        if (check.Worst is { } worst)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"worst error {worst.Error:G2} of {worst.Tolerance:G2} allowed"));
        }

        return string.Join(", ", parts);
    }
}
