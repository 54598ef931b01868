using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Lanes;

namespace NetGen;

/// <summary>The gradients of the shards, and their weighted sum: always in the same tree, whoever adds.</summary>
internal sealed unsafe class GradientSum<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Both operands of a sum lie in the first-level cache.
    private const int Block = 2048;

    private readonly AlignedBuffer<T>?[] _others = new AlignedBuffer<T>?[Shards.Most];
    private readonly int _length;
    private readonly Action<int> _add;
    private Shards _shards;
    private T* _target;

    public GradientSum(int length)
    {
        _length = length;
        _add = AddBlock;
    }

    /// <summary>Makes room for the shards' gradients, if there is none yet: the first is written where the sum will be.</summary>
    public void Begin(T* target, Shards shards)
    {
        _target = target;
        _shards = shards;
        for (int k = 1; k < shards.Count; k++)
        {
            _others[k] ??= new(_length);
        }
    }

    /// <summary>Where a shard's gradient is written.</summary>
    public Span<T> Part(int k) => k == 0 ? new(_target, _length) : _others[k]!.Span;

    /// <summary>Adds up the shards' gradients, each times its weight.</summary>
    public void Add(Crew crew) => crew.Run(((_length - 1) / Block) + 1, _add);

    /// <summary>((g₀ + g₁) + (g₂ + g₃)) + …, in one block of the parameters.</summary>
    private void AddBlock(int block)
    {
        int first = block * Block;
        int length = Math.Min(Block, _length - first);
        Span<T> weights = stackalloc T[_shards.Count];
        for (int k = 0; k < weights.Length; k++)
        {
            weights[k] = T.CreateTruncating(_shards.Weight(k));
        }

        for (int apart = 1; apart < weights.Length; apart *= 2)
        {
            for (int k = 0; k + apart < weights.Length; k += 2 * apart)
            {
                AddTo(Part(k).Slice(first, length), weights[k], Part(k + apart).Slice(first, length), weights[k + apart]);
                weights[k] = T.One;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTo(Span<T> sum, T weight, ReadOnlySpan<T> other, T otherWeight)
    {
        int k = 0;
        for (; k <= sum.Length - Vector<T>.Count; k += Vector<T>.Count)
        {
            Vector<T> weighted = (new Vector<T>(sum[k..]) * weight) + (new Vector<T>(other[k..]) * otherWeight);
            weighted.CopyTo(sum[k..]);
        }

        for (; k < sum.Length; k++)
        {
            sum[k] = (sum[k] * weight) + (other[k] * otherWeight);
        }
    }
}
