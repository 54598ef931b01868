using System.Numerics;
using NetGen.Core;

namespace NetGen.Testing;

/// <summary>A network's loss and penalty in training as a function of its parameters.</summary>
/// <param name="face">The network.</param>
/// <param name="samples">All else that the loss depends on.</param>
/// <param name="reference">What the network is to compute on the samples, where that is known.</param>
internal sealed class NetworkSubject<T>(NetworkFace<T> face, NetworkSamples<T> samples, ReferenceRun? reference = null) : Subject<T>(
    [.. samples.Parameters],
    [.. face.Info.Parameters.Select(parameter => new Block(parameter.Layer, parameter.Name, parameter.Offset, parameter.Shape))])
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _gradient = new T[samples.Parameters.Length];

    public override double Value(ReadOnlySpan<T> x)
    {
        Prepare(x);
        T loss = reference is { TrainsOnLoss: true }
            ? face.Loss(samples.Inputs.AsSpan(), samples.Targets.AsSpan(), samples.Labels.AsSpan())
            : face.Gradient(samples.Inputs.AsSpan(), samples.Targets.AsSpan(), samples.Labels.AsSpan(), _gradient);
        return Precision<T>.Double(loss) + Precision<T>.Double(face.Penalty());
    }

    public override void Gradient(ReadOnlySpan<T> x, Span<T> gradient)
    {
        Prepare(x);
        face.Gradient(samples.Inputs.AsSpan(), samples.Targets.AsSpan(), samples.Labels.AsSpan(), gradient);
    }

    public override bool CrossesKink(Direction direction, double step)
    {
        double[] Moved(double t)
        {
            double[] moved = [.. Numbers];
            for (int i = 0; i < direction.Components.Length; i++)
            {
                moved[direction.Offset + i] += t * direction.Components[i];
            }

            return moved;
        }

        return reference is not null && reference.CrossesKink(Moved(-step), Moved(step));
    }

    /// <summary>Parameters x, and state and noise as they were at first.</summary>
    public void Prepare(ReadOnlySpan<T> x)
    {
        x.CopyTo(face.Parameters);
        samples.State.AsSpan().CopyTo(face.State);
        face.Noise = samples.Noise;
    }
}
