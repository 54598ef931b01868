using NetGen.Testing;
using Xunit;

namespace NetGen.Tests.Generated;

public class GradientTests
{
    public static TheoryData<string> Names => [.. _checks.Keys];

    private static readonly Dictionary<string, Action<int>> _checks = new()
    {
        [nameof(LeakyReLUSoftmax)] = samples => Labelled<LeakyReLUSoftmax>(samples),
        [nameof(ELULogSoftmax)] = samples => Labelled<ELULogSoftmax>(samples),
        [nameof(SELUSigmoid)] = samples => Targeted<SELUSigmoid>(samples),
        [nameof(GELUSiLU)] = samples => Targeted<GELUSiLU>(samples),
        [nameof(SoftplusTanh)] = samples => Targeted<SoftplusTanh>(samples),
        [nameof(HardSigmoidAbsolute)] = samples => Targeted<HardSigmoidAbsolute>(samples),
        [nameof(ReLUHuber)] = samples => Targeted<ReLUHuber>(samples),
        [nameof(ConvolutionByEquation)] = samples => Targeted<ConvolutionByEquation>(samples),
        [nameof(AttentionByEquation)] = samples => Targeted<AttentionByEquation>(samples),
        [nameof(RecurrenceByEquation)] = samples => Targeted<RecurrenceByEquation>(samples),
        [nameof(PinballDouble)] = samples => Targeted<PinballDouble>(samples),
        [nameof(PiecesDouble)] = samples => Targeted<PiecesDouble>(samples),
        [nameof(MishDouble)] = samples => Targeted<MishDouble>(samples),
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

    private static void Targeted<TSelf>(int samples)
        where TSelf : INetwork<TSelf, double> => GradientCheck.Verify<TSelf>(new() { Samples = samples });

    /// <summary>A label is a distribution with all its weight on one class.</summary>
    private static void Labelled<TSelf>(int samples)
        where TSelf : IClassifier<TSelf, double>
    {
        GradientCheck.Verify<TSelf>(new() { Samples = samples });
        var network = TSelf.Create(1);
        var random = new RandomNumbers(3);
        double[] inputs = [.. Enumerable.Range(0, TSelf.InputSize * samples).Select(_ => random.Normal())];
        int[] labels = [.. Enumerable.Range(0, samples).Select(_ => random.Below(TSelf.ClassCount))];
        var oneHot = new double[samples * TSelf.ClassCount];
        for (int n = 0; n < samples; n++)
        {
            oneHot[(n * TSelf.ClassCount) + labels[n]] = 1;
        }

        double loss = network.Gradient(inputs, labels, new double[TSelf.ParameterCount]);
        Assert.Equal(network.Loss(inputs, labels), loss, 1e-13);
        Assert.Equal(network.Loss(inputs, oneHot), loss, 1e-13);
    }
}
