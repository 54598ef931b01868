using System.Numerics;

namespace NetGen.Testing;

/// <summary>A network's loss and penalty in training as a function of its parameters.</summary>
internal sealed class NetworkSubject<T>(NetworkFace<T> face, Samples<T> samples) : Subject<T>(
    samples.Parameters,
    [.. face.Info.Parameters.Select(parameter => new Block(parameter.Layer, parameter.Name, parameter.Offset, parameter.Shape))])
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _gradient = new T[samples.Parameters.Length];

    public override double Value(ReadOnlySpan<T> x)
    {
        Prepare(x);
        T loss = face.Gradient(samples.Inputs, samples.Targets, samples.Labels, _gradient);
        return Precision<T>.Double(loss) + Precision<T>.Double(face.Penalty());
    }

    public override void Gradient(ReadOnlySpan<T> x, Span<T> gradient)
    {
        Prepare(x);
        face.Gradient(samples.Inputs, samples.Targets, samples.Labels, gradient);
    }

    /// <summary>Parameters x, and state and noise as they were at first.</summary>
    public void Prepare(ReadOnlySpan<T> x)
    {
        x.CopyTo(face.Parameters);
        samples.State.CopyTo(face.State);
        face.Noise = samples.Noise;
    }
}
