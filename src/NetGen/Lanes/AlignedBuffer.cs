using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Lanes;

/// <summary>
/// Numbers that begin on a 64-byte boundary, as wide as a cache line and the widest vector, and never move.
/// <see cref="Slack"/> more numbers may be read and written behind the last one.
/// </summary>
/// <typeparam name="T">The numbers.</typeparam>
public sealed class AlignedBuffer<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>The numbers behind the last one that vectors may touch.</summary>
    public const int Slack = 64;

    private const int Alignment = 64;

    private readonly T[] storage;
    private readonly int first;

    /// <summary>Makes a buffer of zeros.</summary>
    /// <param name="length">How many numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        storage = GC.AllocateArray<T>(checked(length + Slack + (Alignment / Unsafe.SizeOf<T>())), pinned: true);
        first = FirstAligned(storage);
    }

    /// <summary>How many numbers it holds.</summary>
    public int Length { get; }

    /// <summary>The numbers.</summary>
    public Span<T> Span => storage.AsSpan(first, Length);

    /// <summary>The first number: 64-byte aligned, followed by the others and by <see cref="Slack"/> more.</summary>
    public ref T Start => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(storage), first);

    /// <summary>The numbers.</summary>
    /// <param name="buffer">The buffer.</param>
    public static implicit operator Span<T>(AlignedBuffer<T> buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        return buffer.Span;
    }

    // A pinned array keeps its address, so that this is found once.
    private static unsafe int FirstAligned(T[] pinned)
    {
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
        return (int)((0 - address) % Alignment / (nuint)Unsafe.SizeOf<T>());
    }
}
