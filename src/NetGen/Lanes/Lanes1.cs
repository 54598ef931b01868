using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Lanes;

/// <summary>
/// One number as a vector: for processors without vectors, and to compare the others with. It does the same
/// operations in the same order, so that its bits are theirs.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="value">The number.</param>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
public readonly struct Lanes1<T>(T value) : IBits<Lanes1<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly T value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(Inline)]
        get => 1;
    }

    /// <inheritdoc/>
    public static Lanes1<T> Zero
    {
        [MethodImpl(Inline)]
        get => new(T.Zero);
    }

    /// <inheritdoc/>
    public static Lanes1<T> One
    {
        [MethodImpl(Inline)]
        get => new(T.One);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Broadcast(T value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Broadcast(ref T source, nint at) => Broadcast(Unsafe.Add(ref source, at));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Ramp(T start) => new(start);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Load(ref T source, nint at) => new(Unsafe.Add(ref source, at));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> LoadPartial(ref T source, nint at, nint count) =>
        count > 0 ? new(Unsafe.Add(ref source, at)) : Zero;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(Lanes1<T> value, ref T target, nint at) => Unsafe.Add(ref target, at) = value.value;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StorePartial(Lanes1<T> value, ref T target, nint at, nint count)
    {
        if (count > 0)
        {
            Unsafe.Add(ref target, at) = value.value;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> operator +(Lanes1<T> a, Lanes1<T> b) => new(a.value + b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> operator -(Lanes1<T> a, Lanes1<T> b) => new(a.value - b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> operator -(Lanes1<T> a) => new(-a.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> operator *(Lanes1<T> a, Lanes1<T> b) => new(a.value * b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> operator /(Lanes1<T> a, Lanes1<T> b) => new(a.value / b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> MultiplyAdd(Lanes1<T> a, Lanes1<T> b, Lanes1<T> c) =>
        Lanes.Fused ? new(T.FusedMultiplyAdd(a.value, b.value, c.value)) : new(a.value * b.value + c.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> MultiplyAdd(ref T source, nint at, Lanes1<T> b, Lanes1<T> c) => MultiplyAdd(Broadcast(ref source, at), b, c);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> MultiplyAdd(Lanes1<T> a, ref T source, nint at, Lanes1<T> c) => MultiplyAdd(Load(ref source, at), a, c);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Min(Lanes1<T> a, Lanes1<T> b) => T.IsNaN(a.value) || a.value < b.value ? a : b;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Max(Lanes1<T> a, Lanes1<T> b) => T.IsNaN(a.value) || a.value > b.value ? a : b;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Abs(Lanes1<T> a) => new(T.Abs(a.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Sqrt(Lanes1<T> a) => new(T.Sqrt(a.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Sign(Lanes1<T> a) =>
        a.value > T.Zero ? One
        : a.value < T.Zero ? -One
        : Zero;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Relu(Lanes1<T> a) => T.Zero > a.value ? Zero : a;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> UnitStep(Lanes1<T> a) => a.value > T.Zero ? One : Zero;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Equal(Lanes1<T> a, Lanes1<T> b) => Mask(a.value == b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> GreaterOrEqual(Lanes1<T> a, Lanes1<T> b) => Mask(a.value >= b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Greater(Lanes1<T> a, Lanes1<T> b) => Mask(a.value > b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> operator &(Lanes1<T> a, Lanes1<T> b) => FromBits(Bits(a) & Bits(b));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Blend(Lanes1<T> mask, Lanes1<T> yes, Lanes1<T> no) => Bits(mask) != 0 ? yes : no;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static T First(Lanes1<T> a) => a.value;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static T Sum(Lanes1<T> a) => a.value;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static T MaxAcross(Lanes1<T> a) => a.value;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Exp(Lanes1<T> a) => Exponential.Exp<Lanes1<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Expm1(Lanes1<T> a) => Exponential.Expm1<Lanes1<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Log(Lanes1<T> a) => Logarithm.Log<Lanes1<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Tanh(Lanes1<T> a) => Exponential.Tanh<Lanes1<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Sigmoid(Lanes1<T> a) => Exponential.Sigmoid<Lanes1<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Softplus(Lanes1<T> a) => Logarithm.Softplus<Lanes1<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Erf(Lanes1<T> a) => ErrorFunction.Erf<Lanes1<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Sin(Lanes1<T> a) => Trigonometry.Sin<Lanes1<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Cos(Lanes1<T> a) => Trigonometry.Cos<Lanes1<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Floor(Lanes1<T> a) => Rounding.Floor<Lanes1<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Round(Lanes1<T> a) => Rounding.Round<Lanes1<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes1<T> Uniform(Lanes1<T> a, Lanes1<T> b, Lanes1<T> c) =>
        new(T.CreateTruncating(SplitMix.Uniform(Wide(a), Wide(b), Wide(c)).ToScalar()));

    [MethodImpl(Inline)]
    static Lanes1<T> IBits<Lanes1<T>, T>.Constant(float single, double twice) =>
        Unsafe.SizeOf<T>() == sizeof(float) ? new(Unsafe.BitCast<float, T>(single)) : new(Unsafe.BitCast<double, T>(twice));

    [MethodImpl(Inline)]
    static Lanes1<T> IBits<Lanes1<T>, T>.Single(float value) => new(Unsafe.BitCast<float, T>(value));

    [MethodImpl(Inline)]
    static Lanes1<T> IBits<Lanes1<T>, T>.Double(double value) => new(Unsafe.BitCast<double, T>(value));

    [MethodImpl(Inline)]
    static Lanes1<T> IBits<Lanes1<T>, T>.Pattern(uint single, ulong twice) =>
        FromBits(Unsafe.SizeOf<T>() == sizeof(float) ? single : twice);

    [MethodImpl(Inline)]
    static Lanes1<T> IBits<Lanes1<T>, T>.ShiftLeft(Lanes1<T> a, int bits) => FromBits(Bits(a) << bits);

    [MethodImpl(Inline)]
    static Lanes1<T> IBits<Lanes1<T>, T>.ShiftRight(Lanes1<T> a, int bits) => FromBits(Bits(a) >> bits);

    [MethodImpl(Inline)]
    static Lanes1<T> IBits<Lanes1<T>, T>.AddBits(Lanes1<T> a, Lanes1<T> b) => FromBits(Bits(a) + Bits(b));

    [MethodImpl(Inline)]
    static Lanes1<T> IBits<Lanes1<T>, T>.SubtractBits(Lanes1<T> a, Lanes1<T> b) => FromBits(Bits(a) - Bits(b));

    [MethodImpl(Inline)]
    static Lanes1<T> IBits<Lanes1<T>, T>.Or(Lanes1<T> a, Lanes1<T> b) => FromBits(Bits(a) | Bits(b));

    [MethodImpl(Inline)]
    static Lanes1<T> IBits<Lanes1<T>, T>.AtMost(Lanes1<T> a, Lanes1<T> bound) => bound.value < a.value ? bound : a;

    [MethodImpl(Inline)]
    static Lanes1<T> IBits<Lanes1<T>, T>.AtLeast(Lanes1<T> a, Lanes1<T> bound) => bound.value > a.value ? bound : a;

    [MethodImpl(Inline)]
    static bool IBits<Lanes1<T>, T>.Any(Lanes1<T> mask) => Bits(mask) != 0;

    /// <summary>As vectors do here: one number has their bits.</summary>
    static bool IBits<Lanes1<T>, T>.HasLookup
    {
        [MethodImpl(Inline)]
        get => Table.IsSupported;
    }

    [MethodImpl(Inline)]
    static Lanes1<T> IBits<Lanes1<T>, T>.Lookup(ref float table, int row, Lanes1<T> index) =>
        FromBits(BitConverter.SingleToUInt32Bits(Unsafe.Add(ref table, (16 * row) + (int)(Bits(index) & 15))));

    [MethodImpl(Inline)]
    static Lanes1<T> IBits<Lanes1<T>, T>.Scale(Lanes1<T> a, Lanes1<T> n) => Exponential.Scale<Lanes1<T>, T>(a, n);

    [MethodImpl(Inline)]
    private static Vector512<double> Wide(Lanes1<T> a) => Vector512.CreateScalar(double.CreateTruncating(a.value));

    [MethodImpl(Inline)]
    private static Lanes1<T> Mask(bool holds) => FromBits(holds ? ulong.MaxValue : 0);

    [MethodImpl(Inline)]
    private static ulong Bits(Lanes1<T> a) =>
        Unsafe.SizeOf<T>() == sizeof(float) ? Unsafe.BitCast<T, uint>(a.value) : Unsafe.BitCast<T, ulong>(a.value);

    [MethodImpl(Inline)]
    private static Lanes1<T> FromBits(ulong bits) =>
        Unsafe.SizeOf<T>() == sizeof(float) ? new(Unsafe.BitCast<uint, T>((uint)bits)) : new(Unsafe.BitCast<ulong, T>(bits));
}
