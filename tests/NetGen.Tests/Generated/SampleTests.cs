using NetGen.Samples;
using Xunit;

namespace NetGen.Tests.Generated;

public class SampleTests
{
    [Fact]
    public void Digits_are_read_with_a_median_of_97_percent_over_ten_seeds()
    {
        double[] accuracies = [.. Enumerable.Range(0, 10).Select(seed => Accuracy((ulong)seed))];
        double[] sorted = [.. accuracies.Order()];
        double median = (sorted[4] + sorted[5]) / 2;
        Assert.True(accuracies[0] >= 0.97, $"the default seed: {accuracies[0]:P2}");
        Assert.True(median >= 0.97, $"the median of {string.Join(", ", accuracies.Select(a => $"{a:P2}"))}: {median:P2}");
    }

    private static double Accuracy(ulong seed)
    {
        (Dataset<float> training, Dataset<float> test) = Dataset.Digits().Split(0.2, seed);
        Samples.DigitNet network = Samples.DigitNet.Create(seed);
        network.Fit(training, Digits.Options(Digits.Epochs, seed) with { Measure = false });
        return network.Evaluate(test).Accuracy!.Value;
    }

    [Fact]
    public void A_neuron_learns_and_and_or_but_not_xor()
    {
        Assert.Equal(1, AndOrXor.Learn("and", Neuron.Create(1), [0, 0, 0, 1]));
        Assert.Equal(1, AndOrXor.Learn("or", Neuron.Create(1), [0, 1, 1, 1]));
        Assert.InRange(AndOrXor.Learn("xor", Neuron.Create(1), [0, 1, 1, 0]), 0, 0.75);
        Assert.Equal(1, AndOrXor.Learn("xor", TwoLayers.Create(1), [0, 1, 1, 0]));
    }

    [Fact]
    public void A_single_layer_names_the_colours_of_the_rainbow() =>
        Assert.InRange(Colours.Learn(seed: 1).Test.Accuracy!.Value, 0.97, 1);

    [Fact]
    public void Zeros_and_ones_are_told_apart()
    {
        (Dataset<float> training, Dataset<float> test) = Dataset.Digits().OnlyClasses(0, 1).Split(0.2);
        Assert.Equal(1, ZeroOrOne.Learn("one", OneOutput.Create(1), training.WithLabelTargets(), test.WithLabelTargets()).Accuracy);
        Assert.Equal(1, ZeroOrOne.Learn("two", TwoOutputs.Create(1), training.WithOneHotTargets(), test.WithOneHotTargets()).Accuracy);
    }

    [Fact]
    public void Autograd_and_the_generated_code_give_the_same_gradients()
    {
        (_, double[] gradient, double difference) = Autograd.Compare(MoonNet.Create(3), Autograd.Moons(60, seed: 2));
        Assert.Contains(gradient, slope => Math.Abs(slope) > 0.01);
        Assert.InRange(difference, 0, 1e-14);
    }
}
