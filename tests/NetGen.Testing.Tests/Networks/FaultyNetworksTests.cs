using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Tests.Generated;
using Xunit;

namespace NetGen.Testing.Tests;

/// <summary>Negative controls: every fault planted in a network's gradient is named by the report.</summary>
public class FaultyNetworksTests
{
    // Dense1Weights [64, 32] at 0, Dense1Bias [32] at 2048, Dense2Weights [32, 10] at 2080, Dense2Bias [10] at 2400
    private const int Entry = 2080 + (7 * 10) + 3;

    [Theory]
    [InlineData(1.001)]
    [InlineData(0.5)]
    [InlineData(-1)]
    [InlineData(0)]
    public void A_factor_in_one_layer_is_found_by_every_oracle(double factor)
    {
        GradientReport report = Check(gradient => Scale(gradient[2080..2400], factor));
        CheckResult reference = Failed(report, CheckKind.ReferenceDerivative);
        Assert.Equal(("Dense2", "Dense2Weights"), (reference.Worst!.Where.Layer, reference.Worst.Where.Tensor));
        Assert.Equal(reference.Worst.Expected * factor, reference.Worst.Actual, 1e-6 * Math.Abs(reference.Worst.Expected));
        Failed(report, CheckKind.DualNumbers);
        if (factor <= 0.5)
        {
            Failed(report, CheckKind.FiniteDifferences);
        }

        Assert.Contains("Dense2Weights[", report.ToString(), StringComparison.Ordinal);
        Assert.Contains("of layer Dense2", report.ToString(), StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"expected {reference.Worst.Expected:R}, got {reference.Worst.Actual:R}"), report.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.001)]
    [InlineData(-1)]
    public void A_factor_in_double_precision_is_found_by_every_oracle(double factor)
    {
        GradientReport report = GradientCheck.Check(new Spoilt<ELULogSoftmax, double> { Gradients = (_, _, _, gradient) => Scale(gradient[..45], factor) });
        foreach (CheckKind kind in (CheckKind[])[CheckKind.ReferenceDerivative, CheckKind.DualNumbers, CheckKind.FiniteDifferences])
        {
            Assert.Equal("Dense1Weights", Failed(report, kind).Worst!.Where.Tensor);
        }
    }

    [Fact]
    public void A_single_wrong_entry_is_named_with_both_values()
    {
        GradientReport report = Check(gradient => gradient[Entry] += 0.01f);
        Deviation worst = Failed(report, CheckKind.ReferenceDerivative).Worst!;
        Assert.Equal("Dense2Weights[7, 3] (entry 73 of layer Dense2)", worst.Where.ToString());
        Assert.Equal(worst.Expected + 0.01, worst.Actual, 1e-6);
        Assert.Equal(73, Failed(report, CheckKind.DualNumbers).Worst!.Where.Index);
        Assert.Equal(73, Failed(report, CheckKind.FiniteDifferences).Worst!.Where.Index);
    }

    [Fact]
    public void A_dropped_term_is_found()
    {
        // the last sample is left out
        GradientReport report = GradientCheck.Check(new Spoilt<DigitNet, float>
        {
            Gradients = (network, inputs, _, gradient) =>
            {
                int samples = (inputs.Length / 64) - 1;
                float[] targets = [.. Enumerable.Repeat(0.1f, samples * 10)];
                network.Gradient(inputs[..(samples * 64)], targets, gradient);
            },
        });
        Failed(report, CheckKind.ReferenceDerivative);
        Failed(report, CheckKind.DualNumbers);
    }

    [Fact]
    public void A_transposed_index_is_found()
    {
        GradientReport report = Check(gradient =>
        {
            float[] weights = gradient[2080..2180].ToArray();
            for (int i = 0; i < 100; i++)
            {
                gradient[2080 + i] = weights[(i % 10 * 10) + (i / 10)];
            }
        });
        Assert.Equal("Dense2Weights", Failed(report, CheckKind.ReferenceDerivative).Worst!.Where.Tensor);
        Assert.Equal("Dense2Weights", Failed(report, CheckKind.FiniteDifferences).Worst!.Where.Tensor);
    }

    [Fact]
    public void A_wrong_slope_at_a_kink_is_found()
    {
        // relu(0) gets the slope 1: inputs and biases of 0 put every unit there
        Spoilt<DigitNet, float> network = new()
        {
            Gradients = (network, inputs, _, gradient) =>
            {
                network.Parameters[2048] = 1e-30f;
                network.Gradient(inputs, [.. Enumerable.Repeat(3, inputs.Length / 64)], gradient);
                network.Parameters[2048] = 0;
            },
        };
        DigitNet.Create(1).Parameters.CopyTo(network.Parameters);
        network.Parameters.Slice(2048, 32).Clear();
        NetworkData data = NetworkData.Of(new float[5 * 64], [3, 3, 3, 3, 3]);
        GradientReport report = GradientCheck.Check(network, new() { Data = data });
        Assert.Equal("Dense1Bias[0] of layer Dense1", Failed(report, CheckKind.ReferenceDerivative).Worst!.Where.ToString());
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void What_is_not_finite_is_found(float value)
    {
        GradientReport report = Check(gradient => gradient[Entry] = value);
        Assert.Equal(73, Failed(report, CheckKind.ReferenceDerivative).Worst!.Where.Index);
        Failed(report, CheckKind.FiniteDifferences);
    }

    [Fact]
    public void A_gradient_that_accumulates_is_found()
    {
        GradientReport report = GradientCheck.Check(new Spoilt<DigitNet, float>
        {
            Gradients = (_, _, before, gradient) => gradient[Entry] += before[Entry],
        });
        CheckResult check = Failed(report, CheckKind.Aliasing);
        Assert.Contains("does not overwrite its result wholly", check.Reason, StringComparison.Ordinal);
        Assert.Equal(73, check.Worst!.Where.Index);
    }

    [Theory]
    [InlineData(-1, "writes 1 before the beginning of gradient")]
    [InlineData(2410, "writes 1 behind the end of gradient")]
    public void A_gradient_that_writes_beside_its_buffer_is_found_before_it_does_harm(int place, string expected)
    {
        GradientReport report = Check(gradient => Unsafe.Add(ref MemoryMarshal.GetReference(gradient), place) = 1);
        CheckResult check = Assert.Single(report.Checks);
        Assert.Equal(Outcome.Failed, check.Outcome);
        Assert.Contains(expected, check.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gradient_that_changes_its_inputs_is_found()
    {
        GradientReport report = GradientCheck.Check(new Spoilt<DigitNet, float>
        {
            Gradients = (_, inputs, _, _) => Unsafe.AsRef(in inputs[5]) += 1,
        });
        Assert.Contains("changes inputs, which it may only read", Failed(report, CheckKind.Aliasing).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gradient_that_changes_the_parameters_is_found()
    {
        GradientReport report = GradientCheck.Check(new Spoilt<DigitNet, float> { Gradients = (network, _, _, _) => network.Parameters[9] += 1 });
        Assert.Contains("changes Parameters, which it may only read", Failed(report, CheckKind.Aliasing).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gradient_that_gives_other_bits_each_time_is_found()
    {
        int calls = 0;
        GradientReport report = Check(gradient => gradient[Entry] = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(gradient[Entry]) ^ (calls++ & 1)));
        Assert.Equal(73, Failed(report, CheckKind.Repeatability).Worst!.Where.Index);
        Assert.DoesNotContain(report.Failures, check => check.Kind == CheckKind.ReferenceDerivative);
    }

    [Fact]
    public void A_gradient_that_allocates_is_found()
    {
        // Spoilt itself copies the gradient's buffer
        CheckResult check = Failed(GradientCheck.Check(new Spoilt<DigitNet, float>()), CheckKind.Allocation);
        Assert.Matches("allocates [0-9,]+ bytes", check.Reason);
    }

    [Fact]
    public void A_wrong_loss_is_found()
    {
        GradientReport report = GradientCheck.Check(new Spoilt<DigitNet, float> { Losses = loss => loss * 1.001f });
        Assert.StartsWith("loss of ", Failed(report, CheckKind.Value).Worst!.Where.Tensor, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_prediction_is_found_with_its_sample()
    {
        GradientReport report = GradientCheck.Check(new Spoilt<DigitNet, float> { Predictions = outputs => outputs[^3] += 1e-3f });
        Place place = Failed(report, CheckKind.Value).Worst!.Where;
        Assert.StartsWith("outputs[18, 7]", place.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_prediction_is_found_where_only_labels_are_given()
    {
        NetworkData data = NetworkData.Of(new float[64], [3]);
        GradientReport report = GradientCheck.Check(new Spoilt<DigitNet, float> { Predictions = outputs => outputs[7] += 1e-3f }, new() { Data = data });
        Assert.StartsWith("outputs[0, 7]", Failed(report, CheckKind.Value).Worst!.Where.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_throws_its_report()
    {
        GradientCheckException failure = Assert.Throws<GradientCheckException>(() =>
            GradientCheck.Verify(new Spoilt<DigitNet, float> { Gradients = (_, _, _, gradient) => gradient.Clear() }));
        Assert.Equal(failure.Report.ToString(), failure.Message);
        Assert.StartsWith("DigitNet: THE GRADIENT FAILS (single precision, 2,410 parameters, 19 samples, seed 1)", failure.Message, StringComparison.Ordinal);
    }

    private static NetworkReport Check(SpanAction gradients) =>
        GradientCheck.Check(new Spoilt<DigitNet, float> { Gradients = (_, _, _, gradient) => gradients(gradient) }, new() { Allocation = false });

    private delegate void SpanAction(Span<float> gradient);

    private static void Scale<T>(Span<T> gradient, double factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (ref T entry in gradient)
        {
            entry *= T.CreateChecked(factor);
        }
    }

    private static CheckResult Failed(GradientReport report, CheckKind kind) =>
        report.Failures.FirstOrDefault(check => check.Kind == kind) ?? throw new Xunit.Sdk.XunitException($"{kind} should fail:\n{report}");
}
