using System.Collections.Immutable;
using System.Numerics;

namespace NetGen.Testing;

/// <summary>Smaller samples: fewer of them, then plainer numbers.</summary>
internal static class SampleShrinker
{
    public static IEnumerable<NetworkSamples<T>> Shrink<T>(NetworkSamples<T> samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] counts = [1, samples.Count / 2, samples.Count - 1];

        IEnumerable<NetworkSamples<T>> fewer =
            from count in counts.Distinct()
            where count > 0 && count < samples.Count
            from first in new[] { 0, samples.Count - count }
            select Part(samples, first, count);

        return fewer
            .Concat(Plainer(samples.Parameters).Select(plainer => samples with { Parameters = plainer }))
            .Concat(InputsOf(samples))
            .Concat(TargetsOf(samples));
    }

    private static NetworkSamples<T> Part<T>(NetworkSamples<T> samples, int first, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        return samples with
        {
            Count = count,
            Inputs = Rows(samples.Inputs),
            Targets = Rows(samples.Targets),
            Labels = Rows(samples.Labels),
        };

        ImmutableArray<TValue> Rows<TValue>(ImmutableArray<TValue> values)
        {
            int size = values.Length / samples.Count;
            return values.Slice(first * size, count * size);
        }
    }

    /// <summary>Tokens and lengths stay what they are.</summary>
    private static IEnumerable<NetworkSamples<T>> InputsOf<T>(NetworkSamples<T> samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        samples.Network.Inputs.All(input => input.Kind == InputKind.Numbers)
            ? Plainer(samples.Inputs).Select(plainer => samples with { Inputs = plainer })
            : [];

    /// <summary>Distributions stay distributions.</summary>
    private static IEnumerable<NetworkSamples<T>> TargetsOf<T>(NetworkSamples<T> samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        samples.Network.Outputs.All(output => output.Loss != "CrossEntropy")
            ? Plainer(samples.Targets).Select(plainer => samples with { Targets = plainer })
            : [];

    /// <summary>All 0, a half of them, a quarter … one of them; then one of them 1: big steps first.</summary>
    private static IEnumerable<ImmutableArray<T>> Plainer<T>(ImmutableArray<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int size = values.Length; size > 0; size /= 2)
        {
            for (int first = 0; first < values.Length; first += size)
            {
                int end = Math.Min(first + size, values.Length);
                if (values.AsSpan(first..end).ContainsAnyExcept(T.Zero))
                {
                    yield return [.. values.Select((value, k) => k >= first && k < end ? T.Zero : value)];
                }
            }
        }

        for (int k = 0; k < values.Length; k++)
        {
            if (values[k] != T.Zero && values[k] != T.One)
            {
                yield return values.SetItem(k, T.One);
            }
        }
    }
}
