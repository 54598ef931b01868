using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace NetGen.Tests.Printing;

/// <summary>The code that a page of the project shows.</summary>
/// <param name="path">The page, from the project's folder on.</param>
internal sealed class Markdown(string path)
{
    private readonly string text = File.ReadAllText(Path.Combine(Root(), path)).ReplaceLineEndings("\n");

    /// <summary>The blocks of a language, in their order.</summary>
    public string[] Blocks(string language) =>
        [.. Regex.Matches(text, $"^```{language}\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline).Select(match => match.Groups[1].Value)];

    /// <summary>Asserts that a block is a piece of what a program wrote, however that is indented.</summary>
    public static void AssertIsPieceOf(string written, string block) => Assert.Contains(WithoutIndentation(block), WithoutIndentation(written));

    private static string WithoutIndentation(string text) => Regex.Replace(text.ReplaceLineEndings("\n"), "^ +", "", RegexOptions.Multiline);

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
