using FsCheck;
using FsCheck.Fluent;
using NetGen.Tests.Generated;
using Xunit;

namespace NetGen.Testing.Tests;

/// <summary>Random samples of declared networks, as a suite of anybody's takes them.</summary>
public class SampleArbitrariesTests
{
    [Fact]
    public void Probabilities_add_up_whatever_comes_in() =>
        Prop.ForAll(SampleArbitraries.Of<DigitNet>(SampleKinds.All, most: 9), samples =>
        {
            DigitNet network = DigitNet.Create(1);
            samples.CopyTo(network);
            var outputs = new float[samples.Count * DigitNet.OutputSize];
            network.Predict(samples.Inputs.AsSpan(), outputs);
            return outputs.Chunk(DigitNet.OutputSize).All(row => row.Any(p => !float.IsFinite(p)) || Math.Abs(row.Sum() - 1) < 1e-5);
        }).Check(NetworkArbitrariesTests.Quick);

    [Fact]
    public void Samples_fit_the_network_they_are_for() =>
        Prop.ForAll(NetworkArbitraries.Networks(), network =>
        {
            NetworkInfo info = network.Info;
            NetworkSamples<double> samples = SampleArbitraries.Draw<double>(info, 3, seed: 1, SampleKinds.All);
            return samples.Count == 3
                && samples.Parameters.Length == info.ParameterCount
                && samples.Inputs.Length == 3 * info.Inputs.Sum(input => input.Length)
                && samples.Targets.Length == 3 * info.Outputs.Sum(output => output.Length);
        }).Check(NetworkArbitrariesTests.Quick);

    [Fact]
    public void Numbers_are_of_the_kinds_asked_for()
    {
        float[] Inputs(SampleKinds kind) => [.. SampleArbitraries.Draw<float>(DigitNet.Info, 30, 1, kind).Inputs];
        Assert.All(Inputs(SampleKinds.Ordinary), x => Assert.InRange(x, -1, 1));
        Assert.Contains(Inputs(SampleKinds.Zeros), x => x == 0 && float.IsNegative(x));
        Assert.Equal([-1, -0.5f, 0, 0.5f, 1], Inputs(SampleKinds.Ties).Distinct().Order());
        Assert.Contains(Inputs(SampleKinds.Denormal), float.IsSubnormal);
        Assert.Contains(Inputs(SampleKinds.Saturating), x => x > 90);
        Assert.Contains(Inputs(SampleKinds.Extreme), x => Math.Abs(x) > 1e29);
        Assert.Contains(Inputs(SampleKinds.Extreme), x => Math.Abs(x) is > 0 and < 1e-30f);
    }

    [Fact]
    public void Targets_are_distributions_that_add_up_to_1_exactly()
    {
        NetworkSamples<float> samples = SampleArbitraries.Draw<float>(DigitNet.Info, 50, 1, SampleKinds.Tame);
        Assert.All(samples.Targets.Chunk(10), row => Assert.Equal(1, row.Sum()));
        Assert.All(samples.Labels, label => Assert.InRange(label, 0, 9));
    }

    [Fact]
    public void A_property_that_fails_shrinks_to_one_plain_sample()
    {
        Property property = Prop.ForAll(
            SampleArbitraries.Of<DigitNet>(), samples => !samples.Inputs.Any(x => x > 0.5f));
        var error = Assert.ThrowsAny<Exception>(() => property.Check(NetworkArbitrariesTests.Quick));
        string shrunk = error.Message[error.Message.IndexOf("Shrunk", StringComparison.Ordinal)..];
        Assert.Contains("1 samples of DigitNet", shrunk, StringComparison.Ordinal);
        string inputs = shrunk.Split('\n').First(line => line.StartsWith("Inputs: ", StringComparison.Ordinal))["Inputs: ".Length..];
        Assert.Equal("1", string.Join(", ", inputs.Split(", ").Where(x => x is not ("0" or "-0"))));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>("kinds", () => SampleArbitraries.Of<DigitNet>(0));
        Assert.Throws<ArgumentOutOfRangeException>("most", () => SampleArbitraries.Of<DigitNet>(most: 0));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => SampleArbitraries.Draw<float>(DigitNet.Info, 0, 1));
        Assert.Throws<ArgumentNullException>("network", () => SampleArbitraries.Draw<float>(null!, 1, 1));
        NetworkSamples<float> samples = SampleArbitraries.Draw<float>(DigitNet.Info, 1, 1);
        var error = Assert.Throws<ArgumentException>("network", () => samples.CopyTo(SwishSingle.Create(1)));
        Assert.Contains("Samples of DigitNet have 2410 parameters", error.Message, StringComparison.Ordinal);
    }
}
