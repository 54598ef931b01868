using System.Numerics;
using Xunit;

namespace NetGen.Testing.Tests;

/// <summary>Right slopes are never alarmed about, wherever they are taken.</summary>
public class RightFunctionsTests
{
    public static TheoryData<DifferenceMethod> Methods => [.. Enum.GetValues<DifferenceMethod>()];

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_gradient_with_a_Hessian_passes_in_both_precisions(DifferenceMethod method)
    {
        Everywhere<float>(2, 2, (at, seed) => GradientCheck.Verify(
            Functions.Rosenbrock, Functions.RosenbrockGradient, at, new() { Seed = seed, Differences = method }, Functions.Rosenbrock, Functions.RosenbrockHessian));
        Everywhere<double>(2, 2, (at, seed) => GradientCheck.Verify(
            Functions.Rosenbrock, Functions.RosenbrockGradient, at, new() { Seed = seed, Differences = method }, Functions.Rosenbrock, Functions.RosenbrockHessian));
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(1e6)]
    public void A_gradient_passes_at_any_scale(double scale)
    {
        Everywhere<float>(5, scale, (at, seed) => GradientCheck.Verify(Functions.LogSumExp, Functions.LogSumExpGradient, at, new() { Seed = seed }, Functions.LogSumExp));
        Everywhere<double>(5, scale, (at, seed) => GradientCheck.Verify(Functions.LogSumExp, Functions.LogSumExpGradient, at, new() { Seed = seed }, Functions.LogSumExp));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1e-4)]
    [InlineData(1e-9)]
    public void A_gradient_whose_terms_cancel_passes(double scale)
    {
        Everywhere<float>(3, scale, (at, seed) => GradientCheck.Verify(Functions.Balanced, Functions.BalancedGradient, at, new() { Seed = seed }, Functions.Balanced));
        Everywhere<double>(3, scale, (at, seed) => GradientCheck.Verify(Functions.Balanced, Functions.BalancedGradient, at, new() { Seed = seed }, Functions.Balanced));
    }

    [Fact]
    public void A_function_with_many_results_passes_in_both_modes()
    {
        Everywhere<float>(7, 2, (at, seed) => GradientCheck.Verify(
            Functions.Softmax, Functions.SoftmaxProduct, at, 7, new() { Seed = seed }, Functions.Softmax, Functions.SoftmaxProduct));
        Everywhere<double>(7, 2, (at, seed) => GradientCheck.Verify(
            Functions.Softmax, Functions.SoftmaxProduct, at, 7, new() { Seed = seed }, Functions.Softmax, Functions.SoftmaxProduct));
    }

    [Fact]
    public void A_function_with_kinks_elsewhere_passes()
    {
        Everywhere<float>(9, 1, (at, seed) => GradientCheck.Verify(Functions.WeighedReLU, Functions.WeighedReLUGradient, at, new() { Seed = seed }, Functions.WeighedReLU));
        Everywhere<double>(9, 1, (at, seed) => GradientCheck.Verify(Functions.WeighedReLU, Functions.WeighedReLUGradient, at, new() { Seed = seed }, Functions.WeighedReLU));
    }

    [Fact]
    public void A_function_of_one_number_passes_and_so_does_a_constant()
    {
        GradientCheck.Verify<double>(x => Math.Sin(x[0]), (x, gradient) => gradient[0] = Math.Cos(x[0]), [1.3]);
        GradientCheck.Verify<float>(_ => 3, (_, gradient) => gradient.Clear(), [1, 2, 3]);
    }

    [Fact]
    public void The_report_says_what_was_compared()
    {
        FunctionReport report = GradientCheck.Verify<double>(
            Functions.Rosenbrock, Functions.RosenbrockGradient, [0.5, -1.5], new() { EveryEntry = true }, Functions.Rosenbrock, Functions.RosenbrockHessian);
        Assert.True(report.Passed);
        Assert.Equal([0.5, -1.5], report.Point.ToArray());
        Assert.Equal("Double", report.Precision);
        Assert.All(report.Checks, check => Assert.Equal(Outcome.Passed, check.Outcome));
        Assert.Equal(
            [
                CheckKind.Value, CheckKind.DualNumbers, CheckKind.FiniteDifferences, CheckKind.SecondOrder, CheckKind.SecondOrder,
                CheckKind.Repeatability, CheckKind.Allocation, CheckKind.Aliasing,
            ],
            report.Checks.Select(check => check.Kind));
        Assert.StartsWith("function: the gradient passes (double precision, at: [0.5, -1.5], seed 1)", report.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"  ok    gradient against finite differences +5 compared, worst error \S+ of \S+ allowed", report.ToString());
    }

    [Fact]
    public void The_report_says_where_as_text_to_paste()
    {
        static string At(float[] point) => GradientCheck.Check<float>(_ => 3, (_, gradient) => gradient.Clear(), point, new() { Seed = 4 }).ToString();
        Assert.StartsWith("function: the gradient passes (single precision, at: [0.1f, 1E-30f], seed 4)", At([0.1f, 1e-30f]), StringComparison.Ordinal);
        Assert.StartsWith("function: the gradient passes (single precision, 9 numbers, seed 4)", At(new float[9]), StringComparison.Ordinal);
    }

    private static void Everywhere<T>(int length, double scale, Action<T[], ulong> check)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (ulong seed = 1; seed <= 40; seed++)
        {
            Random random = new((int)seed);
            check([.. Enumerable.Range(0, length).Select(_ => T.CreateChecked(scale * ((2 * random.NextDouble()) - 1)))], seed);
        }
    }
}
