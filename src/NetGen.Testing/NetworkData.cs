using System.Collections.Immutable;

namespace NetGen.Testing;

/// <summary>Samples of your own to check a network on.</summary>
/// <remarks>Single-precision networks get the numbers rounded to single precision.</remarks>
public sealed class NetworkData
{
    private NetworkData(ImmutableArray<double> inputs, ImmutableArray<double> targets, ImmutableArray<int> labels) =>
        (Inputs, Targets, Labels) = (inputs, targets, labels);

    /// <summary>[samples, InputSize]</summary>
    public ImmutableArray<double> Inputs { get; }

    /// <summary>[samples, OutputSize], or default where only labels are given.</summary>
    public ImmutableArray<double> Targets { get; }

    /// <summary>[samples, LabelsPerSample], or default where only targets are given.</summary>
    public ImmutableArray<int> Labels { get; }

    /// <summary>Samples with targets.</summary>
    /// <param name="inputs">[samples, InputSize]</param>
    /// <param name="targets">[samples, OutputSize]</param>
    /// <returns>A copy of both.</returns>
    public static NetworkData Of(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) =>
        new(Doubles(inputs), Doubles(targets), default);

    /// <summary>Samples with targets.</summary>
    /// <param name="inputs">[samples, InputSize]</param>
    /// <param name="targets">[samples, OutputSize]</param>
    /// <returns>A copy of both.</returns>
    public static NetworkData Of(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets) =>
        new([.. inputs], [.. targets], default);

    /// <summary>Samples with class labels, for classifiers.</summary>
    /// <param name="inputs">[samples, InputSize]</param>
    /// <param name="labels">[samples, LabelsPerSample]</param>
    /// <returns>A copy of both.</returns>
    public static NetworkData Of(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) =>
        new(Doubles(inputs), default, [.. labels]);

    /// <summary>Samples with class labels, for classifiers.</summary>
    /// <param name="inputs">[samples, InputSize]</param>
    /// <param name="labels">[samples, LabelsPerSample]</param>
    /// <returns>A copy of both.</returns>
    public static NetworkData Of(ReadOnlySpan<double> inputs, ReadOnlySpan<int> labels) =>
        new([.. inputs], default, [.. labels]);

    private static ImmutableArray<double> Doubles(ReadOnlySpan<float> values)
    {
        var doubles = new double[values.Length];
        for (int i = 0; i < doubles.Length; i++)
        {
            doubles[i] = values[i];
        }

        return [.. doubles];
    }
}
