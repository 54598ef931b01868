using System.Numerics;

namespace NetGen;

/// <summary>What training and evaluation ask of a network.</summary>
internal interface ILearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    NetworkInfo Info { get; }

    int OutputSize { get; }

    Span<T> Parameters { get; }

    Span<T> State { get; }

    long Step { get; set; }

    T Penalty();

    void Predict(ReadOnlySpan<T> inputs, Span<T> outputs);

    T Loss(in Batch<T> batch);

    T Gradient(in Batch<T> batch, Span<T> gradient);

    /// <summary>Throws an <see cref="ArgumentException"/> unless the network can learn from the data.</summary>
    void Check(Dataset<T> data, string name);
}

/// <summary>Some samples: targets, or labels, or both.</summary>
internal readonly ref struct Batch<T>(
    int count, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<int> labels)
{
    public int Count { get; } = count;

    public ReadOnlySpan<T> Inputs { get; } = inputs;

    public ReadOnlySpan<T> Targets { get; } = targets;

    public ReadOnlySpan<int> Labels { get; } = labels;
}
