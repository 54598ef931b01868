using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using NetGen.CodeFixes;
using NetGen.Tests.Roslyn;
using Xunit;

namespace NetGen.Tests.Fixes;

public class CodeFixTests
{
    /// <summary>The text after the first fix offered for the first diagnostic of an id.</summary>
    private static async Task<string> FixAsync(CodeFixProvider provider, string id, string text)
    {
        Diagnostic diagnostic = (await UserProject.Of(text).AnalyzeAsync()).First(found => found.Id == id);
        Assert.Contains(id, provider.FixableDiagnosticIds);

        using AdhocWorkspace workspace = new();
        Document document = workspace.AddProject("User", LanguageNames.CSharp).AddDocument("Network.cs", SourceText.From(text));
        Location place = Location.Create((await document.GetSyntaxTreeAsync())!, diagnostic.Location.SourceSpan);
        List<CodeAction> actions = [];
        await provider.RegisterCodeFixesAsync(new CodeFixContext(
            document,
            Diagnostic.Create(diagnostic.Descriptor, place, diagnostic.Properties),
            (action, _) => actions.Add(action),
            CancellationToken.None));

        CodeActionOperation operation = Assert.Single(await actions[0].GetOperationsAsync(CancellationToken.None));
        Solution changed = Assert.IsType<ApplyChangesOperation>(operation).ChangedSolution;
        return (await changed.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }

    [Fact]
    public async Task A_class_and_the_types_around_it_are_made_partial() =>
        Assert.Equal(
            """
            using NetGen;
            // Around.
            public partial struct Outer
            {
                internal partial record class Inner
                {
                    [Network(2), Dense(1), MeanSquaredError]
                    sealed partial class Net;
                }
            }
            """,
            await FixAsync(
                new MakePartial(),
                "NG0001",
                """
                using NetGen;
                // Around.
                public struct Outer
                {
                    internal record class Inner
                    {
                        [Network(2), Dense(1), MeanSquaredError]
                        sealed class Net;
                    }
                }
                """));

    [Fact]
    public async Task The_types_around_a_partial_class_are_made_partial() =>
        Assert.Equal(
            "using NetGen; partial class Outer { [Network(2), Dense(1), MeanSquaredError] partial class Net; }",
            await FixAsync(new MakePartial(), "NG0002", "using NetGen; class Outer { [Network(2), Dense(1), MeanSquaredError] partial class Net; }"));

    [Theory]
    [InlineData("NG0004", "static")]
    [InlineData("NG0005", "abstract")]
    public async Task A_modifier_that_no_network_may_have_is_removed(string id, string modifier) =>
        Assert.Equal(
            "using NetGen; [Network(2), Dense(1), MeanSquaredError] public partial class Net;",
            await FixAsync(new RemoveModifier(), id, $"using NetGen; [Network(2), Dense(1), MeanSquaredError] public {modifier} partial class Net;"));

    [Fact]
    public async Task A_misspelt_layer_gets_its_right_name() =>
        Assert.Equal(
            "[NetGen.Network(2), NetGen.Dense(1), NetGen.MeanSquaredError] partial class Net;",
            await FixAsync(new UseNearestName(), "NG0011", "[NetGen.Network(2), NetGen.Dens(1), NetGen.MeanSquaredError] partial class Net;"));
}
