using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Lanes;

/// <summary>
/// eˣ and what is made of it. All begin alike (W. J. Cody, W. Waite, "Software Manual for the Elementary Functions",
/// 1980): x = n·ln 2 + r with |r| ≤ ½ ln 2, eʳ = 1 + r + r²·q(r) with a minimax polynomial q, and eˣ = 2ⁿ·eʳ.
/// </summary>
internal static class Exponential
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>eˣ</summary>
    [MethodImpl(Inline)]
    public static V Exp<V, T>(V x)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        x = V.AtLeast(V.AtMost(x, V.Constant(89f, 710)), V.Constant(-104f, -746));
        var n = Round<V, T>(x, 0, 0, out _);
        var r = Remainder<V, T>(x, n);
        var p = Growth<V, T>(r);
        return V.Scale(V.One + p, n);
    }

    /// <summary>
    /// eˣ − 1 = 2·(2ⁿ⁻¹·r + (2ⁿ⁻¹ − ½) + 2ⁿ⁻¹·r²·q): the half keeps 2ⁿ finite where the result still is.
    /// </summary>
    [MethodImpl(Inline)]
    public static V Expm1<V, T>(V x)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var a = V.AtLeast(V.AtMost(x, V.Constant(89f, 710)), V.Constant(-18f, -38));
        var n = Round<V, T>(a, 126, 1022, out var shifted);
        var r = Remainder<V, T>(a, n);
        var half = PowerOfTwo<V, T>(shifted);
        var e = V.MultiplyAdd(half, r, half - V.Constant(0.5f, 0.5));
        e = V.MultiplyAdd(half, Curve<V, T>(r), e);
        // so small that the half would lose a denormal's last bit, and −0
        var tiny = V.Greater(V.Constant(5.9604645e-8f, 1.1102230246251565e-16), V.Abs(x));
        return V.Blend(tiny, x, e + e);
    }

    /// <summary>tanh |x|, and the sign is put back.</summary>
    [MethodImpl(Inline)]
    public static V Tanh<V, T>(V x)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V tanh =
            Unsafe.SizeOf<T>() == sizeof(float) && V.HasLookup
                ? HyperbolicTangent.OfPositive<V, T>(V.Abs(x))
                : TanhByExponential<V, T>(V.Abs(x));
        return V.Or(tanh, x & V.Constant(-0f, -0.0));
    }

    [MethodImpl(Inline)]
    private static V TanhByExponential<V, T>(V a)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        a = V.AtMost(a, V.Constant(9.1f, 19.2));
        var twice = a + a;
        var n = Round<V, T>(twice, 127, 1023, out var shifted);
        var r = Remainder<V, T>(twice, n);
        var power = PowerOfTwo<V, T>(shifted);
        return Unsafe.SizeOf<T>() == sizeof(float) ? TanhSingle<V, T>(a, r, power) : TanhDouble<V, T>(r, power);
    }

    /// <summary>
    /// 1 − 2 / (e²ᵃ + 1), and a + a³·p(a²) where the difference would lose bits: little stands behind the division.
    /// </summary>
    [MethodImpl(Inline)]
    private static V TanhSingle<V, T>(V a, V r, V power)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var far = V.One - (V.Single(2f) / V.MultiplyAdd(power, Growth<V, T>(r), power + V.One));
        var square = a * a;
        var p = V.MultiplyAdd(square, V.Single(0.016437562f), V.Single(-0.0526718f));
        p = V.MultiplyAdd(square, V.MultiplyAdd(square, p, V.Single(0.13320725f)), V.Single(-0.33332947f));
        var near = V.MultiplyAdd(a * square, p, a);
        return V.Blend(V.Greater(V.Single(0.55f), a), near, far);
    }

    /// <summary>
    /// e / (e + 2) with e = e²ᵃ − 1. Where it is small, what was rounded off the denominator and the quotient is put
    /// back; about 1 / (e + 2) = (1 − tanh a) / 2 is good enough there.
    /// </summary>
    [MethodImpl(Inline)]
    private static V TanhDouble<V, T>(V r, V power)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var e = V.MultiplyAdd(power, r, power - V.One);
        e = V.MultiplyAdd(power, Curve<V, T>(r), e);

        var two = V.Double(2);
        var denominator = two + e;
        var rest = two - denominator + e;
        var quotient = e / denominator;
        var missing = V.MultiplyAdd(-quotient, rest, V.MultiplyAdd(-quotient, denominator, e));
        var inverse = V.AtLeast(V.MultiplyAdd(quotient, V.Double(-0.625), V.Double(0.5)), V.Zero);
        return V.MultiplyAdd(missing, inverse, quotient);
    }

    /// <summary>
    /// 1 / (1 + e⁻ˣ) = 2ⁿ / (2ⁿ + eʳ) with −x = r − n·ln 2: nothing overflows, and the results may be denormal.
    /// </summary>
    [MethodImpl(Inline)]
    public static V Sigmoid<V, T>(V x)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        x = V.AtLeast(V.AtMost(x, V.Constant(18f, 38)), V.Constant(-104f, -746));
        var n = Round<V, T>(x, 127, 1023, out var shifted);
        var r = -Remainder<V, T>(x, n);
        var p = Growth<V, T>(r);
        // 2ⁿ below 2⁻¹⁰⁰ is nothing beside 1
        var power = PowerOfTwo<V, T>(V.AtLeast(shifted, V.Constant(Shift + 27, DoubleShift + 923)));
        var sum = V.One + power;
        // what was rounded off the sum where 2ⁿ is almost nothing
        var rest = V.One - sum + power;
        return V.Scale(V.One / (sum + (p + rest)), n);
    }

    /// <summary>a · 2ⁿ rounded once: 2ⁿ may be out of range, but its two halves are not.</summary>
    [MethodImpl(Inline)]
    public static V Scale<V, T>(V a, V n)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shift = V.Constant(Shift + 127, DoubleShift + 1023);
        var shifted = V.MultiplyAdd(n, V.Constant(0.5f, 0.5), shift);
        var rest = n - (shifted - shift) + shift;
        return a * PowerOfTwo<V, T>(shifted) * PowerOfTwo<V, T>(rest);
    }

    /// <summary>e⁻ʷ for w from 0 to 50: no limit to watch.</summary>
    [MethodImpl(Inline)]
    public static V Decay<V, T>(V w)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = -w;
        var n = Round<V, T>(x, 127, 1023, out var shifted);
        var r = Remainder<V, T>(x, n);
        var p = Growth<V, T>(r);
        var power = PowerOfTwo<V, T>(shifted);
        return V.MultiplyAdd(power, p, power);
    }

    // 1.5·2ᵐ with m the bits of a significand: added to a number it rounds it to a whole one, in the lowest bits.
    private const float Shift = 12582912f;
    private const double DoubleShift = 6755399441055744.0;

    /// <summary>n, the whole number nearest to x / ln 2, and n + bias in the lowest bits of shifted.</summary>
    [MethodImpl(Inline)]
    private static V Round<V, T>(V x, int single, int twice, out V shifted)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shift = V.Constant(Shift + single, DoubleShift + twice);
        shifted = V.MultiplyAdd(x, V.Constant(1.44269504f, 1.4426950408889634), shift);
        return shifted - shift;
    }

    /// <summary>r = x − n·ln 2, with ln 2 in two parts, the first short enough that n times it is exact.</summary>
    [MethodImpl(Inline)]
    private static V Remainder<V, T>(V x, V n)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.MultiplyAdd(
            n,
            V.Constant(2.12194440e-4f, -1.90821492927058770002e-10),
            V.MultiplyAdd(n, V.Constant(-0.693359375f, -6.93147180369123816490e-01), x)
        );

    /// <summary>2 to the power in the lowest bits of shifted, which is biased as an exponent is.</summary>
    [MethodImpl(Inline)]
    private static V PowerOfTwo<V, T>(V shifted)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.ShiftLeft(shifted, Unsafe.SizeOf<T>() == sizeof(float) ? 23 : 52);

    /// <summary>eʳ − 1 = r + r²·q(r)</summary>
    [MethodImpl(Inline)]
    private static V Growth<V, T>(V r)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var square = r * r;
        return V.MultiplyAdd(square, Quotient<V, T>(r, square), r);
    }

    /// <summary>eʳ − 1 − r = r²·q(r)</summary>
    [MethodImpl(Inline)]
    private static V Curve<V, T>(V r)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var square = r * r;
        return square * Quotient<V, T>(r, square);
    }

    /// <summary>
    /// q(r) = (eʳ − 1 − r) / r² for |r| ≤ ½ ln 2, to 2⁻²⁸ of eʳ in single and 2⁻⁵⁹ in double precision;
    /// by powers of r², which is half the latency of Horner's rule.
    /// </summary>
    [MethodImpl(Inline)]
    private static V Quotient<V, T>(V r, V square)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Unsafe.SizeOf<T>() == sizeof(float) ? QuotientSingle<V, T>(r, square) : QuotientDouble<V, T>(r, square);

    [MethodImpl(Inline)]
    private static V QuotientSingle<V, T>(V r, V square)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var q = V.MultiplyAdd(
            square,
            V.Single(0.001391934f),
            V.MultiplyAdd(r, V.Single(0.00836897641f), V.Single(0.0416665971f))
        );
        return V.MultiplyAdd(square, q, V.MultiplyAdd(r, V.Single(0.166665196f), V.Single(0.5f)));
    }

    [MethodImpl(Inline)]
    private static V QuotientDouble<V, T>(V r, V square)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var q = V.MultiplyAdd(
            square,
            V.Double(2.092355846002614e-09),
            V.MultiplyAdd(r, V.Double(2.5112018942857996e-08), V.Double(2.755724514957097e-07))
        );
        q = V.MultiplyAdd(square, q, V.MultiplyAdd(r, V.Double(2.7557235058361873e-06), V.Double(2.48015873585916e-05)));
        q = V.MultiplyAdd(square, q, V.MultiplyAdd(r, V.Double(0.0001984126989598514), V.Double(0.0013888888888867151)));
        q = V.MultiplyAdd(square, q, V.MultiplyAdd(r, V.Double(0.008333333333317317), V.Double(0.041666666666666706)));
        return V.MultiplyAdd(square, q, V.MultiplyAdd(r, V.Double(0.16666666666666682), V.Double(0.5)));
    }
}
