using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Testing;

/// <summary>A buffer between canaries: numbers that must be there afterwards.</summary>
/// <typeparam name="T">Its numbers.</typeparam>
internal sealed unsafe class Guarded<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Bytes of canaries on each side: more than the widest vector.</summary>
    private const int Margin = 256;

    private readonly T[] _all;
    private readonly int _start;
    private readonly int _length;
    private readonly T _canary;

    /// <summary>A buffer aligned to 64 bytes, or so many numbers behind such a place.</summary>
    /// <param name="content">What it holds.</param>
    /// <param name="shift">0 for an aligned buffer.</param>
    /// <param name="canary">What lies around it.</param>
    public Guarded(ReadOnlySpan<T> content, int shift, T canary)
    {
        int margin = Margin / sizeof(T);
        (_length, _canary) = (content.Length, canary);
        _all = GC.AllocateUninitializedArray<T>((3 * margin) + content.Length + shift, pinned: true);
        int misfit = (int)((nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_all)) & 63) / sizeof(T);
        _start = margin + ((64 / sizeof(T)) - misfit) + shift;
        _all.AsSpan().Fill(canary);
        content.CopyTo(Span);
    }

    /// <summary>The buffer without its canaries.</summary>
    public Span<T> Span => _all.AsSpan(_start, _length);

    /// <summary>Where a canary was overwritten: how far before the buffer (negative) or behind its last number.</summary>
    public int? Broken()
    {
        for (int i = _start - 1; i >= 0; i--)
        {
            if (!IsCanary(i))
            {
                return i - _start;
            }
        }

        for (int i = _start + _length; i < _all.Length; i++)
        {
            if (!IsCanary(i))
            {
                return i - _start - _length + 1;
            }
        }

        return null;
    }

    private bool IsCanary(int i) => Bits.Same<T>(_all.AsSpan(i, 1), [_canary]);
}

/// <summary>Comparison bit by bit.</summary>
internal static class Bits
{
    public static bool Same<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged => MemoryMarshal.AsBytes(a).SequenceEqual(MemoryMarshal.AsBytes(b));

    /// <summary>The first place where two buffers of one length differ, or −1.</summary>
    public static int FirstDifference<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged
    {
        if (Same(a, b))
        {
            return -1;
        }

        for (int i = 0; i < a.Length; i++)
        {
            if (!Same(a.Slice(i, 1), b.Slice(i, 1)))
            {
                return i;
            }
        }

        return -1;
    }
}
