using System.Collections.Immutable;
using System.Numerics;
using static System.FormattableString;

namespace NetGen;

/// <summary>A network as training and evaluation see it, whatever its class: it learns from targets.</summary>
internal class Learner<TSelf, T>(INetwork<TSelf, T> network) : ILearner<T>
    where TSelf : INetwork<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly INetwork<TSelf, T> _network = network ?? throw new ArgumentNullException(nameof(network));

    public NetworkInfo Info => TSelf.Info;

    public int OutputSize => TSelf.OutputSize;

    public Span<T> Parameters => _network.Parameters;

    public void Predict(ReadOnlySpan<T> inputs, Span<T> outputs) => _network.Predict(inputs, outputs);

    public virtual T Loss(in Batch<T> batch) => _network.Loss(batch.Inputs, batch.Targets);

    public virtual T Gradient(in Batch<T> batch, Span<T> gradient) =>
        _network.Gradient(batch.Inputs, batch.Targets, gradient);

    public void Check(Dataset<T> data, string name)
    {
        ArgumentNullException.ThrowIfNull(data, name);
        if (data.Count == 0)
        {
            throw new ArgumentException($"{Info.Name}: the data hold no sample.", name);
        }

        if (data.InputSize != TSelf.InputSize)
        {
            throw new ArgumentException(
                $"{Info.Name} takes inputs of shape [{Extents(Info.InputShape)}]; the data's are [{Extents(data.InputShape)}].",
                name);
        }

        CheckTargets(data, name);
    }

    protected virtual void CheckTargets(Dataset<T> data, string name)
    {
        if (!data.HasTargets)
        {
            throw new ArgumentException(
                $"{Info.Name}'s loss, {Info.Loss}, takes targets, and the data have labels only: see WithOneHotTargets and WithLabelTargets.",
                name);
        }

        if (data.TargetSize != OutputSize)
        {
            throw new ArgumentException(
                $"{Info.Name} gives outputs of shape [{Extents(Info.OutputShape)}]; the data's targets are [{Extents(data.TargetShape)}].",
                name);
        }
    }

    private static string Extents(ImmutableArray<int> shape) =>
        string.Join(", ", shape.Select(extent => Invariant($"{extent}")));
}

/// <summary>A classifier as training and evaluation see it: it learns from labels, unless there are targets.</summary>
internal sealed class ClassLearner<TSelf, T>(IClassifier<TSelf, T> network) : Learner<TSelf, T>(network)
    where TSelf : IClassifier<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IClassifier<TSelf, T> _classifier = network;

    public override T Loss(in Batch<T> batch) =>
        batch.Targets.IsEmpty ? _classifier.Loss(batch.Inputs, batch.Labels) : base.Loss(batch);

    public override T Gradient(in Batch<T> batch, Span<T> gradient) =>
        batch.Targets.IsEmpty
            ? _classifier.Gradient(batch.Inputs, batch.Labels, gradient)
            : base.Gradient(batch, gradient);

    protected override void CheckTargets(Dataset<T> data, string name)
    {
        if (data.HasTargets)
        {
            base.CheckTargets(data, name);
        }
        else if (data.Classes.Length > TSelf.ClassCount)
        {
            throw new ArgumentException(
                Invariant($"{Info.Name} knows {TSelf.ClassCount} classes; the data have {data.Classes.Length}."), name);
        }
    }
}
