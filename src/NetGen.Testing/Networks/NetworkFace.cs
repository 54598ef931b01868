using System.Numerics;

namespace NetGen.Testing;

/// <summary>A network of whatever class.</summary>
internal abstract class NetworkFace
{
    /// <summary>Checks it, of whatever precision.</summary>
    public abstract NetworkReport Check(GradientCheckOptions options, bool isGiven);
}

/// <summary>A network of whatever class, in one precision.</summary>
internal abstract class NetworkFace<T> : NetworkFace
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public abstract NetworkInfo Info { get; }

    /// <summary>Whether a sample takes so long that few must do.</summary>
    public bool IsLarge => Info.Layers.Sum(layer => layer.MultiplyAdds) > 20_000;

    public abstract int InputSize { get; }

    public abstract int OutputSize { get; }

    /// <summary>0 for networks that take no labels.</summary>
    public virtual int ClassCount => 0;

    public virtual int LabelsPerSample => 0;

    public abstract Span<T> Parameters { get; }

    public abstract Span<T> State { get; }

    public abstract (ulong Seed, long Step) Noise { get; set; }

    public abstract T Penalty();

    public abstract void Predict(ReadOnlySpan<T> inputs, Span<T> outputs);

    public abstract T Loss(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<int> labels);

    public abstract T Gradient(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<int> labels, Span<T> gradient);

    public sealed override NetworkReport Check(GradientCheckOptions options, bool isGiven) =>
        new NetworkCheck<T>(this, options, isGiven).Run();
}

/// <summary>A network that takes targets.</summary>
internal class TargetFace<TNetwork, T>(TNetwork network) : NetworkFace<T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override NetworkInfo Info => TNetwork.Info;

    public override int InputSize => TNetwork.InputSize;

    public override int OutputSize => TNetwork.OutputSize;

    public override Span<T> Parameters => network.Parameters;

    public override Span<T> State => network.State;

    public override (ulong Seed, long Step) Noise
    {
        get => (network.NoiseSeed, network.Step);
        set => (network.NoiseSeed, network.Step) = value;
    }

    public override T Penalty() => network.Penalty();

    public override void Predict(ReadOnlySpan<T> inputs, Span<T> outputs) => network.Predict(inputs, outputs);

    public override T Loss(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<int> labels) =>
        network.Loss(inputs, targets);

    public override T Gradient(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<int> labels, Span<T> gradient) =>
        network.Gradient(inputs, targets, gradient);
}

/// <summary>A network that takes targets or labels: labels where there are some.</summary>
internal sealed class ClassifierFace<TNetwork, T>(TNetwork network) : TargetFace<TNetwork, T>(network)
    where TNetwork : class, IClassifier<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TNetwork _network = network;

    public override int ClassCount => TNetwork.ClassCount;

    public override int LabelsPerSample => TNetwork.LabelsPerSample;

    public override T Loss(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<int> labels) =>
        labels.IsEmpty ? _network.Loss(inputs, targets) : _network.Loss(inputs, labels);

    public override T Gradient(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<int> labels, Span<T> gradient) =>
        labels.IsEmpty ? _network.Gradient(inputs, targets, gradient) : _network.Gradient(inputs, labels, gradient);
}
