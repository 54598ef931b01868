using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Lanes;

/// <summary>
/// Uniform numbers by the counter-based generator splitmix64 (G. L. Steele, D. Lea, C. H. Flood,
/// "Fast splittable pseudorandom number generators", OOPSLA 2014): a function of the arguments alone.
/// </summary>
internal static class SplitMix
{
    /// <summary>Eight numbers in [0, 1) of 24 bits, each by one lane of the three arguments.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Uniform(Vector512<double> a, Vector512<double> b, Vector512<double> c)
    {
        var z = Mix(Mix(Mix(Vector512.Create(0x9E3779B97F4A7C15UL), a), b), c);
        return Vector512.ConvertToDouble(z >> 40) * Vector512.Create(1.0 / (1 << 24));
    }

    /// <inheritdoc cref="Uniform(Vector512{double}, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Uniform(Vector256<double> a, Vector256<double> b, Vector256<double> c) =>
        Uniform(a.ToVector512(), b.ToVector512(), c.ToVector512()).GetLower();

    /// <inheritdoc cref="Uniform(Vector512{double}, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Uniform(Vector128<double> a, Vector128<double> b, Vector128<double> c) =>
        Uniform(a.ToVector256(), b.ToVector256(), c.ToVector256()).GetLower();

    /// <inheritdoc cref="Uniform(Vector512{double}, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Uniform(Vector512<float> a, Vector512<float> b, Vector512<float> c) =>
        Vector512.Create(
            Uniform(a.GetLower(), b.GetLower(), c.GetLower()),
            Uniform(a.GetUpper(), b.GetUpper(), c.GetUpper())
        );

    /// <inheritdoc cref="Uniform(Vector512{double}, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Uniform(Vector256<float> a, Vector256<float> b, Vector256<float> c)
    {
        var u = Uniform(Wide(a), Wide(b), Wide(c));
        return Vector256.Narrow(u.GetLower(), u.GetUpper());
    }

    /// <inheritdoc cref="Uniform(Vector512{double}, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Uniform(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        Uniform(a.ToVector256(), b.ToVector256(), c.ToVector256()).GetLower();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Wide(Vector256<float> a) =>
        Vector512.Create(Vector256.WidenLower(a), Vector256.WidenUpper(a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Mix(Vector512<ulong> z, Vector512<double> a)
    {
        z += Vector512.ConvertToInt64(a).AsUInt64() * Vector512.Create(0xBF58476D1CE4E5B9UL);
        z = (z ^ (z >> 30)) * Vector512.Create(0xBF58476D1CE4E5B9UL);
        z = (z ^ (z >> 27)) * Vector512.Create(0x94D049BB133111EBUL);
        return z ^ (z >> 31);
    }
}
