using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Lanes;

/// <summary>
/// Sine and cosine (W. J. Cody, W. Waite, 1980): |x| = n·π/2 + r with |r| ≤ π/4, and by n's last two bits ± the sine
/// or ± the cosine of r, each a short polynomial (those of S. L. Moshier's Cephes and of FreeBSD's msun).
/// </summary>
internal static class Trigonometry
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>sin x = ± sin |x|</summary>
    [MethodImpl(Inline)]
    public static V Sin<V, T>(V x)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.Any(V.Greater(V.Abs(x), Limit<V, T>())) ? Far<V, T>(x, 0) : Near<V, T>(V.Abs(x), 0, x & V.Constant(-0f, -0.0));

    /// <summary>cos x = sin(|x| + π/2): one quarter of a turn ahead.</summary>
    [MethodImpl(Inline)]
    public static V Cos<V, T>(V x)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.Any(V.Greater(V.Abs(x), Limit<V, T>())) ? Far<V, T>(x, 1) : Near<V, T>(V.Abs(x), 1, V.Zero);

    /// <summary>Beyond, n would have more bits than the parts of π/2 leave free.</summary>
    [MethodImpl(Inline)]
    private static V Limit<V, T>()
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Constant(12000f, 5e7);

    /// <summary>sin(a + quarters·π/2) with the sign turned by the sign bit, for a from 0 to the limit.</summary>
    [MethodImpl(Inline)]
    private static V Near<V, T>(V a, int quarters, V sign)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // 1.5·2ᵐ rounds to a whole number, which then stands in the lowest bits
        var shift = V.Constant(12582912f + quarters, 6755399441055744.0 + quarters);
        var shifted = V.MultiplyAdd(a, V.Constant(0.636619747f, 0.6366197723675814), shift);
        var r = Remainder<V, T>(a, shifted - shift, out var rest);
        var z = r * r;

        var (top, second) = Unsafe.SizeOf<T>() == sizeof(float) ? (31, 30) : (63, 62);
        var isOdd = V.Greater(V.Zero, V.Or(V.One, V.ShiftLeft(shifted, top)));
        var y = V.Blend(isOdd, Cosine<V, T>(z), Sine<V, T>(r, z, rest));
        var turned = V.AddBits(V.ShiftLeft(shifted, second) & V.Constant(-0f, -0.0), sign);
        return y * V.Or(V.One, turned);
    }

    /// <summary>
    /// r + rest = a − n·π/2, with π/2 in parts so short that n times all but the last is exact; rest is what r has no
    /// bits for.
    /// </summary>
    [MethodImpl(Inline)]
    private static V Remainder<V, T>(V a, V n, out V rest)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var near = V.MultiplyAdd(n, V.Constant(-1.5703125f, -1.570796325802803), a);
        near = Unsafe.SizeOf<T>() == sizeof(float) ? V.MultiplyAdd(n, V.Single(-0.0004837513f), near) : near;
        var correction = n * V.Constant(7.5495336e-8f, 9.920935739593517e-10);
        var most = near - correction;
        rest = V.MultiplyAdd(n, V.Constant(-2.563344e-12f, -5.721188726109832e-18), near - most - correction);
        var r = most + rest;
        rest += most - r;
        return r;
    }

    /// <summary>sin(r + rest) = r + r³·s(z) + rest in z = r²</summary>
    [MethodImpl(Inline)]
    private static V Sine<V, T>(V r, V z, V rest)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var s = Unsafe.SizeOf<T>() == sizeof(float) ? SineSingle<V, T>(z) : SineDouble<V, T>(z);
        return r + V.MultiplyAdd(r * z, s, rest);
    }

    /// <summary>cos r = 1 − z/2 + z²·c(z) in z = r²</summary>
    [MethodImpl(Inline)]
    private static V Cosine<V, T>(V z)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rest = z * z * (Unsafe.SizeOf<T>() == sizeof(float) ? CosineSingle<V, T>(z) : CosineDouble<V, T>(z));
        return V.MultiplyAdd(z, V.Constant(-0.5f, -0.5), V.One) + rest;
    }

    [MethodImpl(Inline)]
    private static V SineSingle<V, T>(V z)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var s = V.MultiplyAdd(z, V.Single(-1.9515295891e-4f), V.Single(8.3321608736e-3f));
        return V.MultiplyAdd(z, s, V.Single(-1.6666654611e-1f));
    }

    [MethodImpl(Inline)]
    private static V CosineSingle<V, T>(V z)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var c = V.MultiplyAdd(z, V.Single(2.443315711809948e-5f), V.Single(-1.388731625493765e-3f));
        return V.MultiplyAdd(z, c, V.Single(4.166664568298827e-2f));
    }

    [MethodImpl(Inline)]
    private static V SineDouble<V, T>(V z)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var s = V.MultiplyAdd(z, V.Double(1.58969099521155010221e-10), V.Double(-2.50507602534068634195e-08));
        s = V.MultiplyAdd(z, s, V.Double(2.75573137070700676789e-06));
        s = V.MultiplyAdd(z, s, V.Double(-1.98412698298579493134e-04));
        s = V.MultiplyAdd(z, s, V.Double(8.33333333332248946124e-03));
        return V.MultiplyAdd(z, s, V.Double(-1.66666666666666324348e-01));
    }

    [MethodImpl(Inline)]
    private static V CosineDouble<V, T>(V z)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var c = V.MultiplyAdd(z, V.Double(-1.13596475577881948265e-11), V.Double(2.08757232129817482790e-09));
        c = V.MultiplyAdd(z, c, V.Double(-2.75573143513906633035e-07));
        c = V.MultiplyAdd(z, c, V.Double(2.48015872894767294178e-05));
        c = V.MultiplyAdd(z, c, V.Double(-1.38888888888741095749e-03));
        return V.MultiplyAdd(z, c, V.Double(4.16666666666666019037e-02));
    }

    /// <summary>
    /// One number at a time where one is beyond the limit: there the base library's is as good, and speed is no matter.
    /// The others get the bits that they have elsewhere.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V Far<V, T>(V x, int quarters)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Numbers<T> numbers = default;
        V.Store(x, ref numbers.First, 0);
        var limit = T.CreateTruncating(Unsafe.SizeOf<T>() == sizeof(float) ? 12000 : 5e7);
        for (var i = 0; i < V.Count; i++)
        {
            ref var number = ref Unsafe.Add(ref numbers.First, i);
            if (T.Abs(number) > limit)
            {
                number = quarters == 0 ? T.Sin(number) : T.Cos(number);
            }
            else
            {
                Lanes1<T> near = new(number);
                Lanes1<T>.Store(quarters == 0 ? Lanes1<T>.Sin(near) : Lanes1<T>.Cos(near), ref number, 0);
            }
        }

        return V.Load(ref numbers.First, 0);
    }

    /// <summary>As many numbers as the widest vector has.</summary>
    [InlineArray(16)]
    private struct Numbers<T>
        where T : unmanaged
    {
        public T First;
    }
}
