using System.Collections.Immutable;
using System.Numerics;

namespace NetGen.Testing;

/// <summary>Random samples of a network.</summary>
internal static class SampleDraws
{
    public static NetworkSamples<T> Draw<T>(NetworkInfo network, int count, SampleKinds kinds, Random random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(network, count)
        {
            Parameters = [.. network.Parameters.SelectMany(parameter => Parameter<T>(random, kinds, parameter))],
            State = [.. network.States.SelectMany(state => State<T>(random, state))],
            Inputs = Rows(count, [.. network.Inputs.Select(input => Input<T>(random, kinds, count, input))]),
            Targets = Rows(count, [.. network.Outputs.Select(output => Targets<T>(random, kinds, count, output))]),
            Labels = Labels(random, count, network),
        };

    /// <summary>The labels of one sample: none, but one at each position of the only loss, if it compares classes.</summary>
    public static int LabelsPerSample(NetworkInfo network) =>
        network.Outputs is [{ Loss: "CrossEntropy" } output] ? output.Length / output.Shape[^1] : 0;

    private static T[] Parameter<T>(Random random, SampleKinds kinds, ParameterInfo parameter)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // A bias too: one of 0 would hide its mistakes. Weights keep the size of what passes through them.
        double size = parameter.Shape.Length == 1 ? 0.5 : Math.Sqrt(3.0 / parameter.FanIn);
        SampleKinds kind = Numbers.Pick(random, kinds);
        return Fill(parameter.Length, () => Numbers.Draw<T>(random, kind, size));
    }

    /// <summary>Running statistics near what they begin with; none is negative.</summary>
    private static T[] State<T>(Random random, StateInfo state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Fill(state.Length, () => Numbers.Rounded<T>(state.Initial + (0.25 * random.NextDouble())));

    private static T[] Input<T>(Random random, SampleKinds kinds, int count, InputInfo input)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SampleKinds kind = Numbers.Pick(random, kinds);

        return Fill(count * input.Length, () => input.Kind switch
        {
            InputKind.Tokens => T.CreateChecked(random.Next(input.Limit)),
            InputKind.Length => T.CreateChecked(random.Next(input.Limit) + 1),
            _ => Numbers.Draw<T>(random, kind, 1),
        });
    }

    private static T[] Targets<T>(Random random, SampleKinds kinds, int count, OutputInfo output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int size = count * output.Length;
        SampleKinds kind = Numbers.Pick(random, kinds);

        return output.Loss switch
        {
            "CrossEntropy" => [.. Enumerable.Range(0, size / output.Shape[^1]).SelectMany(_ => Distribution<T>(random, kind, output.Shape[^1]))],
            "BinaryCrossEntropy" => Fill(size, () => Numbers.Rounded<T>(IsHard(kind) ? random.Next(2) : random.NextDouble())),
            _ => Fill(size, () => Numbers.Draw<T>(random, kind, 2)),
        };
    }

    /// <summary>Whether a target says yes or no, and nothing between.</summary>
    private static bool IsHard(SampleKinds kind) => kind is not (SampleKinds.Ordinary or SampleKinds.Denormal);

    /// <summary>
    /// Probabilities of classes, multiples of 2⁻¹⁶: they add up to 1 exactly, in either precision, which the step p − t of
    /// cross-entropy relies on.
    /// </summary>
    private static IEnumerable<T> Distribution<T>(Random random, SampleKinds kind, int classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Parts = 1 << 16;
        int label = random.Next(classes);
        int[] cuts = [0, .. Enumerable.Range(1, classes - 1).Select(_ => random.Next(Parts + 1)).Order(), Parts];

        return Enumerable.Range(0, classes).Select(k =>
            Numbers.Rounded<T>(IsHard(kind) ? k == label ? 1 : 0 : (cuts[k + 1] - cuts[k]) / (double)Parts));
    }

    private static ImmutableArray<int> Labels(Random random, int count, NetworkInfo network) =>
        [.. Enumerable.Range(0, count * LabelsPerSample(network)).Select(_ => random.Next(network.Outputs[0].Shape[^1]))];

    private static T[] Fill<T>(int length, Func<T> draw) => [.. Enumerable.Range(0, length).Select(_ => draw())];

    /// <summary>[samples, parts …] of parts [samples, …].</summary>
    private static ImmutableArray<T> Rows<T>(int count, T[][] parts) =>
    [
        .. from sample in Enumerable.Range(0, count)
           from part in parts
           let size = part.Length / count
           from value in part.AsSpan(sample * size, size).ToArray()
           select value,
    ];
}
