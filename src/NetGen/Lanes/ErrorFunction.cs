using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Lanes;

/// <summary>
/// The error function: near 0 its series, x + x·P(x²); beyond, 1 − e⁻ʷ with w = −log erfc |x|, which is almost a
/// parabola (the split is N. Juffa's). Both polynomials are minimax fits.
/// </summary>
internal static class ErrorFunction
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>erf x</summary>
    [MethodImpl(Inline)]
    public static V Erf<V, T>(V x)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var t = V.AtMost(V.Abs(x), V.Constant(4f, 6));
        var near = V.MultiplyAdd(x, Near<V, T>(x * x), x);
        var far = V.One - Exponential.Decay<V, T>(V.MultiplyAdd(t, Far<V, T>(t), t));
        return V.Blend(V.Greater(t, V.Constant(0.925f, 1)), V.Or(far, x & V.Constant(-0f, -0.0)), near);
    }

    /// <summary>erf(x) / x − 1 in z = x² up to 0.93² in single, 1 in double precision.</summary>
    [MethodImpl(Inline)]
    private static V Near<V, T>(V z)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Unsafe.SizeOf<T>() == sizeof(float) ? NearSingle<V, T>(z) : NearDouble<V, T>(z);

    [MethodImpl(Inline)]
    private static V NearSingle<V, T>(V z)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var square = z * z;
        var p = V.MultiplyAdd(
            square,
            V.Single(7.99664995e-5f),
            V.MultiplyAdd(z, V.Single(-0.000804976968f), V.Single(0.00519240508f))
        );
        p = V.MultiplyAdd(square, p, V.MultiplyAdd(z, V.Single(-0.0268557314f), V.Single(0.112836257f)));
        return V.MultiplyAdd(square, p, V.MultiplyAdd(z, V.Single(-0.376126289f), V.Single(0.128379166f)));
    }

    [MethodImpl(Inline)]
    private static V NearDouble<V, T>(V z)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var square = z * z;
        var p = V.MultiplyAdd(
            square,
            V.Double(1.4344161179644098e-10),
            V.MultiplyAdd(z, V.Double(-1.6465032841110368e-09), V.Double(1.601328828748869e-08))
        );
        p = V.MultiplyAdd(square, p, V.MultiplyAdd(z, V.Double(-1.6557136558613155e-07), V.Double(1.6481059382222145e-06)));
        p = V.MultiplyAdd(square, p, V.MultiplyAdd(z, V.Double(-1.492688148866338e-05), V.Double(0.0001205538619414819)));
        p = V.MultiplyAdd(square, p, V.MultiplyAdd(z, V.Double(-0.0008548328535813518), V.Double(0.00522397765269271)));
        p = V.MultiplyAdd(square, p, V.MultiplyAdd(z, V.Double(-0.026866170648031148), V.Double(0.11283791670971098)));
        return V.MultiplyAdd(square, p, V.MultiplyAdd(z, V.Double(-0.376126389031841), V.Double(0.1283791670955126)));
    }

    /// <summary>−log erfc(t) / t − 1 from 0.92 to 4 in single, from 1 to 6 in double precision.</summary>
    [MethodImpl(Inline)]
    private static V Far<V, T>(V t)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Unsafe.SizeOf<T>() == sizeof(float) ? FarSingle<V, T>(t) : FarDouble<V, T>(t);

    [MethodImpl(Inline)]
    private static V FarSingle<V, T>(V t)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var square = t * t;
        var p = V.MultiplyAdd(t, V.Single(-0.000213540683f), V.Single(0.003211356f));
        p = V.MultiplyAdd(square, p, V.MultiplyAdd(t, V.Single(-0.0228786785f), V.Single(0.105244711f)));
        return V.MultiplyAdd(square, p, V.MultiplyAdd(t, V.Single(0.635730922f), V.Single(0.128510758f)));
    }

    [MethodImpl(Inline)]
    private static V FarDouble<V, T>(V t)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var square = t * t;
        var p = V.MultiplyAdd(
            square,
            V.Double(2.0098255097942718e-13),
            V.MultiplyAdd(t, V.Double(-9.94660966209371e-12), V.Double(2.3194390687164449e-10))
        );
        p = V.MultiplyAdd(square, p, V.MultiplyAdd(t, V.Double(-3.3880270168119705e-09), V.Double(3.473998845696773e-08)));
        p = V.MultiplyAdd(square, p, V.MultiplyAdd(t, V.Double(-2.652597420396996e-07), V.Double(1.5580258648648373e-06)));
        p = V.MultiplyAdd(square, p, V.MultiplyAdd(t, V.Double(-7.1417142609955324e-06), V.Double(2.5433138052459166e-05)));
        p = V.MultiplyAdd(square, p, V.MultiplyAdd(t, V.Double(-6.77476202806811e-05), V.Double(0.00011702528814400036)));
        p = V.MultiplyAdd(square, p, V.MultiplyAdd(t, V.Double(-3.2532941822563975e-05), V.Double(-0.0005380989022513415)));
        p = V.MultiplyAdd(square, p, V.MultiplyAdd(t, V.Double(0.0016595691638710973), V.Double(-0.00018925528866641802)));
        p = V.MultiplyAdd(square, p, V.MultiplyAdd(t, V.Double(-0.019136531727339746), V.Double(0.10277490042373912)));
        return V.MultiplyAdd(square, p, V.MultiplyAdd(t, V.Double(0.6366193647125884), V.Double(0.12837920106119238)));
    }
}
