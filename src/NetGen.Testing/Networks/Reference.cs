using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Core;

namespace NetGen.Testing;

/// <summary>What a network is to compute, from its declaration.</summary>
internal static class Reference
{
    private static readonly ConditionalWeakTable<NetworkInfo, ReferenceNetwork> _known = [];

    /// <summary>The reference of a network, made once; nothing where the network carries no declaration.</summary>
    public static ReferenceNetwork? Of(NetworkInfo info) =>
        info.Declaration.Length == 0
            ? null
            : _known.GetValue(info, static info => ReferenceNetwork.OfDeclaration(info.Name, info.Declaration));

    /// <summary>Samples as the reference takes them.</summary>
    public static ReferenceData Data<T>(NetworkSamples<T> samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] noise = [0, 0];
        Door.Noise(samples.Noise.Seed, samples.Noise.Step, ref noise[0]);
        return new(
            samples.Count,
            Precision<T>.Doubles(samples.Parameters.AsSpan()),
            Precision<T>.Doubles(samples.State.AsSpan()),
            Precision<T>.Doubles(samples.Inputs.AsSpan()),
            Precision<T>.Doubles(samples.Targets.AsSpan()),
            [.. samples.Labels.Select(label => (double)label)],
            noise);
    }

    /// <summary>The data with distributions that add up to 1 as nearly as doubles can; nothing where all do already.</summary>
    public static ReferenceData? Balanced(NetworkInfo info, ReferenceData data)
    {
        double[] targets = [.. data.Targets];
        int width = data.Targets.Length / data.Samples;
        foreach (OutputInfo output in info.Outputs.Where(output => output.Loss == "CrossEntropy" && targets.Length > 0))
        {
            int classes = output.Shape.IsEmpty ? 1 : output.Shape[^1];
            for (int n = 0; n < data.Samples; n++)
            {
                for (int row = 0; row < output.Length; row += classes)
                {
                    Span<double> distribution = targets.AsSpan((n * width) + output.Offset + row, classes);
                    double sum = Sum(distribution);
                    foreach (ref double target in distribution)
                    {
                        target = sum is 0 or 1 ? target : target / sum;
                    }
                }
            }
        }

        return targets.AsSpan().SequenceEqual(data.Targets)
            ? null
            : new(data.Samples, data.Parameters, data.States, data.Inputs, targets, data.Labels, data.Noise);
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }
}
