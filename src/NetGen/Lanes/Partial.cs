using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Lanes;

/// <summary>Reads and writes of the first numbers of a vector.</summary>
internal static class Partial
{
    /// <summary>The first <paramref name="count"/> numbers; 0 beyond.</summary>
    public static Vector512<T> Load512<T>(ref T source, nint count)
        where T : unmanaged
    {
        var vector = Vector512<T>.Zero;
        Copy(ref source, ref Unsafe.As<Vector512<T>, T>(ref vector), nint.Min(count, Vector512<T>.Count));
        return vector;
    }

    /// <summary>The first <paramref name="count"/> numbers; 0 beyond.</summary>
    public static Vector256<T> Load256<T>(ref T source, nint count)
        where T : unmanaged
    {
        var vector = Vector256<T>.Zero;
        Copy(ref source, ref Unsafe.As<Vector256<T>, T>(ref vector), nint.Min(count, Vector256<T>.Count));
        return vector;
    }

    /// <summary>The first <paramref name="count"/> numbers; 0 beyond.</summary>
    public static Vector128<T> Load128<T>(ref T source, nint count)
        where T : unmanaged
    {
        var vector = Vector128<T>.Zero;
        Copy(ref source, ref Unsafe.As<Vector128<T>, T>(ref vector), nint.Min(count, Vector128<T>.Count));
        return vector;
    }

    /// <summary>Writes the first <paramref name="count"/> numbers.</summary>
    public static void Store<T>(Vector512<T> value, ref T target, nint count)
        where T : unmanaged =>
        Copy(ref Unsafe.As<Vector512<T>, T>(ref value), ref target, nint.Min(count, Vector512<T>.Count));

    /// <summary>Writes the first <paramref name="count"/> numbers.</summary>
    public static void Store<T>(Vector256<T> value, ref T target, nint count)
        where T : unmanaged =>
        Copy(ref Unsafe.As<Vector256<T>, T>(ref value), ref target, nint.Min(count, Vector256<T>.Count));

    /// <summary>Writes the first <paramref name="count"/> numbers.</summary>
    public static void Store<T>(Vector128<T> value, ref T target, nint count)
        where T : unmanaged =>
        Copy(ref Unsafe.As<Vector128<T>, T>(ref value), ref target, nint.Min(count, Vector128<T>.Count));

    private static void Copy<T>(ref T source, ref T target, nint count)
    {
        for (nint i = 0; i < count; i++)
        {
            Unsafe.Add(ref target, i) = Unsafe.Add(ref source, i);
        }
    }
}
