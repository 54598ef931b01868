using System.Numerics;
using static System.FormattableString;

namespace NetGen.Testing;

/// <summary>Samples of the user's own.</summary>
internal static class GivenSamples
{
    /// <summary>The data with these parameters, state and noise.</summary>
    /// <exception cref="ArgumentException">The data do not fit the network.</exception>
    public static NetworkSamples<T> Of<T>(NetworkFace<T> face, NetworkData data, NetworkSamples<T> others)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string name = face.Info.Name;
        int count = data.Inputs.Length / face.InputSize;
        if (count == 0 || data.Inputs.Length != count * face.InputSize)
        {
            throw Refuse(Invariant($"{name} takes inputs of {face.InputSize} numbers a sample; Data has {data.Inputs.Length}, no multiple of it."));
        }

        if (!data.Targets.IsDefault && data.Targets.Length != count * face.OutputSize)
        {
            throw Refuse(Invariant($"{name} takes targets of {face.OutputSize} numbers for each of the {count} samples, {count * face.OutputSize}; Data has {data.Targets.Length}."));
        }

        if (!data.Labels.IsDefault && face.ClassCount == 0)
        {
            throw Refuse(Invariant($"{name} takes no labels, for its loss is no CrossEntropy; give targets of {face.OutputSize} numbers a sample."));
        }

        if (!data.Labels.IsDefault && data.Labels.Length != count * face.LabelsPerSample)
        {
            throw Refuse(Invariant($"{name} takes {face.LabelsPerSample} labels for each of the {count} samples; Data has {data.Labels.Length}."));
        }

        return others with
        {
            Count = count,
            Inputs = [.. Precision<T>.Numbers(data.Inputs.AsSpan())],
            Targets = data.Targets.IsDefault ? [] : [.. Precision<T>.Numbers(data.Targets.AsSpan())],
            Labels = data.Labels.IsDefault ? [] : data.Labels,
        };
    }

    private static ArgumentException Refuse(string message) => new(message);
}
