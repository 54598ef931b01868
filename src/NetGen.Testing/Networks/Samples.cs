using System.Numerics;

namespace NetGen.Testing;

/// <summary>All that a network's loss depends on.</summary>
/// <param name="Count">The number of samples.</param>
/// <param name="Parameters">[ParameterCount]</param>
/// <param name="State">[StateCount]: running statistics before a gradient.</param>
/// <param name="Inputs">[samples, InputSize]</param>
/// <param name="Targets">[samples, OutputSize], or none.</param>
/// <param name="Labels">[samples, LabelsPerSample], or none.</param>
/// <param name="Noise">Seed and step of the noise.</param>
internal sealed record Samples<T>(
    int Count, T[] Parameters, T[] State, T[] Inputs, T[] Targets, int[] Labels, (ulong Seed, long Step) Noise)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>Random samples, whose numbers are what the network's inputs and losses take.</summary>
internal static class RandomSamples
{
    /// <summary>The state is drawn beside its initial values; a classifier gets targets and labels.</summary>
    public static Samples<T> Draw<T>(NetworkFace<T> face, int count, ulong seed, int attempt)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Chance chance = new(seed, 16 + attempt);
        NetworkInfo info = face.Info;
        return new(
            count,
            [.. info.Parameters.SelectMany(parameter => Parameter(parameter, chance)).Select(Precision<T>.Number)],
            [.. info.States.SelectMany(state => Enumerable.Range(0, state.Length).Select(_ => state.Initial + (0.25 * chance.Uniform()))).Select(Precision<T>.Number)],
            [.. Rows(count, _ => info.Inputs.SelectMany(input => Input(input, chance))).Select(Precision<T>.Number)],
            [.. Rows(count, _ => info.Outputs.SelectMany(output => Target(output, chance))).Select(Precision<T>.Number)],
            [.. Enumerable.Range(0, face.ClassCount == 0 ? 0 : count * face.LabelsPerSample).Select(_ => chance.Below(face.ClassCount))],
            (seed, 3));
    }

    private static IEnumerable<double> Rows(int count, Func<int, IEnumerable<double>> row) =>
        Enumerable.Range(0, count).SelectMany(row);

    /// <summary>A bias is random too: one of 0 would hide its mistakes.</summary>
    private static IEnumerable<double> Parameter(ParameterInfo parameter, Chance chance)
    {
        double size = parameter.Shape.Length == 1 ? 0.5 : Math.Sqrt(3.0 / parameter.FanIn);
        return Enumerable.Range(0, parameter.Length).Select(_ => chance.Symmetric(size));
    }

    private static IEnumerable<double> Input(InputInfo input, Chance chance) =>
        Enumerable.Range(0, input.Length).Select(_ => input.Kind switch
        {
            InputKind.Tokens => chance.Below(input.Limit),
            InputKind.Length => 1 + chance.Below(input.Limit),
            _ => chance.Symmetric(),
        });

    /// <summary>
    /// Probabilities of classes, probabilities, or any numbers. Those of classes are multiples of 2⁻¹⁶, so that they add
    /// up to 1 exactly, in either precision: the step p − t of cross-entropy relies on that.
    /// </summary>
    private static IEnumerable<double> Target(OutputInfo output, Chance chance)
    {
        int classes = output.Shape.IsEmpty ? 1 : output.Shape[^1];
        return Enumerable.Range(0, output.Length / classes).SelectMany(_ => output.Loss switch
        {
            "CrossEntropy" => Distribution(classes, chance),
            "BinaryCrossEntropy" => [.. Enumerable.Range(0, classes).Select(_ => chance.Uniform())],
            _ => [.. Enumerable.Range(0, classes).Select(_ => chance.Symmetric(2))],
        });
    }

    private static double[] Distribution(int classes, Chance chance)
    {
        const int Parts = 1 << 16;
        int[] cuts = [0, .. Enumerable.Range(1, classes - 1).Select(_ => chance.Below(Parts + 1)).Order(), Parts];
        return [.. Enumerable.Range(0, classes).Select(k => (cuts[k + 1] - cuts[k]) / (double)Parts)];
    }
}
