using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NetGen.Tests.Roslyn;
using Xunit;

namespace NetGen.Tests.Printing;

/// <summary>What the README shows is true: its example compiles, and the kernel is what the generator writes for it.</summary>
public class ReadmeTests
{
    private static readonly string[] Blocks = CodeBlocks("csharp");

    [Fact]
    public void The_example_compiles_without_a_warning()
    {
        Compilation compilation = Example().Generate().Compilation
            .WithOptions(Example().Compilation().Options.WithOutputKind(OutputKind.ConsoleApplication));
        ImmutableArray<Diagnostic> diagnostics = compilation.GetDiagnostics();

        // CS1591: only who publishes documentation is asked to document a class of his own
        Assert.Empty(diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1591"));
    }

    [Fact]
    public void The_kernel_is_what_the_generator_writes_for_the_example()
    {
        string generated = WithoutIndentation(Assert.Single(Example().Generate().Texts));
        Assert.Contains(WithoutIndentation(Blocks[1]), generated);
    }

    /// <summary>The example as a console project with implicit usings sees it.</summary>
    private static UserProject Example() => new(("Usings.cs", "global using System;"), ("Program.cs", Blocks[0]));

    private static string WithoutIndentation(string text) => Regex.Replace(text.ReplaceLineEndings("\n"), "^ +", "", RegexOptions.Multiline);

    private static string[] CodeBlocks(string language, [CallerFilePath] string here = "")
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
        string readme = File.ReadAllText(Path.Combine(root, "README.md")).ReplaceLineEndings("\n");
        return [.. Regex.Matches(readme, $"^```{language}\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline).Select(match => match.Groups[1].Value)];
    }
}
