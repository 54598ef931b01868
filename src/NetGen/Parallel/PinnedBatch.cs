using System.Numerics;

namespace NetGen;

/// <summary>A batch that does not move for as long as its owner pins it, so that other threads can read it.</summary>
internal readonly unsafe struct PinnedBatch<T>(
    int count, T* inputs, int inputsLength, T* targets, int targetsLength, int* labels, int labelsLength)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Some of the samples.</summary>
    public Batch<T> Part(int first, int length) =>
        new(
            length,
            Rows(inputs, inputsLength, first, length),
            Rows(targets, targetsLength, first, length),
            Rows(labels, labelsLength, first, length));

    private ReadOnlySpan<U> Rows<U>(U* start, int all, int first, int length)
        where U : unmanaged
    {
        int size = all / count;
        return new(start + ((long)first * size), length * size);
    }
}
