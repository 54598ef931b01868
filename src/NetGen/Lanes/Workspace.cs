using System.Numerics;

namespace NetGen.Lanes;

/// <summary>
/// The memory a thread computes in. Every pass borrows it from the start, so that what one pass left there
/// is gone when the next begins; nothing is allocated unless a pass asks for more than any before it.
/// </summary>
/// <typeparam name="T">The numbers.</typeparam>
public static class Workspace<T>
    where T : unmanaged, INumberBase<T>
{
    private const int Smallest = 1024;

    [ThreadStatic]
    private static AlignedBuffer<T>? buffer;

    /// <summary>
    /// The calling thread's workspace: 64-byte aligned, at least <paramref name="length"/> numbers, which hold
    /// anything, and <see cref="AlignedBuffer{T}.Slack"/> more behind them. It is the thread's until it rents again.
    /// </summary>
    /// <param name="length">How many numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public static ref T Rent(int length)
    {
        var rented = buffer;
        if (rented is null || (uint)length > (uint)rented.Length)
        {
            rented = Grow(length);
        }

        return ref rented.Start;
    }

    /// <summary>Gives the calling thread's workspace back to the garbage collector.</summary>
    public static void Release() => buffer = null;

    // At least doubled: a sequence of ever larger batches allocates only logarithmically often.
    private static AlignedBuffer<T> Grow(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var doubled = (int)Math.Min(2L * (buffer?.Length ?? 0), 1 << 30);
        return buffer = new AlignedBuffer<T>(Math.Max(length, Math.Max(doubled, Smallest)));
    }
}
