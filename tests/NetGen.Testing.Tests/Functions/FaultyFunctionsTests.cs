using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Xunit;

namespace NetGen.Testing.Tests;

/// <summary>Negative controls: every fault planted in the slopes of a function is named.</summary>
public class FaultyFunctionsTests
{
    private static readonly double[] _at = [0.3, -1.1, 0.7, 2.0, -0.4];

    [Theory]
    [InlineData(1.001)]
    [InlineData(0.999999)]
    [InlineData(-1)]
    [InlineData(0)]
    public void A_factor_is_found_by_differences_alone(double factor)
    {
        FunctionReport report = Check((x, gradient) =>
        {
            Functions.LogSumExpGradient(x, gradient);
            gradient[3] *= factor;
        });
        Deviation worst = Failed(report, CheckKind.FiniteDifferences).Worst!;
        Assert.Equal("x[3]", worst.Where.ToString());
        Assert.Equal(worst.Expected * factor, worst.Actual, 1e-8);
        Assert.Contains(FormattableString.Invariant($"x[3]: expected {worst.Expected:R}, got {worst.Actual:R}"), report.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.02)]
    [InlineData(-1)]
    public void A_factor_in_single_precision_is_found_by_differences_alone(float factor)
    {
        FunctionReport report = GradientCheck.Check<float>(
            Functions.LogSumExp,
            (x, gradient) =>
            {
                Functions.LogSumExpGradient(x, gradient);
                gradient[3] *= factor;
            },
            [0.3f, -1.1f, 0.7f, 2, -0.4f]);
        Assert.Equal("x[3]", Failed(report, CheckKind.FiniteDifferences).Worst!.Where.ToString());
    }

    [Theory]
    [InlineData(1.0001f)]
    [InlineData(-1)]
    public void A_factor_in_single_precision_is_found_by_dual_numbers(float factor)
    {
        FunctionReport report = GradientCheck.Check<float>(
            Functions.LogSumExp,
            (x, gradient) =>
            {
                Functions.LogSumExpGradient(x, gradient);
                gradient[3] *= factor;
            },
            [0.3f, -1.1f, 0.7f, 2, -0.4f],
            dual: Functions.LogSumExp);
        Assert.Equal("x[3]", Failed(report, CheckKind.DualNumbers).Worst!.Where.ToString());
    }

    [Fact]
    public void A_dropped_term_is_found()
    {
        FunctionReport report = GradientCheck.Check<double>(
            Functions.Rosenbrock,
            (x, gradient) =>
            {
                Functions.RosenbrockGradient(x, gradient);
                gradient[0] += 2 * (1 - x[0]);
            },
            [0.5, -1.5]);
        Assert.Equal("x[0]", Failed(report, CheckKind.FiniteDifferences).Worst!.Where.ToString());
    }

