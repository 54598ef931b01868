using System.Collections.Immutable;
using System.Numerics;

namespace NetGen.Testing;

/// <summary>A function of many numbers with one result, and its gradient, at a point: what slopes are measured of.</summary>
/// <typeparam name="T">Its numbers.</typeparam>
internal abstract class Subject<T>(T[] point, ImmutableArray<Block> blocks)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Where it is checked.</summary>
    public T[] Point { get; } = point;

    /// <summary>The point in double precision.</summary>
    public double[] Numbers { get; } = Precision<T>.Doubles(point);

    /// <summary>The tensors that the point consists of, in order.</summary>
    public ImmutableArray<Block> Blocks { get; } = blocks;

    /// <summary>f(x)</summary>
    public abstract double Value(ReadOnlySpan<T> x);

    /// <summary>∂f/∂xᵢ as the subject has it.</summary>
    public abstract void Gradient(ReadOnlySpan<T> x, Span<T> gradient);

    /// <summary>Whether a kink is known to lie within a step along a direction, to either side.</summary>
    public virtual bool CrossesKink(Direction direction, double step) => false;

    /// <summary>The name of one of the numbers.</summary>
    public Place At(int index)
    {
        Block block = Blocks.First(block => index < block.Offset + block.Length);
        return new(block.Layer, block.Name, index - block.Offset, block.Shape);
    }
}

/// <summary>A tensor among the numbers of a subject.</summary>
/// <param name="Layer">Its layer, or nothing.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Shape">Its extents.</param>
internal sealed record Block(string Layer, string Name, int Offset, ImmutableArray<int> Shape)
{
    public int Length { get; } = Shape.Aggregate(1, (product, extent) => product * extent);
}
