using Xunit;

namespace NetGen.Tests.Generated;

public class GradientTests
{
    private const double Step = 1e-4;

    public static TheoryData<string> Names => [.. _checks.Keys];

    private static readonly Dictionary<string, Action<int>> _checks = new()
    {
        [nameof(LeakyReLUSoftmax)] = samples => Labelled(LeakyReLUSoftmax.Create(1), samples),
        [nameof(ELULogSoftmax)] = samples => Labelled(ELULogSoftmax.Create(1), samples),
        [nameof(SELUSigmoid)] = samples => Targeted(SELUSigmoid.Create(1), samples),
        [nameof(GELUSiLU)] = samples => Targeted(GELUSiLU.Create(1), samples),
        [nameof(SoftplusTanh)] = samples => Targeted(SoftplusTanh.Create(1), samples),
        [nameof(HardSigmoidAbsolute)] = samples => Targeted(HardSigmoidAbsolute.Create(1), samples),
        [nameof(ReLUHuber)] = samples => Targeted(ReLUHuber.Create(1), samples),
        [nameof(ConvolutionByEquation)] = samples => Targeted(ConvolutionByEquation.Create(1), samples),
        [nameof(AttentionByEquation)] = samples => Targeted(AttentionByEquation.Create(1), samples),
        [nameof(RecurrenceByEquation)] = samples => Targeted(RecurrenceByEquation.Create(1), samples),
        [nameof(PinballDouble)] = samples => Targeted(PinballDouble.Create(1), samples),
        [nameof(PiecesDouble)] = samples => Targeted(PiecesDouble.Create(1), samples),
        [nameof(MishDouble)] = samples => Targeted(MishDouble.Create(1), samples),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_is_the_slope_of_the_loss(string name)
    {
        foreach (int samples in (int[])[1, 5, 16, 37])
        {
            _checks[name](samples);
        }
    }

    [Fact]
    public void A_wrong_gradient_is_noticed()
    {
        SoftplusTanh network = SoftplusTanh.Create(1);
        (double[] inputs, double[] targets) = Samples(4, 3, 5);
        var gradient = new double[SoftplusTanh.ParameterCount];
        network.Gradient(inputs, targets, gradient);
        gradient[11] *= 1 + 1e-5;
        Assert.ThrowsAny<Exception>(() => Compare(network, gradient, () => network.Loss(inputs, targets)));
    }

    private static void Targeted<TSelf>(INetwork<TSelf, double> network, int samples)
        where TSelf : INetwork<TSelf, double>
    {
        (double[] inputs, double[] targets) = Samples(TSelf.InputSize, TSelf.OutputSize, samples);
        var gradient = new double[TSelf.ParameterCount];
        double loss = network.Gradient(inputs, targets, gradient);
        Assert.Equal(network.Loss(inputs, targets), loss, 1e-13);
        Compare(network, gradient, () => network.Loss(inputs, targets));
    }

    private static void Labelled<TSelf>(IClassifier<TSelf, double> network, int samples)
        where TSelf : IClassifier<TSelf, double>
    {
        var random = new RandomNumbers(7);
        (double[] inputs, double[] targets) = Samples(TSelf.InputSize, TSelf.OutputSize, samples);
        for (int n = 0; n < samples; n++)
        {
            double sum = targets.AsSpan(n * TSelf.OutputSize, TSelf.OutputSize).ToArray().Sum();
            foreach (ref double target in targets.AsSpan(n * TSelf.OutputSize, TSelf.OutputSize))
            {
                target /= sum;
            }
        }

        var gradient = new double[TSelf.ParameterCount];
        network.Gradient(inputs, targets, gradient);
        Compare(network, gradient, () => network.Loss(inputs, targets));

        int[] labels = [.. Enumerable.Range(0, samples).Select(_ => random.Below(TSelf.ClassCount))];
        double loss = network.Gradient(inputs, labels, gradient);
        Assert.Equal(network.Loss(inputs, labels), loss, 1e-13);
        Compare(network, gradient, () => network.Loss(inputs, labels));

        // A label is a distribution with all its weight on one class.
        var oneHot = new double[targets.Length];
        for (int n = 0; n < samples; n++)
        {
            oneHot[(n * TSelf.ClassCount) + labels[n]] = 1;
        }

        Assert.Equal(network.Loss(inputs, oneHot), loss, 1e-13);
    }

    private static (double[] Inputs, double[] Targets) Samples(int inputSize, int outputSize, int samples)
    {
        var random = new RandomNumbers(3);
        double[] inputs = [.. Enumerable.Range(0, inputSize * samples).Select(_ => random.Normal())];
        return (inputs, [.. Enumerable.Range(0, outputSize * samples).Select(_ => 0.05 + (0.9 * random.Uniform()))]);
    }

    /// <summary>Against the fourth-order difference; a kink between its points is recognised by its two halves.</summary>
    private static void Compare<TSelf>(INetwork<TSelf, double> network, double[] gradient, Func<double> loss)
        where TSelf : INetwork<TSelf, double>
    {
        int kinks = 0;
        for (int i = 0; i < gradient.Length; i++)
        {
            double before = network.Parameters[i];
            double At(double h)
            {
                network.Parameters[i] = before + h;
                return loss();
            }

            double near = (At(Step) - At(-Step)) / (2 * Step);
            double far = (At(2 * Step) - At(-2 * Step)) / (4 * Step);
            double left = (At(0) - At(-2 * Step)) / (2 * Step);
            double right = (At(2 * Step) - At(0)) / (2 * Step);
            network.Parameters[i] = before;
            double slope = ((4 * near) - far) / 3;
            if (Math.Abs(right - left) > 0.01 * Math.Max(1e-2, Math.Abs(near)))
            {
                kinks++;
                continue;
            }

            Assert.True(
                Math.Abs(slope - gradient[i]) <= 1e-7 * Math.Max(1, Math.Abs(slope)),
                FormattableString.Invariant($"{TSelf.Info.Name}, parameter {i}: {gradient[i]:R} is given, {slope:R} measured."));
        }

        Assert.InRange(kinks, 0, 1 + (gradient.Length / 20));
    }
}
