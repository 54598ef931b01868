using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NetGen.Generator;
using NetGen.Tests.Roslyn;
using Xunit;

namespace NetGen.Tests.Reporting;

/// <summary>The core's diagnostics, their pages, the release notes and the failing sources are the same set.</summary>
public partial class CatalogueTests
{
    private static readonly IEnumerable<string> Ids = Core.Diagnostic.Examples.Select(example => example.Id);

    public static TheoryData<string> Reportable => [.. Ids.Where(id => id != "NG9999")];

    private static string Generator([CallerFilePath] string source = "") =>
        Path.Combine(Path.GetDirectoryName(source)!, "..", "..", "..", "generators", "NetGen.Generator");

    private static string Page(string id) => File.ReadAllText(Path.Combine(Generator(), "Diagnostics", $"{id}.md")).ReplaceLineEndings("\n");

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    [Fact]
    public void No_id_is_used_twice() => Assert.Equal(Ids.Distinct(), Ids);

    [Fact]
    public void Every_diagnostic_is_offered_by_the_analyzer() =>
        Assert.Equal(Ids.Order(), new NetworkAnalyzer().SupportedDiagnostics.Select(descriptor => descriptor.Id));

    [Fact]
    public void Every_diagnostic_has_a_failing_source() =>
        Assert.Equal(Ids.Where(id => id != "NG9999").Order(), Rows.Errors.Concat(Rows.Debug).Select(row => row.Id).Distinct().Order());

    [Fact]
    public void Every_diagnostic_has_a_page_under_its_title()
    {
        Assert.Equal(
            Ids.Order(),
            Directory.GetFiles(Path.Combine(Generator(), "Diagnostics")).Select(file => Path.GetFileNameWithoutExtension(file)).Order());
        Assert.All(
            Core.Diagnostic.Examples,
            example =>
            {
                Assert.StartsWith($"# {example.Id}: {example.Title}\n\nSeverity: {example.Severity.ToString().ToLowerInvariant()}.\n", Page(example.Id), StringComparison.Ordinal);
                Assert.EndsWith($"/generators/NetGen.Generator/Diagnostics/{example.Id}.md", example.Help, StringComparison.Ordinal);
            });
    }

    [Fact]
    public void Every_diagnostic_is_in_the_release_notes()
    {
        IEnumerable<string> rows = new[] { "AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md" }
            .SelectMany(file => File.ReadLines(Path.Combine(Generator(), file)))
            .Where(line => line.StartsWith("NG", StringComparison.Ordinal));

        Assert.Equal(
            Core.Diagnostic.Examples.Select(example => $"{example.Id} | NetGen | {example.Severity} | [{example.Title}](Diagnostics/{example.Id}.md)"),
            rows);
    }

    [Theory]
    [MemberData(nameof(Reportable))]
    public async Task The_examples_of_a_page_show_the_fault_and_its_mending(string id)
    {
        string[] examples = [.. Code().Matches(Page(id)).Select(match => match.Groups[1].Value)];
        OptimizationLevel wrong = id == "NG0029" ? OptimizationLevel.Debug : OptimizationLevel.Release;
        Assert.Equal(2, examples.Length);

        UserProject reported = UserProject.Of($"using NetGen;\n{examples[0]}") with { Optimization = wrong };
        Assert.Equal([id], (await reported.AnalyzeAsync()).Select(diagnostic => diagnostic.Id));

        UserProject right = UserProject.Of($"using NetGen;\n{examples[1]}");
        Assert.Empty(await right.AnalyzeAsync());
        // CS1591: the examples leave documentation out
        Assert.DoesNotContain(right.Generate().Compilation.GetDiagnostics(), diagnostic => diagnostic.Id != "CS1591");
    }
}