    [Fact]
    public void A_wrong_entry_among_thousands_is_narrowed_down()
    {
        var at = new double[5000];
        Array.Fill(at, 0.1);
        FunctionReport report = GradientCheck.Check<double>(
            x =>
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    sum += Math.Sin((i + 1) * x[i]) / (i + 1);
                }

                return sum;
            },
            (x, gradient) =>
            {
                for (int i = 0; i < x.Length; i++)
                {
                    gradient[i] = Math.Cos((i + 1) * x[i]) + (i == 3210 ? 0.1 : 0);
                }
            },
            at,
            new() { Differences = DifferenceMethod.Central, Step = 1e-6, SecondOrder = false });
        Assert.Equal("x[3210]", Failed(report, CheckKind.FiniteDifferences).Worst!.Where.ToString());
    }

    [Fact]
    public void A_wrong_tie_is_found_by_dual_numbers_and_skipped_by_differences()
    {
        GradientFunction<double> shared = (x, gradient) =>
        {
            double top = Functions.Greatest(x);
            for (int i = 0; i < x.Length; i++)
            {
                gradient[i] = x[i] == top ? 1 : 0;
            }
        };
        FunctionReport report = GradientCheck.Check<double>(Functions.Greatest, shared, [1, 2, 2], dual: Functions.Greatest);
        Deviation worst = Failed(report, CheckKind.DualNumbers).Worst!;
        Assert.Equal(("x[2]", 0.0, 1.0), (worst.Where.ToString(), worst.Expected, worst.Actual));

        GradientFunction<double> first = (x, gradient) =>
        {
            gradient.Clear();
            gradient[x.IndexOf(Functions.Greatest(x))] = 1;
        };
        CheckResult kinks = GradientCheck.Check<double>(Functions.Greatest, first, [1, 2, 2]).Checks.Single(check => check.Kind == CheckKind.FiniteDifferences);
        Assert.Equal(Outcome.Failed, kinks.Outcome);
        Assert.Contains("comparisons meet a kink", kinks.Reason, StringComparison.Ordinal);
        Assert.True(GradientCheck.Check<double>(Functions.Greatest, first, [1, 2, 2], new() { KinkShare = 1 }).Passed);
        Assert.True(GradientCheck.Check<double>(Functions.Greatest, first, [1, 2, 2], dual: Functions.Greatest).Passed);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_not_finite_is_found(double value)
    {
        FunctionReport report = Check((x, gradient) =>
        {
            Functions.LogSumExpGradient(x, gradient);
            gradient[1] = value;
        });
        Failed(report, CheckKind.FiniteDifferences);
    }

    [Fact]
    public void A_field_that_is_no_gradient_is_found_by_its_asymmetry()
    {
        // ∂f/∂x is right at y = 0 alone, where f = x² is looked at
        FunctionReport report = GradientCheck.Check<double>(
            x => x[0] * x[0],
            (x, gradient) =>
            {
                gradient[0] = (2 * x[0]) + x[1];
                gradient[1] = 0;
            },
            [1.5, 0]);
        Assert.Equal("vᵀHw against wᵀHv", Failed(report, CheckKind.SecondOrder).Worst!.Where.ToString());
        Assert.DoesNotContain(report.Failures, check => check.Kind == CheckKind.FiniteDifferences);
    }

    [Fact]
    public void A_wrong_Hessian_is_found_with_its_entry()
    {
        FunctionReport report = GradientCheck.Check<double>(
            Functions.Rosenbrock,
            Functions.RosenbrockGradient,
            [0.5, -1.5],
            hessian: (x, v, product) =>
            {
                Functions.RosenbrockHessian(x, v, product);
                product[1] *= 1.001;
            });
        Assert.Equal("Hv[1]", Failed(report, CheckKind.SecondOrder).Worst!.Where.ToString());
    }

    [Fact]
    public void A_transposed_Jacobian_is_found()
    {
        // y = A·x with A = (0 1; 2 0): the product from the right in place of that from the left
        void Forward(ReadOnlySpan<double> x, ReadOnlySpan<double> v, Span<double> product) => (product[0], product[1]) = (v[1], 2 * v[0]);
        FunctionReport report = GradientCheck.Check<double>((x, y) => (y[0], y[1]) = (x[1], 2 * x[0]), Forward, [1, 2], 2, forward: Forward);
        Failed(report, CheckKind.FiniteDifferences);
        Failed(report, CheckKind.ForwardProduct);
    }

    [Fact]
    public void What_a_call_does_beside_its_result_is_found()
    {
        int calls = 0;
        byte[]? kept = null;
        Assert.Contains("changes x", Aliasing((x, _) => Unsafe.AsRef(in x[0]) = 7), StringComparison.Ordinal);
        Assert.Contains("does not overwrite its result wholly", Aliasing((_, gradient) => gradient[0] += 1), StringComparison.Ordinal);
        Assert.Contains("writes 2 behind the end of the gradient", Aliasing((_, gradient) => Unsafe.Add(ref MemoryMarshal.GetReference(gradient), 6) = 1), StringComparison.Ordinal);
        Assert.Contains("reads beside its buffers", Aliasing((x, gradient) => gradient[..].Fill(Unsafe.Add(ref MemoryMarshal.GetReference(x), 5))), StringComparison.Ordinal);
        Assert.Contains("allocates", Failed(Check((x, gradient) =>
        {
            kept = new byte[10];
            Functions.LogSumExpGradient(x, gradient);
        }), CheckKind.Allocation).Reason, StringComparison.Ordinal);
        Assert.Contains("gives other bits", Failed(Check((x, gradient) =>
        {
            Functions.LogSumExpGradient(x, gradient);
            gradient[2] += calls++ * 1e-15;
        }), CheckKind.Repeatability).Reason, StringComparison.Ordinal);
        Assert.NotNull(kept);
    }

    [Fact]
    public void A_step_that_vanishes_fails_instead_of_passing_falsely()
    {
        GradientCheckException failure = Assert.Throws<GradientCheckException>(() => GradientCheck.Verify<float>(
            x => x[0], (_, gradient) => gradient[0] = 1, [1e6f], new() { Step = 1e-7 }));
        Assert.Contains("A step of 1E-07 vanishes in single precision: x[0] = 1000000, and the next number is 0.0625 away", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_point_without_numbers_or_with_one_that_is_not_finite_is_refused()
    {
        Assert.Contains("at is empty", Assert.Throws<ArgumentException>(() => GradientCheck.Check<double>(_ => 0, (_, _) => { }, [])).Message, StringComparison.Ordinal);
        Assert.Contains("at[1] is NaN", Assert.Throws<ArgumentException>(() => GradientCheck.Check<double>(_ => 0, (_, _) => { }, [1, double.NaN])).Message, StringComparison.Ordinal);
    }

    private static string Aliasing(GradientFunction<double> gradient) => Failed(Check(gradient), CheckKind.Aliasing).Reason;

    private static FunctionReport Check(GradientFunction<double> gradient) => GradientCheck.Check(Functions.LogSumExp, gradient, _at);

    private static CheckResult Failed(GradientReport report, CheckKind kind) =>
        report.Failures.FirstOrDefault(check => check.Kind == kind) ?? throw new Xunit.Sdk.XunitException($"{kind} should fail:\n{report}");
}
