using NetGen.Tests.Generated;
using Xunit;

namespace NetGen.Testing.Tests;

/// <summary>A network that the generator wrote is never alarmed about. Here of two seeds each; by hand of 25.</summary>
public class RightNetworksTests
{
    private static readonly Dictionary<string, Func<GradientCheckOptions, GradientReport>> _checks = new()
    {
        [nameof(DigitNet)] = GradientCheck.Verify<DigitNet>,
        [nameof(LeakyReLUSoftmax)] = GradientCheck.Verify<LeakyReLUSoftmax>,
        [nameof(ELULogSoftmax)] = GradientCheck.Verify<ELULogSoftmax>,
        [nameof(SELUSigmoid)] = GradientCheck.Verify<SELUSigmoid>,
        [nameof(GELUSiLU)] = GradientCheck.Verify<GELUSiLU>,
        [nameof(SoftplusTanh)] = GradientCheck.Verify<SoftplusTanh>,
        [nameof(HardSigmoidAbsolute)] = GradientCheck.Verify<HardSigmoidAbsolute>,
        [nameof(ReLUHuber)] = GradientCheck.Verify<ReLUHuber>,
        [nameof(Initialised)] = GradientCheck.Verify<Initialised>,
        [nameof(Images)] = GradientCheck.Verify<Images>,
        [nameof(Normalised)] = GradientCheck.Verify<Normalised>,
        [nameof(Noisy)] = GradientCheck.Verify<Noisy>,
        [nameof(Penalised)] = GradientCheck.Verify<Penalised>,
        [nameof(Branches)] = GradientCheck.Verify<Branches>,
        [nameof(Symbols)] = GradientCheck.Verify<Symbols>,
        [nameof(Lengths)] = GradientCheck.Verify<Lengths>,
        [nameof(LastState)] = GradientCheck.Verify<LastState>,
        [nameof(SwishSingle)] = GradientCheck.Verify<SwishSingle>,
        [nameof(MishDouble)] = GradientCheck.Verify<MishDouble>,
        [nameof(PiecesDouble)] = GradientCheck.Verify<PiecesDouble>,
        [nameof(EverythingDouble)] = GradientCheck.Verify<EverythingDouble>,
        [nameof(RootSingle)] = GradientCheck.Verify<RootSingle>,
        [nameof(PinballDouble)] = GradientCheck.Verify<PinballDouble>,
        [nameof(LogCoshSingle)] = GradientCheck.Verify<LogCoshSingle>,
        [nameof(ByDense)] = GradientCheck.Verify<ByDense>,
        [nameof(ByEquation)] = GradientCheck.Verify<ByEquation>,
        [nameof(ConvolutionByEquation)] = GradientCheck.Verify<ConvolutionByEquation>,
        [nameof(AttentionByEquation)] = GradientCheck.Verify<AttentionByEquation>,
        [nameof(RecurrenceByEquation)] = GradientCheck.Verify<RecurrenceByEquation>,
        [nameof(StepwiseRNN)] = GradientCheck.Verify<StepwiseRNN>,
        [nameof(LastLSTM)] = GradientCheck.Verify<LastLSTM>,
        [nameof(StackedGRU)] = GradientCheck.Verify<StackedGRU>,
        [nameof(LastGRU)] = GradientCheck.Verify<LastGRU>,
        [nameof(Speller)] = GradientCheck.Verify<Speller>,
        [nameof(LearnedPositions)] = GradientCheck.Verify<LearnedPositions>,
        [nameof(CausalConvolutions)] = GradientCheck.Verify<CausalConvolutions>,
        [nameof(BothDirections)] = GradientCheck.Verify<BothDirections>,
        [nameof(Pooled)] = GradientCheck.Verify<Pooled>,
    };

    public static TheoryData<string> Names => [.. _checks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_right_network_passes(string name)
    {
        foreach (ulong seed in (ulong[])[1, 2])
        {
            _checks[name](new() { Seed = seed });
        }
    }

    /// <summary>Along some directions of these seeds many kinks hide each other from the steps.</summary>
    [Theory]
    [InlineData(90)]
    [InlineData(100)]
    [InlineData(107)]
    [InlineData(354)]
    [InlineData(393)]
    public void Kinks_that_hide_each_other_are_no_fault(int seed) =>
        GradientCheck.Verify<DigitNet>(new() { Seed = (ulong)seed });
}
