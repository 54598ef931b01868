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

    public Span<T> State => _network.State;

    public long Step
    {
        get => _network.Step;
        set => _network.Step = value;
    }

    public T Penalty() => _network.Penalty();

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
                $"{Info.Name} takes inputs {Inputs()}; the data's are of shape [{Extents(data.InputShape)}].",
                name);
        }

        if (data.HasLabels && data.LabelsPerSample != Labels)
        {
            throw new ArgumentException(
                Invariant($"{Info.Name} takes {Labels} labels a sample; the data have {data.LabelsPerSample}."), name);
        }

        CheckTargets(data, name);
    }

    /// <summary>Labels of one sample.</summary>
    protected virtual int Labels => 1;

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
                $"{Info.Name} gives outputs {Outputs()}; the data's targets are of shape [{Extents(data.TargetShape)}].",
                name);
        }
    }

    private string Inputs() =>
        Info.Inputs.Length == 1
            ? $"of shape [{Extents(Info.InputShape)}]"
            : Rows(TSelf.InputSize, Info.Inputs.Select(input => $"{input.Name} [{Extents(input.Shape)}]"));

    private string Outputs() =>
        Info.Outputs.Length == 1
            ? $"of shape [{Extents(Info.OutputShape)}]"
            : Rows(OutputSize, Info.Outputs.Select(output => $"{output.Layer} [{Extents(output.Shape)}]"));

    private static string Rows(int size, IEnumerable<string> parts) =>
        Invariant($"of {size} numbers, {string.Join(" and ", parts)} one after the other");

    private static string Extents(ImmutableArray<int> shape) =>
        string.Join(", ", shape.Select(extent => Invariant($"{extent}")));
}

/// <summary>A classifier as training and evaluation see it: it learns from labels, unless there are targets.</summary>
internal sealed class ClassLearner<TSelf, T>(IClassifier<TSelf, T> network) : Learner<TSelf, T>(network)
    where TSelf : IClassifier<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IClassifier<TSelf, T> _classifier = network;

    protected override int Labels => TSelf.LabelsPerSample;

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
