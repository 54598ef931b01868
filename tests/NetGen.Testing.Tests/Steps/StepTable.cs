using System.Globalization;
using System.Numerics;

namespace NetGen.Testing.Tests;

/// <summary>The table of GradientChecking.md: the step of the rule and the best step of every formula.</summary>
internal static class StepTable
{
    public static string Markdown() => string.Join("\n",
    [
        "| formula | truncation | single: step by the rule | error there | least error | double: step by the rule | error there | least error |",
        "|---|---|---|---|---|---|---|---|",
        .. DifferenceFormula.All.Select(formula => $"| {formula.Name} | {formula.Truncation} | {Cells<float>(formula)} | {Cells<double>(formula)} |"),
    ]);

    private static string Cells<T>(DifferenceFormula formula)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (double step, double error) = StepErrors<T>.Steps.Select(h => (h, StepErrors<T>.Of(formula, h))).MinBy(pair => pair.Item2);
        string best = $"{Text(error)} at {Text(step)}";
        return formula.Rule(StepErrors<T>.Unit) is { } rule ? $"{Text(rule)} | {Text(StepErrors<T>.Of(formula, rule))} | {best}" : $"| | {best}";
    }

    private static string Text(double number) => number.ToString("0.0e-0", CultureInfo.InvariantCulture);
}
