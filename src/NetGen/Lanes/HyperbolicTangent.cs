using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Lanes;

/// <summary>
/// tanh a for a ≥ 0 in single precision, from a table that registers hold: two intervals an octave from 2⁻⁴ to 2⁴,
/// below them the first, beyond 12 a constant. In each a polynomial of the seventh degree, of the least greatest error,
/// in the distance d from a centre near the middle whose tanh is almost a float (S. Gal, "Computing elementary
/// functions: a new approach for achieving high accuracy and good performance", 1986).
/// </summary>
/// <remarks>It takes half as long as the way through eˣ, which divides.</remarks>
internal static class HyperbolicTangent
{
    private const float FirstOctave = 0.0625f;
    private const float Beyond = 12;

    /// <summary>Bits of a float behind the three of its exponent and the one of its significand that say the interval.</summary>
    private const int BitsBehind = 22;

    /// <summary>Rows of 16 numbers, one for each interval by these four bits.</summary>
    // Stryker disable once all : only constants make a span of static memory.
    private static ReadOnlySpan<float> Table =>
    [
        // centres
        2.4997172f, 3.5005865f, 4.99977f, 6.998237f, 10.003815f, 14f, 0f, 0.10934932f,
        0.15629765f, 0.21874551f, 0.31252342f, 0.43750852f, 0.62510663f, 0.875142f, 1.2497119f, 1.749765f,
        // d⁰
        0.9866068f, 0.99818003f, 0.99990916f, 0.99999833f, 1f, 1f, 0f, 0.10891555f,
        0.15503724f, 0.21532206f, 0.302731f, 0.41157714f, 0.55467355f, 0.7039772f, 0.8482028f, 0.9413488f,
        // d
        0.026607074f, 0.003636624f, 0.00018166046f, 3.3377455e-6f, 8.181953e-9f, 0f, 1f, 0.9881374f,
        0.9759635f, 0.9536364f, 0.9083539f, 0.83060426f, 0.6923373f, 0.50441605f, 0.28055197f, 0.113862455f,
        // d²
        -0.026250584f, -0.0036300314f, -0.00018176454f, -3.339981e-6f, -2.700082e-8f, 0f, -4.3451198e-11f, -0.10762348f,
        -0.1513107f, -0.20533897f, -0.27498692f, -0.34185773f, -0.38402116f, -0.35509744f, -0.23796502f, -0.107184246f,
        // d³
        0.017029796f, 0.0024112056f, 0.00012115962f, 2.2266859e-6f, 5.512497e-9f, 0f, -0.3333333f, -0.31765726f,
        -0.30186236f, -0.2736648f, -0.21953759f, -0.13616726f, -0.017772721f, 0.08184182f, 0.10832549f, 0.06294362f,
        // d⁴
        -0.008054877f, -0.0011961778f, -5.9830363e-5f, -1.0998115e-6f, 1.0204017e-8f, 0f, -5.6867003e-7f, 0.06995486f,
        0.09727086f, 0.12739718f, 0.15813477f, 0.16999543f, 0.13786635f, 0.060753696f, -0.012555914f, -0.023527578f,
        // d⁵
        0.00286264f, 0.00047151954f, 2.3921475e-5f, 4.40186e-7f, 9.930348e-10f, 0f, 0.13335015f, 0.12039001f,
        0.10723984f, 0.08498691f, 0.045496486f, -0.0061193747f, -0.0551566f, -0.058839917f, -0.019233568f, 0.0036945317f,
        // d⁶
        -0.0006990388f, -0.00015687807f, -9.213053e-6f, -1.6997627e-7f, -2.6729101e-9f, 0f, -0.00023862808f, 1.3739233f,
        -0.07561955f, -0.082209975f, -0.074443445f, -0.061588485f, -0.024030516f, 0.012980991f, 0.015087754f, 0.0020866871f,
        // d⁷
        5.9405214e-5f, 4.1839845e-5f, 2.6156313e-6f, 4.8313566e-8f, 1.4944697e-10f, 0f, -0.052560028f, -0.94346833f,
        -0.043013256f, -0.021861287f, -0.00012132295f, 0.022585703f, 0.029463451f, 0.011102934f, -0.0044145635f, -0.0019676047f,
    ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfPositive<V, T>(V a)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref float table = ref MemoryMarshal.GetReference(Table);
        a = V.AtMost(a, V.Single(Beyond));
        V interval = V.ShiftRight(V.AtLeast(a, V.Single(FirstOctave)), BitsBehind);
        V d = a - V.Lookup(ref table, 0, interval);
        V square = d * d;
        V q = V.MultiplyAdd(d, V.Lookup(ref table, 4, interval), V.Lookup(ref table, 3, interval));
        q = V.MultiplyAdd(square, V.MultiplyAdd(d, V.Lookup(ref table, 6, interval), V.Lookup(ref table, 5, interval)), q);
        V high = V.MultiplyAdd(d, V.Lookup(ref table, 8, interval), V.Lookup(ref table, 7, interval));
        q = V.MultiplyAdd(square * square, high, q);
        return V.MultiplyAdd(d, V.MultiplyAdd(d, q, V.Lookup(ref table, 2, interval)), V.Lookup(ref table, 1, interval));
    }
}
