using System.Collections.Immutable;
using System.Numerics;
using static System.FormattableString;

namespace NetGen;

/// <summary>
/// Samples to train and to test with: inputs, and for each of them targets, a class label, or both. It never changes;
/// what transforms a data set makes another.
/// </summary>
/// <typeparam name="T">The numbers.</typeparam>
public sealed class Dataset<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _inputs;
    private readonly T[] _targets;
    private readonly int[] _labels;

    // The arrays are kept, so nobody else may hold them.
    internal Dataset(
        int count,
        T[] inputs,
        ImmutableArray<int> inputShape,
        T[]? targets,
        ImmutableArray<int> targetShape,
        int[]? labels,
        ImmutableArray<string> classes,
        int labelsPerSample = 1)
    {
        Count = count;
        _inputs = inputs;
        InputShape = inputShape;
        _targets = targets ?? [];
        TargetShape = targetShape;
        _labels = labels ?? [];
        Classes = classes;
        HasTargets = targets is not null;
        HasLabels = labels is not null;
        LabelsPerSample = labelsPerSample;
        InputSize = Product(inputShape);
        TargetSize = HasTargets ? Product(targetShape) : 0;
        if (inputs.Length != (long)count * InputSize)
        {
            throw new ArgumentException(
                Invariant($"{count} samples of [{string.Join(", ", inputShape)}] are {(long)count * InputSize} numbers; got {inputs.Length}."),
                nameof(inputs));
        }

        if (targets is not null && targets.Length != (long)count * TargetSize)
        {
            throw new ArgumentException(
                Invariant($"{count} targets of [{string.Join(", ", targetShape)}] are {(long)count * TargetSize} numbers; got {targets.Length}."),
                nameof(targets));
        }

        if (labels is not null && labels.Length != (long)count * labelsPerSample)
        {
            throw new ArgumentException(
                Invariant($"{count} samples need {(long)count * labelsPerSample} labels, {labelsPerSample} each; got {labels.Length}."),
                nameof(labels));
        }

        int wrong = labels is null ? -1 : Array.FindIndex(labels, label => (uint)label >= (uint)classes.Length);
        if (wrong >= 0)
        {
            throw new ArgumentException(
                Invariant($"The label of sample {wrong / labelsPerSample} is {labels![wrong]}; there are {classes.Length} classes, 0 … {classes.Length - 1}."),
                nameof(labels));
        }
    }

    /// <summary>The number of samples.</summary>
    public int Count { get; }

    /// <summary>One sample's input: [8, 8].</summary>
    public ImmutableArray<int> InputShape { get; }

    /// <summary>Numbers in one sample's input.</summary>
    public int InputSize { get; }

    /// <summary>One sample's target; empty where there are only labels.</summary>
    public ImmutableArray<int> TargetShape { get; }

    /// <summary>Numbers in one sample's target; 0 where there are only labels.</summary>
    public int TargetSize { get; }

    /// <summary>The classes' names in the order of the labels; empty where there are no labels.</summary>
    public ImmutableArray<string> Classes { get; }

    /// <summary>Whether every sample has a target.</summary>
    public bool HasTargets { get; }

    /// <summary>Whether every sample has a class label.</summary>
    public bool HasLabels { get; }

    /// <summary>Labels of one sample: one, or one for each step of a sequence.</summary>
    public int LabelsPerSample { get; }

    /// <summary>All inputs, [<see cref="Count"/>, <see cref="InputSize"/>].</summary>
    public ReadOnlySpan<T> Inputs => _inputs;

    /// <summary>All targets, [<see cref="Count"/>, <see cref="TargetSize"/>]; empty where there are only labels.</summary>
    public ReadOnlySpan<T> Targets => _targets;

    /// <summary>All labels, [<see cref="Count"/>, <see cref="LabelsPerSample"/>]; empty where there are only targets.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>One sample's input.</summary>
    public ReadOnlySpan<T> Input(int sample) => _inputs.AsSpan(sample * InputSize, InputSize);

    /// <summary>One sample's target.</summary>
    public ReadOnlySpan<T> Target(int sample) => _targets.AsSpan(sample * TargetSize, TargetSize);

    /// <summary>The samples at some positions, in that order.</summary>
    public Dataset<T> Select(ReadOnlySpan<int> samples)
    {
        var inputs = new T[(long)samples.Length * InputSize];
        T[]? targets = HasTargets ? new T[(long)samples.Length * TargetSize] : null;
        int[]? labels = HasLabels ? new int[samples.Length * LabelsPerSample] : null;
        Gather(samples, inputs, targets, labels);
        return new(samples.Length, inputs, InputShape, targets, TargetShape, labels, Classes, LabelsPerSample);
    }

    /// <summary>The samples of some classes, which become the labels 0, 1, … in the order given.</summary>
    /// <exception cref="InvalidOperationException">There are no labels, or several for one sample.</exception>
    public Dataset<T> OnlyClasses(params int[] classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        NeedLabels(nameof(OnlyClasses));
        if (LabelsPerSample != 1)
        {
            throw new InvalidOperationException(
                Invariant($"{nameof(OnlyClasses)} needs samples of one class; these have {LabelsPerSample} labels each."));
        }

        int[] samples = [.. Enumerable.Range(0, Count).Where(sample => classes.Contains(_labels[sample]))];
        Dataset<T> selected = Select(samples);
        int[] labels = Array.ConvertAll(selected._labels, label => Array.IndexOf(classes, label));
        ImmutableArray<string> names = [.. classes.Select(label => Classes[label])];
        return new(selected.Count, selected._inputs, InputShape, HasTargets ? selected._targets : null, TargetShape, labels, names);
    }

    /// <summary>Adds the targets that the labels mean, a column for each class: 1 for the label's class, else 0.</summary>
    /// <exception cref="InvalidOperationException">There are no labels.</exception>
    public Dataset<T> WithOneHotTargets()
    {
        NeedLabels(nameof(WithOneHotTargets));
        var targets = new T[(long)_labels.Length * Classes.Length];
        for (int i = 0; i < _labels.Length; i++)
        {
            targets[(i * Classes.Length) + _labels[i]] = T.One;
        }

        ImmutableArray<int> shape = LabelsPerSample == 1 ? [Classes.Length] : [LabelsPerSample, Classes.Length];
        return new(Count, _inputs, InputShape, targets, shape, _labels, Classes, LabelsPerSample);
    }

    /// <summary>Adds the labels as targets, a number each: for two classes and one output.</summary>
    /// <exception cref="InvalidOperationException">There are no labels.</exception>
    public Dataset<T> WithLabelTargets()
    {
        NeedLabels(nameof(WithLabelTargets));
        T[] targets = Array.ConvertAll(_labels, T.CreateTruncating);
        return new(Count, _inputs, InputShape, targets, [LabelsPerSample], _labels, Classes, LabelsPerSample);
    }

    /// <summary>The same samples with other inputs, which nobody else may hold.</summary>
    internal Dataset<T> WithInputs(T[] inputs) =>
        new(Count, inputs, InputShape, HasTargets ? _targets : null, TargetShape, HasLabels ? _labels : null, Classes, LabelsPerSample);

    /// <summary>The same samples in other numbers.</summary>
    /// <typeparam name="TOther">float or double.</typeparam>
    public Dataset<TOther> To<TOther>()
        where TOther : unmanaged, IBinaryFloatingPointIeee754<TOther> =>
        new(
            Count,
            Array.ConvertAll(_inputs, TOther.CreateTruncating),
            InputShape,
            HasTargets ? Array.ConvertAll(_targets, TOther.CreateTruncating) : null,
            TargetShape,
            HasLabels ? _labels : null,
            Classes,
            LabelsPerSample);

    /// <summary>Copies the samples at some positions, one after the other.</summary>
    internal void Gather(ReadOnlySpan<int> samples, Span<T> inputs, Span<T> targets, Span<int> labels)
    {
        for (int row = 0; row < samples.Length; row++)
        {
            int sample = samples[row];
            Input(sample).CopyTo(inputs.Slice(row * InputSize, InputSize));
            if (HasTargets)
            {
                Target(sample).CopyTo(targets.Slice(row * TargetSize, TargetSize));
            }

            if (HasLabels)
            {
                _labels.AsSpan(sample * LabelsPerSample, LabelsPerSample).CopyTo(labels[(row * LabelsPerSample)..]);
            }
        }
    }

    private void NeedLabels(string method)
    {
        if (!HasLabels)
        {
            throw new InvalidOperationException($"{method} needs class labels; these data have targets only.");
        }
    }

    private static int Product(ImmutableArray<int> shape) =>
        shape.Aggregate(1, (product, extent) => checked(product * extent));
}
