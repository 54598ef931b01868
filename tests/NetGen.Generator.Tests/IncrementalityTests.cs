using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator;
using NetGen.Tests.Roslyn;
using Xunit;

namespace NetGen.Tests;

public class IncrementalityTests
{
    private const string Network =
        """
        using NetGen;

        class Before { int One => 1; }

        [Network(4)]
        [Dense(3, Weights = Initializer.HeNormal), LeakyReLU(0.2), Dense(2), Softmax]
        [CrossEntropy]
        partial class Net;

        class After { int Two => 2; }
        """;

    private const string Other = "class Other { int Three => 3; }";

    /// <summary>Why each output of each tracked step is there after an edit.</summary>
    private static Dictionary<string, IncrementalStepRunReason[]> ReasonsAfter(Func<string, string> edit, int file)
    {
        UserProject project = new(("Network.cs", Network), ("Other.cs", Other));
        CSharpCompilation compilation = project.Compilation();
        GeneratorDriver driver = project.Driver().RunGenerators(compilation);

        SyntaxTree tree = compilation.SyntaxTrees[file];
        string edited = edit(tree.ToString());
        Assert.NotEqual(tree.ToString(), edited);
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(edited, project.ParseOptions, tree.FilePath)));

        GeneratorRunResult result = driver.GetRunResult().Results[0];
        Assert.Null(result.Exception);
        return result.TrackedSteps
            .Where(step => step.Key is NetworkGenerator.SpecStep or NetworkGenerator.OutputStep)
            .Concat(result.TrackedOutputSteps)
            .ToDictionary(step => step.Key, step => step.Value.SelectMany(run => run.Outputs).Select(output => output.Reason).ToArray());
    }

    public static TheoryData<string, int, string, string> EditsElsewhere => new()
    {
        { "another file", 1, "Three", "Four" },
        { "before the class in the same file", 0, "One => 1", "OneOrMore => 1 + 1" },
        { "behind the class in the same file", 0, "Two", "Four" },
        { "lines above the class", 0, "class Before", "\n\n// A comment.\nclass Before" },
        { "the layout of the attributes", 0, "Dense(2), Softmax]", "Dense( 2 )]\n[Softmax /* p */]" },
    };

    [Theory]
    [MemberData(nameof(EditsElsewhere))]
    public void Nothing_is_compiled_again_after_an_edit_of(string place, int file, string old, string now)
    {
        Assert.NotEmpty(place);

        Dictionary<string, IncrementalStepRunReason[]> reasons = ReasonsAfter(text => text.Replace(old, now, StringComparison.Ordinal), file);

        Assert.All(
            reasons[NetworkGenerator.SpecStep],
            reason => Assert.True(reason is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached));
        Assert.All(
            reasons.Where(step => step.Key != NetworkGenerator.SpecStep).SelectMany(step => step.Value),
            reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Theory]
    [InlineData("Dense(2)", "Dense(5)")]
    [InlineData("LeakyReLU(0.2)", "LeakyReLU(0.3)")]
    [InlineData("HeNormal", "HeUniform")]
    [InlineData("Dense(2), Softmax", "Softmax, Dense(2)")]
    [InlineData("partial class Net", "partial class Other")]
    [InlineData("Network(4)", "Network(5)")]
    public void The_network_is_compiled_again_after_an_edit_of_its_declaration(string old, string now)
    {
        Dictionary<string, IncrementalStepRunReason[]> reasons = ReasonsAfter(text => text.Replace(old, now, StringComparison.Ordinal), file: 0);

        Assert.Equal([IncrementalStepRunReason.Modified], reasons[NetworkGenerator.SpecStep]);
        Assert.Equal([IncrementalStepRunReason.Modified], reasons[NetworkGenerator.OutputStep]);
    }

    [Fact]
    public void Two_readings_of_the_same_text_are_equal()
    {
        object first = Assert.Single(UserProject.Of(Network).Generate().Values(NetworkGenerator.SpecStep));
        object second = Assert.Single(UserProject.Of(Network.Replace("Before", "\n\nBeforeIt", StringComparison.Ordinal)).Generate().Values(NetworkGenerator.SpecStep));

        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
    }
}
