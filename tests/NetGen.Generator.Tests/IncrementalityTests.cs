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

    private const string Custom =
        """
        using NetGen;

        [Network(4)]
        [Dense(3), Activation(nameof(Swish)), Dense(1), MeanSquaredError]
        partial class Net
        {
            static float Swish(float x) => Half(x) * x;
            static float Half(float x) => 0.5f * x;
            static int Unrelated() => 1;
        }

        static partial class Functions
        {
            [Differentiable]
            static double Square(double x) => x * x;
        }
        """;

    /// <summary>Why the values of the steps are there after an edit of a class with code of its own.</summary>
    private static Dictionary<string, IncrementalStepRunReason> ReasonsOfCustom(string old, string now)
    {
        UserProject project = UserProject.Of(Custom);
        CSharpCompilation compilation = project.Compilation();
        GeneratorDriver driver = project.Driver().RunGenerators(compilation);
        SyntaxTree tree = compilation.SyntaxTrees[0];
        string edited = Custom.Replace(old, now, StringComparison.Ordinal);
        Assert.NotEqual(Custom, edited);
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(edited, project.ParseOptions, tree.FilePath)));
        string[] steps = [NetworkGenerator.SpecStep, NetworkGenerator.OutputStep, NetworkGenerator.DerivationStep, NetworkGenerator.GradientStep];
        return driver.GetRunResult().Results[0].TrackedSteps
            .Where(step => steps.Contains(step.Key))
            .ToDictionary(step => step.Key, step => Assert.Single(step.Value.SelectMany(run => run.Outputs)).Reason);
    }

    [Theory]
    [InlineData("=> 1", "=> 1 + 1")]
    [InlineData("[Network", "\n\n// A comment.\n[Network")]
    [InlineData("0.5f * x", "0.5f  *  ( x )")]
    public void Nothing_is_differentiated_again_after_an_edit_elsewhere(string old, string now)
    {
        Dictionary<string, IncrementalStepRunReason> reasons = ReasonsOfCustom(old, now);

        Assert.True(reasons[NetworkGenerator.SpecStep] is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached);
        Assert.Equal(IncrementalStepRunReason.Cached, reasons[NetworkGenerator.OutputStep]);
        Assert.True(reasons[NetworkGenerator.DerivationStep] is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached);
        Assert.Equal(IncrementalStepRunReason.Cached, reasons[NetworkGenerator.GradientStep]);
    }

    [Theory]
    [InlineData("Half(x) * x", "Half(x) + x")]
    [InlineData("0.5f * x", "0.25f * x")]
    public void The_network_is_compiled_again_after_an_edit_of_its_methods(string old, string now)
    {
        Dictionary<string, IncrementalStepRunReason> reasons = ReasonsOfCustom(old, now);

        Assert.Equal(IncrementalStepRunReason.Modified, reasons[NetworkGenerator.OutputStep]);
        Assert.Equal(IncrementalStepRunReason.Cached, reasons[NetworkGenerator.GradientStep]);
    }

    [Fact]
    public void A_gradient_is_written_again_after_an_edit_of_its_method()
    {
        Dictionary<string, IncrementalStepRunReason> reasons = ReasonsOfCustom("x * x;", "x * x * x;");

        Assert.Equal(IncrementalStepRunReason.Modified, reasons[NetworkGenerator.GradientStep]);
    }
}
