using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace NetGen.Testing.Tests;

/// <summary>What GradientChecking.md and README.md of NetGen.Testing show is what the programs say.</summary>
public class GradientCheckingTests
{
    private const string Anew = "dotnet run -c Release --project tests/NetGen.Benchmarks -- steps src/NetGen.Testing/error-against-step.svg";

    private static readonly string _page = Text("GradientChecking.md");

    [Fact]
    public void The_table_of_steps_is_computed()
    {
        Assert.Contains(Anew, _page, StringComparison.Ordinal);
        Assert.Contains(StepTable.Markdown(), _page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_is_computed() => Assert.True(StepPlot.Svg() == Text("error-against-step.svg"), "The picture is another; make it anew: " + Anew);

    [Fact]
    public void A_step_is_not_what_was_asked_for()
    {
        const float Right = 1000 + 0.001f;
        Assert.Contains(FormattableString.Invariant($"x + h is {(double)Right:R}"), _page, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"{(double)(Right - 1000):R}"), _page, StringComparison.Ordinal);
    }

    [Fact]
    public void One_sided_slopes_differ_at_a_kink()
    {
        foreach (double h in (double[])[0.01, 0.001, 0.0001])
        {
            static double F(double x) => Math.Max(0, x);
            const double X = 0.001;
            (double left, double right) = ((F(X) - F(X - h)) / h, (F(X + h) - F(X)) / h);
            Assert.Contains(FormattableString.Invariant($"| {h} | {left:0.##} | {right:0.##} | {(left + right) / 2:0.##} |"), _page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_failure_of_the_page_reads_as_it_says()
    {
        GradientReport report = GradientCheck.Check<double>(
            x => x[0] * x[1] * x[1],
            (x, gradient) => (gradient[0], gradient[1]) = (x[1] * x[1], x[0] * x[1]),
            at: [3, 0.5]);
        Assert.Contains(Short(report.ToString()), Short(_page), StringComparison.Ordinal);
    }

    [Fact]
    public void A_kink_reads_as_the_page_says()
    {
        GradientReport report = GradientCheck.Check<double>(
            x => Math.Max(0, x[0]) + x[1],
            (x, gradient) => (gradient[0], gradient[1]) = (x[0] > 0 ? 1 : 0, 1),
            at: [0, 1]);
        Assert.Contains(report.Failures.Single().Reason, _page.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void The_failure_of_the_readme_reads_as_it_says()
    {
        GradientReport report = GradientCheck.Check<double>(
            x => x[0] * Math.Sin(x[1]),
            (x, gradient) => (gradient[0], gradient[1]) = (Math.Sin(x[1]), -x[0] * Math.Cos(x[1])),
            at: [0.5, 2]);
        Assert.Contains(Short(report.ToString()), Short(Text("README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_F_sharp_code_of_the_readme_is_that_of_the_example()
    {
        string code = Regex.Match(Text("README.md"), "```fsharp\n(.*?)\n```", RegexOptions.Singleline).Groups[1].Value;
        string example = Example("GradientTests.fs") + Example("PropertyTests.fs");
        string[] tests = code.Split("[<Fact>]\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, tests.Length);
        Assert.All(tests, test => Assert.Contains(test.Trim(), example, StringComparison.Ordinal));
    }

    /// <summary>Without digits that the platform's logarithm and cosine may decide, from which directions are drawn.</summary>
    private static string Short(string text) => Regex.Replace(text.ReplaceLineEndings("\n"), @"(?<=\.\d{9})\d+", "").Trim();

    private static string Text(string name) => Read("src/NetGen.Testing/" + name);

    private static string Example(string name) => Read("tests/NetGen.Testing.Examples/FSharp/" + name);

    private static string Read(string path, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "../../..", path)).ReplaceLineEndings("\n");
}
