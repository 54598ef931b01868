using FsCheck;
using NetGen.Testing;
using NUnit.Framework;

namespace Company.Tests;

public class GradientTests
{
    [Test]
    public void The_network_is_right() => GradientCheck.Verify<FlowerNet>();

    [TestCase(0, 0, 0)]
    [TestCase(0.5, -2, 1.5)]
    public void The_function_is_right(double bias, double first, double second) =>
        GradientCheck.Verify<double>(LogisticLoss.Value, LogisticLoss.Gradient, at: [bias, first, second], dual: LogisticLoss.Value);

    [Test]
    public void The_function_is_right_at_any_weights() => Properties.TheGradientIsRight().QuickCheckThrowOnFailure();

    [Test]
    public void Outputs_are_probabilities() => Properties.OutputsAreProbabilities().QuickCheckThrowOnFailure();

    [Test]
    public void A_failure_names_the_entry_and_both_slopes()
    {
        static void Verify() => GradientCheck.Verify<double>(
            x => x[0] * x[1], (x, gradient) => (gradient[0], gradient[1]) = (x[1], -x[0]), at: [3, 5], dual: x => x[0] * x[1]);

        GradientCheckException failure = Assert.Throws<GradientCheckException>(Verify)!;
        Assert.That(failure.Message, Does.Contain("x[1]: expected 3, got -3; they differ by 6"));
    }
}
