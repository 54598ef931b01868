using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NetGen.Tests.Roslyn;
using Xunit;

namespace NetGen.Tests.Printing;

/// <summary>What the README shows is true: its example compiles, and the kernel is what the generator writes for it.</summary>
public class ReadmeTests
{
    private static readonly string[] Blocks = new Markdown("README.md").Blocks("csharp");

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
    public void The_kernel_is_what_the_generator_writes_for_the_example() =>
        Markdown.AssertIsPieceOf(Assert.Single(Example().Generate().Texts), Blocks[1]);

    /// <summary>The example as a console project with implicit usings sees it.</summary>
    private static UserProject Example() => new(("Usings.cs", "global using System;"), ("Program.cs", Blocks[0]));
}
