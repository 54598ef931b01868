using System.Text.RegularExpressions;
using Microsoft.FSharp.Core;
using NetGen.Core;
using NetGen.Generator;
using NetGen.Tests.Roslyn;
using Xunit;

namespace NetGen.Tests.Printing;

/// <summary>What the page about performance shows of one kernel is what the stages of the compiler print.</summary>
public class PerformancePageTests
{
    private static readonly Markdown Page = new(Path.Combine("src", "NetGen.Core", "Schedule", "README.md"));
    private static readonly Generated Example = UserProject.Of(Page.Blocks("csharp")[0]).Generate();

    [Fact]
    public void The_kernel_is_what_the_generator_writes_for_the_example() =>
        Markdown.AssertIsPieceOf(Assert.Single(Example.Texts), Page.Blocks("csharp")[1]);

    [Fact]
    public void The_equations_and_the_plan_are_what_the_stages_print()
    {
        string[] shown = Page.Blocks("text");
        (Model model, Program predict) = Predict(Example);
        Assert.Equal(4, shown.Length);
        AssertIsPieceOf(Equations(model.Predict), shown[0]);
        AssertIsPieceOf(Equations(Lift.reductions(predict)), shown[1]);
        AssertIsPieceOf(PlanModule.show(Schedule.plan(Request(model, predict))), shown[2]);
    }

    [Fact]
    public void The_plan_of_a_large_layer_is_what_the_scheduler_prints()
    {
        string large = Page.Blocks("csharp")[0].Replace("784", "2048", StringComparison.Ordinal).Replace("128", "2048", StringComparison.Ordinal);
        (Model model, Program predict) = Predict(UserProject.Of(large).Generate());
        AssertIsPieceOf(PlanModule.show(Schedule.plan(Request(model, predict))), Page.Blocks("text")[3]);
    }

    private static (Model Model, Program Program) Predict(Generated generated)
    {
        Model model = Infer.infer(Assert.IsType<Spec>(Assert.Single(generated.Values(NetworkGenerator.SpecStep)))).ResultValue;
        return (model, Passes.programs(model).Single(program => program.Item1.IsPredict).Item2);
    }

    private static Request Request(Model model, Program program) =>
        new("Predict", program, Homes.ofModel(model, program), FSharpFunc<Name, string>.FromConverter(name => $"{name}"), lanes: null, chunk: null, packed: null, model.Precision);

    private static string Equations(Program program) => string.Join('\n', program.Equations.Select(Show.equation));

    /// <summary>A piece of what a stage printed, which sets equations in columns.</summary>
    private static void AssertIsPieceOf(string printed, string block) => Assert.Contains(block, Regex.Replace(printed, " +", " "));
}
