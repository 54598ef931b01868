using NetGen.Tests.Generated;
using Xunit;

namespace NetGen.Testing.Tests;

/// <summary>Samples of the user's own, and what does not fit.</summary>
public class NetworkDataTests
{
    [Fact]
    public void A_right_network_passes_on_samples_of_ones_own()
    {
        Random random = new(5);
        float[] inputs = [.. Enumerable.Range(0, 6 * 64).Select(_ => random.NextSingle())];
        float[] targets = [.. Enumerable.Range(0, 6).SelectMany(_ => new[] { 0.1f, 0.2f, 0.3f, 0.05f, 0.05f, 0.1f, 0.1f, 0.02f, 0.03f, 0.05f })];
        NetworkReport report = GradientCheck.Verify<DigitNet>(new() { Data = NetworkData.Of(inputs, targets) });
        Assert.Equal(6, report.Samples);
        Assert.DoesNotContain(report.Checks, check => check.Name.Contains("labels", StringComparison.Ordinal));
        report = GradientCheck.Verify<DigitNet>(new() { Data = NetworkData.Of(inputs, [1, 2, 3, 4, 5, 6]) });
        Assert.DoesNotContain(report.Checks, check => check.Name.Contains("targets", StringComparison.Ordinal));
    }

    [Fact]
    public void A_network_keeps_its_parameters()
    {
        DigitNet network = DigitNet.Create(7);
        float[] before = network.Parameters.ToArray();
        GradientCheck.Verify(network);
        Assert.Equal(before, network.Parameters.ToArray());
    }

    [Fact]
    public void The_same_seed_gives_the_same_report_and_another_one_another()
    {
        string Report(ulong seed) => GradientCheck.Check<SoftplusTanh>(new() { Seed = seed }).ToString();
        Assert.Equal(Report(3), Report(3));
        Assert.NotEqual(Report(3).Replace("seed 3", "", StringComparison.Ordinal), Report(4).Replace("seed 4", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Data_that_do_not_fit_are_refused()
    {
        Refused<DigitNet>(NetworkData.Of(new float[63], new float[10]), "DigitNet takes inputs of 64 numbers a sample; Data has 63, no multiple of it.");
        Refused<DigitNet>(NetworkData.Of(new float[128], new float[10]), "DigitNet takes targets of 10 numbers for each of the 2 samples, 20; Data has 10.");
        Refused<DigitNet>(NetworkData.Of(new float[128], [1, 2, 3]), "DigitNet takes 1 labels for each of the 2 samples; Data has 3.");
        Refused<SoftplusTanh>(NetworkData.Of(new float[4], [1]), "SoftplusTanh takes no labels, for its loss is no CrossEntropy; give targets of 3 numbers a sample.");
    }

    [Fact]
    public void A_class_that_is_no_network_is_refused() =>
        Assert.Contains(
            "System.String is no network: it has no [Network], or the generator did not run on it.",
            Assert.Throws<ArgumentException>(() => GradientCheck.Check<string>()).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Options_out_of_their_range_are_refused()
    {
        Assert.StartsWith("GradientCheckOptions.Samples must be at least 1; got 0.", Assert.Throws<ArgumentOutOfRangeException>(() => new GradientCheckOptions { Samples = 0 }).Message, StringComparison.Ordinal);
        Assert.StartsWith("GradientCheckOptions.Step must be greater than 0 and less than 1; got 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new GradientCheckOptions { Step = 1 }).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientCheckOptions { Directions = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientCheckOptions { KinkShare = 1.5 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientCheckOptions { Roundings = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientCheckOptions { Differences = (DifferenceMethod)9 });
    }

    private static void Refused<TNetwork>(NetworkData data, string expected) =>
        Assert.Equal(expected, Assert.Throws<ArgumentException>(() => GradientCheck.Check<TNetwork>(new() { Data = data })).Message);
}
