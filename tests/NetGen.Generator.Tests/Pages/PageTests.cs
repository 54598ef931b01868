using System.Globalization;
using System.Text.RegularExpressions;
using NetGen.Core;
using NetGen.Tests.Roslyn;
using Xunit;
using Rule = NetGen.Core.Rule;

namespace NetGen.Tests.Pages;

/// <summary>Every entry of the catalogue has a section in a page, and what the section says is so.</summary>
public partial class PageTests
{
    public static TheoryData<string> Titles => [.. Page.All.Select(page => page.Title)];

    [Fact]
    public void Every_entry_has_a_section() =>
        Assert.Equal(Catalogue.names.Order(StringComparer.Ordinal), Page.All.Select(page => page.Title).Order(StringComparer.Ordinal));

    [Fact]
    public void The_table_of_contents_names_every_entry_beside_its_page()
    {
        string contents = File.ReadAllText(Path.Combine(Page.Folder, "README.md"));
        foreach (string file in Directory.GetFiles(Page.Folder, "*.md").Where(file => !file.EndsWith("README.md", StringComparison.Ordinal)))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            string entries = string.Join(", ", Page.Sections(file).Select(page => $"`{page.Title}`"));
            Assert.Contains($"| [{name}]({name}.md) | {entries}", contents, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public void Arguments_and_defaults_are_those_of_the_entry(string title)
    {
        IEnumerable<Rule> own = Catalogue.find(title)!.Value.Rules;
        Assert.Equal(
            own.Where(rule => !IsOfInitializer(own, rule)).Select(rule => $"{rule.Name}: {Default(rule)}"),
            Section(title).Table("argument").Select(row => $"{row[0].Trim('`')}: {Plain(row[1])}"));
    }

    [Fact]
    public void Arguments_of_every_kind_are_those_of_the_entries()
    {
        IEnumerable<Rule> common = Catalogue.entries.SelectMany(entry => EntryModule.common(entry)).DistinctBy(rule => rule.Name);
        Page page = Page.Sections(Path.Combine(Page.Folder, "README.md")).Single(page => page.Title == "Arguments of every kind");
        Assert.Equal(
            common.Select(rule => $"{rule.Name}: {Default(rule)}").Order(StringComparer.Ordinal),
            page.Table("argument").Select(row => $"{row[0].Trim('`')}: {Plain(row[1])}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Initialisers_are_those_of_the_facade()
    {
        Page page = Page.Sections(Path.Combine(Page.Folder, "README.md")).Single(page => page.Title == "Initialisers");
        Assert.Equal(Enum.GetNames<Initializer>(), page.Table("initialiser").Select(row => row[0].Trim('`')));
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task The_example_runs_and_has_the_parameters_that_the_page_states(string title)
    {
        Page page = Section(title);
        Assert.Matches($@"[\[ ]{title}[\](,]", page.Example);
        RunningNetwork network = await RunningNetwork.OfAsync(UserProject.Of(page.Example));
        NetworkInfo info = network.Info;
        string layer = info.Layers.FirstOrDefault(layer => layer.Kind == title)?.Name ?? "";

        Assert.Equal(
            page.Table("parameter").Select(row => $"{row[0].Trim('`')} of {Extents(row[1])}"),
            info.Parameters.Where(parameter => parameter.Layer == layer).Select(parameter => $"{parameter.Name[layer.Length..]} of {parameter.Shape.Length}"));
        Assert.Equal(
            page.Table("state").Select(row => $"{row[0].Trim('`')} of {Extents(row[1])}"),
            info.States.Where(state => state.Layer == layer).Select(state => $"{state.Name[layer.Length..]} of {state.Shape.Length}"));
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public void A_section_says_what_the_entry_computes_and_what_it_is_in_PyTorch(string title)
    {
        Assert.Contains("\nPyTorch: ", Section(title).Text, StringComparison.Ordinal);
        // an input computes nothing
        if (title != "Input")
        {
            Assert.Matches("\n```\n[^`]+ (=|←) [^`]+\n```\n", Section(title).Text);
        }
    }

    private static Page Section(string title) => Page.All.Single(page => page.Title == title);

    /// <summary>WeightsMin and its kin, which README.md explains once for all.</summary>
    private static bool IsOfInitializer(IEnumerable<Rule> rules, Rule rule) =>
        rule.OnlyWith is { Value.Item1: var other }
        && rules.Any(selecting => selecting.Name == other && selecting.Values is Values.Member { @enum: "Initializer" });

    private static string Default(Rule rule) =>
        rule.Absence switch
        {
            Absence.Default { Item: Argument.Choice choice } when rule.Values is Values.Member member => $"{member.@enum}.{choice.Item}",
            Absence.Default { Item: var value } => Plain(ArgumentsModule.show(value)),
            var absence => absence.IsForbidden ? "required" : "none",
        };

    /// <summary>Without quotation marks; a number as it is always written.</summary>
    private static string Plain(string cell) =>
        double.TryParse(cell.Trim('`'), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number.ToString("R", CultureInfo.InvariantCulture)
            : cell.Trim('`');

    private static int Extents(string shape) => Extent().Count(shape);

    [GeneratedRegex("[^,]+")]
    private static partial Regex Extent();
}
