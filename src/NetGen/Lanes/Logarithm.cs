using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Lanes;

/// <summary>
/// The natural logarithm as in FreeBSD's msun (K. C. Ng, 1986): x = 2ᵏ·(1 + f) with √½ ≤ 1 + f &lt; √2, and
/// log(1 + f) = 2 artanh s with s = f / (2 + f), whose series in s² is short.
/// </summary>
internal static class Logarithm
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>log x</summary>
    [MethodImpl(Inline)]
    public static V Log<V, T>(V x)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Denormals are made normal by 2²⁵ or 2⁵⁴, which the exponent then gives back.
        var denormal = V.Greater(V.Constant(1.17549435e-38f, 2.2250738585072014e-308), x);
        var normal = V.Blend(denormal, x * V.Constant(33554432f, 18014398509481984.0), x);
        var whole = V.Constant(8388608f, 4503599627370496.0);
        var bias = whole + V.Blend(denormal, V.Constant(152f, 1077), V.Constant(127f, 1023));

        // Counted from √½, the bits' exponent is k and their significand that of 1 + f.
        var half = V.Pattern(0x3F3504F3, 0x3FE6A09E667F3BCD);
        var bits = V.AddBits(normal, V.SubtractBits(V.One, half));
        var k = V.Or(V.ShiftRight(bits, Unsafe.SizeOf<T>() == sizeof(float) ? 23 : 52), whole) - bias;
        var f = V.AddBits(bits & V.Pattern(0x007FFFFF, 0x000FFFFFFFFFFFFF), half) - V.One;

        var y = Near1<V, T>(f, k);
        var infinity = V.Constant(float.PositiveInfinity, double.PositiveInfinity);
        var outside = V.Blend(V.Equal(x, V.Zero), -infinity, V.Constant(float.NaN, double.NaN));
        y = V.Blend(V.Greater(x, V.Zero), y, outside);
        return V.Blend(V.Equal(x, infinity), x, y);
    }

    /// <summary>log(1 + eˣ) = max(x, 0) + log(1 + e⁻|ˣ|): nothing overflows.</summary>
    [MethodImpl(Inline)]
    public static V Softplus<V, T>(V x)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var e = V.Exp(-V.Abs(x));
        var large = V.Greater(e, V.Constant(0.41421356f, 0.41421356237309503));
        var k = large & V.One;
        var f = V.Blend(large, (e - V.One) * V.Constant(0.5f, 0.5), e);
        return V.AtLeast(x, V.Zero) + Near1<V, T>(f, k);
    }

    /// <summary>k·ln 2 + log(1 + f), with ln 2 in two parts, the first short enough that k times it is exact.</summary>
    [MethodImpl(Inline)]
    private static V Near1<V, T>(V f, V k)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var s = f / (f + V.Constant(2f, 2));
        var z = s * s;
        var h = f * f * V.Constant(0.5f, 0.5);
        var rest = k * V.Constant(-2.12194440e-4f, 1.90821492927058770002e-10);
        var small = V.MultiplyAdd(s, V.MultiplyAdd(z, Series<V, T>(z), h), rest);
        return V.MultiplyAdd(k, V.Constant(0.693359375f, 6.93147180369123816490e-01), f - (h - small));
    }

    /// <summary>(2 artanh s − 2s) / s³ in z = s², to 2⁻³⁰ of log(1 + f) in single and 2⁻⁵⁹ in double precision.</summary>
    [MethodImpl(Inline)]
    private static V Series<V, T>(V z)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Unsafe.SizeOf<T>() == sizeof(float) ? SeriesSingle<V, T>(z) : SeriesDouble<V, T>(z);

    [MethodImpl(Inline)]
    private static V SeriesSingle<V, T>(V z)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var q = V.MultiplyAdd(z, V.Single(0.298721284f), V.Single(0.399775535f));
        return V.MultiplyAdd(z, q, V.Single(0.666667759f));
    }

    [MethodImpl(Inline)]
    private static V SeriesDouble<V, T>(V z)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var square = z * z;
        var q = V.MultiplyAdd(
            square,
            V.Double(0.14798845857368137),
            V.MultiplyAdd(z, V.Double(0.15313779480359282), V.Double(0.18183574153218962))
        );
        q = V.MultiplyAdd(square, q, V.MultiplyAdd(z, V.Double(0.2222219840013457), V.Double(0.2857142874390031)));
        return V.MultiplyAdd(square, q, V.MultiplyAdd(z, V.Double(0.3999999999940878), V.Double(0.6666666666666735)));
    }
}
