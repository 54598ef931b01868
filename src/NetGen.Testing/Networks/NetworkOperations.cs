using System.Numerics;

namespace NetGen.Testing;

/// <summary>What can be called on a network.</summary>
internal static class NetworkOperations
{
    public static IEnumerable<Operation<T>> Of<T>(NetworkFace<T> face, IEnumerable<(string Name, NetworkSamples<T> Samples)> objectives)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool isFirst = true;
        foreach ((string name, NetworkSamples<T> samples) in objectives)
        {
            NetworkSubject<T> subject = new(face, samples);
            void Restore() => subject.Prepare(samples.Parameters.AsSpan());
            string? Parameters() => Bits.Same<T>(face.Parameters, samples.Parameters.AsSpan()) ? null : "Parameters";
            string? All() => Parameters() ?? (Bits.Same<T>(face.State, samples.State.AsSpan()) ? null : "State");
            if (isFirst)
            {
                yield return new(
                    "Predict",
                    (inputs, _, _, results) =>
                    {
                        face.Predict(inputs, results);
                        return T.Zero;
                    },
                    samples.Inputs, [], [], samples.Count * face.OutputSize, ("inputs", "", "outputs"))
                {
                    Restore = Restore,
                    Changed = All,
                };
            }

            isFirst = false;
            yield return new(
                "Loss of " + name,
                (inputs, targets, labels, _) => face.Loss(inputs, targets, labels),
                samples.Inputs, samples.Targets, samples.Labels, 0, ("inputs", "targets", ""))
            {
                Restore = Restore,
                Changed = All,
            };
            yield return new(
                "Gradient of " + name,
                face.Gradient,
                samples.Inputs, samples.Targets, samples.Labels, samples.Parameters.Length, ("inputs", "targets", "gradient"))
            {
                Restore = Restore,
                Changed = Parameters,
                At = index => index < samples.Parameters.Length ? subject.At(index) : new("", "value", -1, []),
            };
        }
    }
}
