using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace NetGen.Tests.Pages;

/// <summary>What a page under src/NetGen/Layers says of one entry of the catalogue.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Text">What follows, up to the next heading.</param>
internal sealed partial record Page(string Title, string Text)
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "src", "NetGen", "Layers"));

    /// <summary>The sections of all pages but the first, README.md.</summary>
    public static IReadOnlyList<Page> All { get; } =
        [.. Directory.GetFiles(Folder, "*.md").Order(StringComparer.Ordinal).Where(file => Path.GetFileName(file) != "README.md").SelectMany(Sections)];

    /// <summary>A file's sections.</summary>
    public static IEnumerable<Page> Sections(string file) =>
        Heading().Split(File.ReadAllText(file).ReplaceLineEndings("\n")).Skip(1).Chunk(2).Select(section => new Page(section[0], section[1]));

    /// <summary>The declaration that shows how the entry is used.</summary>
    public string Example => $"using NetGen;\n{Code().Match(Text).Groups[1].Value}";

    /// <summary>The rows of the table whose first column is called so, cell by cell; none without that table.</summary>
    public IEnumerable<string[]> Table(string column) =>
        Text.Split('\n')
            .SkipWhile(line => !line.StartsWith($"| {column} |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries));

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    [GeneratedRegex("^## (.+)\n", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();
}
