using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.Unsafe;

namespace NetGen.Lanes;

/// <summary>128 bits of numbers: 4 in single precision, 2 in double.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// Operations make their result by a cast: a constructor would be one more call to inline, with locals of its own,
/// and the just-in-time compiler inlines nothing more in a method once it counts too many of them.
/// </remarks>
/// <param name="value">The vector.</param>
public readonly struct Lanes128<T>(Vector128<T> value) : IBits<Lanes128<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector128<T> value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(Inline)]
        get => Vector128<T>.Count;
    }

    /// <inheritdoc/>
    public static Lanes128<T> Zero
    {
        [MethodImpl(Inline)]
        get => BitCast<Vector128<T>, Lanes128<T>>(Vector128<T>.Zero);
    }

    /// <inheritdoc/>
    public static Lanes128<T> One
    {
        [MethodImpl(Inline)]
        get => BitCast<Vector128<T>, Lanes128<T>>(Vector128<T>.One);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Broadcast(T value) => BitCast<Vector128<T>, Lanes128<T>>(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Broadcast(ref T source, nint at) => Broadcast(Unsafe.Add(ref source, at));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Ramp(T start) =>
        BitCast<Vector128<T>, Lanes128<T>>(Vector128<T>.Indices + Vector128.Create(start));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Load(ref T source, nint at) =>
        BitCast<Vector128<T>, Lanes128<T>>(Vector128.LoadUnsafe(ref source, (nuint)at));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> LoadPartial(ref T source, nint at, nint count) =>
        BitCast<Vector128<T>, Lanes128<T>>(Partial.Load128(ref Add(ref source, at), count));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(Lanes128<T> value, ref T target, nint at) =>
        value.value.StoreUnsafe(ref target, (nuint)at);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StorePartial(Lanes128<T> value, ref T target, nint at, nint count) =>
        Partial.Store(value.value, ref Add(ref target, at), count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator +(Lanes128<T> a, Lanes128<T> b) =>
        BitCast<Vector128<T>, Lanes128<T>>(a.value + b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator -(Lanes128<T> a, Lanes128<T> b) =>
        BitCast<Vector128<T>, Lanes128<T>>(a.value - b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator -(Lanes128<T> a) => BitCast<Vector128<T>, Lanes128<T>>(-a.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator *(Lanes128<T> a, Lanes128<T> b) =>
        BitCast<Vector128<T>, Lanes128<T>>(a.value * b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator /(Lanes128<T> a, Lanes128<T> b) =>
        BitCast<Vector128<T>, Lanes128<T>>(a.value / b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> MultiplyAdd(Lanes128<T> a, Lanes128<T> b, Lanes128<T> c) =>
        !Lanes.Fused ? BitCast<Vector128<T>, Lanes128<T>>(a.value * b.value + c.value)
        : SizeOf<T>() == sizeof(float)
            ? BitCast<Vector128<float>, Lanes128<T>>(
                Vector128.FusedMultiplyAdd(a.value.AsSingle(), b.value.AsSingle(), c.value.AsSingle())
            )
        : BitCast<Vector128<double>, Lanes128<T>>(
                Vector128.FusedMultiplyAdd(a.value.AsDouble(), b.value.AsDouble(), c.value.AsDouble())
            );

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> MultiplyAdd(ref T source, nint at, Lanes128<T> b, Lanes128<T> c) =>
        !Lanes.Fused ? BitCast<Vector128<T>, Lanes128<T>>(Vector128.Create(Add(ref source, at)) * b.value + c.value)
        : SizeOf<T>() == sizeof(float)
            ? BitCast<Vector128<float>, Lanes128<T>>(
                Vector128.FusedMultiplyAdd(Vector128.Create(Add(ref source, at)).AsSingle(), b.value.AsSingle(), c.value.AsSingle())
            )
        : BitCast<Vector128<double>, Lanes128<T>>(
                Vector128.FusedMultiplyAdd(Vector128.Create(Add(ref source, at)).AsDouble(), b.value.AsDouble(), c.value.AsDouble())
            );

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> MultiplyAdd(Lanes128<T> a, ref T source, nint at, Lanes128<T> c) =>
        !Lanes.Fused ? BitCast<Vector128<T>, Lanes128<T>>(a.value * Vector128.LoadUnsafe(ref source, (nuint)at) + c.value)
        : SizeOf<T>() == sizeof(float)
            ? BitCast<Vector128<float>, Lanes128<T>>(
                Vector128.FusedMultiplyAdd(Vector128.LoadUnsafe(ref source, (nuint)at).AsSingle(), a.value.AsSingle(), c.value.AsSingle())
            )
        : BitCast<Vector128<double>, Lanes128<T>>(
                Vector128.FusedMultiplyAdd(Vector128.LoadUnsafe(ref source, (nuint)at).AsDouble(), a.value.AsDouble(), c.value.AsDouble())
            );

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Min(Lanes128<T> a, Lanes128<T> b) =>
        BitCast<Vector128<T>, Lanes128<T>>(
            Vector128.ConditionalSelect(Vector128.Equals(a.value, a.value), Vector128.MinNative(a.value, b.value), a.value)
        );

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Max(Lanes128<T> a, Lanes128<T> b) =>
        BitCast<Vector128<T>, Lanes128<T>>(
            Vector128.ConditionalSelect(Vector128.Equals(a.value, a.value), Vector128.MaxNative(a.value, b.value), a.value)
        );

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Abs(Lanes128<T> a) => BitCast<Vector128<T>, Lanes128<T>>(Vector128.Abs(a.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Sqrt(Lanes128<T> a) => BitCast<Vector128<T>, Lanes128<T>>(Vector128.Sqrt(a.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Sign(Lanes128<T> a) =>
        BitCast<Vector128<T>, Lanes128<T>>(
            (Vector128.GreaterThan(a.value, Vector128<T>.Zero) & Vector128<T>.One)
                - (Vector128.LessThan(a.value, Vector128<T>.Zero) & Vector128<T>.One)
        );

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Relu(Lanes128<T> a) =>
        BitCast<Vector128<T>, Lanes128<T>>(Vector128.MaxNative(Vector128<T>.Zero, a.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> UnitStep(Lanes128<T> a) =>
        BitCast<Vector128<T>, Lanes128<T>>(Vector128.GreaterThan(a.value, Vector128<T>.Zero) & Vector128<T>.One);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Equal(Lanes128<T> a, Lanes128<T> b) =>
        BitCast<Vector128<T>, Lanes128<T>>(Vector128.Equals(a.value, b.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> GreaterOrEqual(Lanes128<T> a, Lanes128<T> b) =>
        BitCast<Vector128<T>, Lanes128<T>>(Vector128.GreaterThanOrEqual(a.value, b.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Greater(Lanes128<T> a, Lanes128<T> b) =>
        BitCast<Vector128<T>, Lanes128<T>>(Vector128.GreaterThan(a.value, b.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator &(Lanes128<T> a, Lanes128<T> b) =>
        BitCast<Vector128<T>, Lanes128<T>>(a.value & b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Blend(Lanes128<T> mask, Lanes128<T> yes, Lanes128<T> no) =>
        BitCast<Vector128<T>, Lanes128<T>>(Vector128.ConditionalSelect(mask.value, yes.value, no.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static T First(Lanes128<T> a) => a.value.ToScalar();

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static T Sum(Lanes128<T> a)
    {
        var pair = a.value + Swap(a.value);
        return SizeOf<T>() == sizeof(float) ? pair.GetElement(0) + pair.GetElement(1) : pair.GetElement(0);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static T MaxAcross(Lanes128<T> a)
    {
        var pair = Max(a, BitCast<Vector128<T>, Lanes128<T>>(Swap(a.value))).value;
        return SizeOf<T>() == sizeof(float)
            ? Lanes1<T>.MaxAcross(Lanes1<T>.Max(new(pair.GetElement(0)), new(pair.GetElement(1))))
            : pair.GetElement(0);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Exp(Lanes128<T> a) => Exponential.Exp<Lanes128<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Expm1(Lanes128<T> a) => Exponential.Expm1<Lanes128<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Log(Lanes128<T> a) => Logarithm.Log<Lanes128<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Tanh(Lanes128<T> a) => Exponential.Tanh<Lanes128<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Sigmoid(Lanes128<T> a) => Exponential.Sigmoid<Lanes128<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Softplus(Lanes128<T> a) => Logarithm.Softplus<Lanes128<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Erf(Lanes128<T> a) => ErrorFunction.Erf<Lanes128<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Sin(Lanes128<T> a) => Trigonometry.Sin<Lanes128<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Cos(Lanes128<T> a) => Trigonometry.Cos<Lanes128<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Floor(Lanes128<T> a) => Rounding.Floor<Lanes128<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Round(Lanes128<T> a) => Rounding.Round<Lanes128<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Uniform(Lanes128<T> a, Lanes128<T> b, Lanes128<T> c) =>

        SizeOf<T>() == sizeof(float)
            ? BitCast<Vector128<float>, Lanes128<T>>(SplitMix.Uniform(a.value.AsSingle(), b.value.AsSingle(), c.value.AsSingle()))
            : BitCast<Vector128<double>, Lanes128<T>>(SplitMix.Uniform(a.value.AsDouble(), b.value.AsDouble(), c.value.AsDouble()));

    [MethodImpl(Inline)]
    static Lanes128<T> IBits<Lanes128<T>, T>.Constant(float single, double twice) =>
        SizeOf<T>() == sizeof(float)
            ? BitCast<Vector128<float>, Lanes128<T>>(Vector128.Create(single))
            : BitCast<Vector128<double>, Lanes128<T>>(Vector128.Create(twice));

    [MethodImpl(Inline)]
    static Lanes128<T> IBits<Lanes128<T>, T>.Single(float value) =>
        BitCast<Vector128<float>, Lanes128<T>>(Vector128.Create(value));

    [MethodImpl(Inline)]
    static Lanes128<T> IBits<Lanes128<T>, T>.Double(double value) =>
        BitCast<Vector128<double>, Lanes128<T>>(Vector128.Create(value));

    [MethodImpl(Inline)]
    static Lanes128<T> IBits<Lanes128<T>, T>.Pattern(uint single, ulong twice) =>
        SizeOf<T>() == sizeof(float)
            ? BitCast<Vector128<uint>, Lanes128<T>>(Vector128.Create(single))
            : BitCast<Vector128<ulong>, Lanes128<T>>(Vector128.Create(twice));

    [MethodImpl(Inline)]
    static Lanes128<T> IBits<Lanes128<T>, T>.ShiftLeft(Lanes128<T> a, int bits) =>
        SizeOf<T>() == sizeof(float)
            ? BitCast<Vector128<int>, Lanes128<T>>((a.value.AsInt32() << bits))
            : BitCast<Vector128<long>, Lanes128<T>>((a.value.AsInt64() << bits));

    [MethodImpl(Inline)]
    static Lanes128<T> IBits<Lanes128<T>, T>.ShiftRight(Lanes128<T> a, int bits) =>
        SizeOf<T>() == sizeof(float)
            ? BitCast<Vector128<int>, Lanes128<T>>((a.value.AsInt32() >>> bits))
            : BitCast<Vector128<long>, Lanes128<T>>((a.value.AsInt64() >>> bits));

    [MethodImpl(Inline)]
    static Lanes128<T> IBits<Lanes128<T>, T>.AddBits(Lanes128<T> a, Lanes128<T> b) =>
        SizeOf<T>() == sizeof(float)
            ? BitCast<Vector128<int>, Lanes128<T>>((a.value.AsInt32() + b.value.AsInt32()))
            : BitCast<Vector128<long>, Lanes128<T>>((a.value.AsInt64() + b.value.AsInt64()));

    [MethodImpl(Inline)]
    static Lanes128<T> IBits<Lanes128<T>, T>.SubtractBits(Lanes128<T> a, Lanes128<T> b) =>
        SizeOf<T>() == sizeof(float)
            ? BitCast<Vector128<int>, Lanes128<T>>((a.value.AsInt32() - b.value.AsInt32()))
            : BitCast<Vector128<long>, Lanes128<T>>((a.value.AsInt64() - b.value.AsInt64()));

    [MethodImpl(Inline)]
    static Lanes128<T> IBits<Lanes128<T>, T>.Or(Lanes128<T> a, Lanes128<T> b) =>
        BitCast<Vector128<T>, Lanes128<T>>(a.value | b.value);

    [MethodImpl(Inline)]
    static Lanes128<T> IBits<Lanes128<T>, T>.AtMost(Lanes128<T> a, Lanes128<T> bound) =>
        BitCast<Vector128<T>, Lanes128<T>>(Vector128.MinNative(bound.value, a.value));

    [MethodImpl(Inline)]
    static Lanes128<T> IBits<Lanes128<T>, T>.AtLeast(Lanes128<T> a, Lanes128<T> bound) =>
        BitCast<Vector128<T>, Lanes128<T>>(Vector128.MaxNative(bound.value, a.value));

    [MethodImpl(Inline)]
    static bool IBits<Lanes128<T>, T>.Any(Lanes128<T> mask) => mask.value.As<T, long>() != Vector128<long>.Zero;

    static bool IBits<Lanes128<T>, T>.HasLookup
    {
        [MethodImpl(Inline)]
        get => Table.IsSupported;
    }

    [MethodImpl(Inline)]
    static Lanes128<T> IBits<Lanes128<T>, T>.Lookup(ref float table, int row, Lanes128<T> index) =>
        BitCast<Vector128<float>, Lanes128<T>>(Table.Lookup256(ref table, row, index.value.AsInt32().ToVector256Unsafe()).GetLower());

    [MethodImpl(Inline)]
    static Lanes128<T> IBits<Lanes128<T>, T>.Scale(Lanes128<T> a, Lanes128<T> n) =>
        !Avx512F.VL.IsSupported ? Exponential.Scale<Lanes128<T>, T>(a, n)
        : SizeOf<T>() == sizeof(float) ? BitCast<Vector128<float>, Lanes128<T>>(Avx512F.VL.Scale(a.value.AsSingle(), n.value.AsSingle()))
        : BitCast<Vector128<double>, Lanes128<T>>(Avx512F.VL.Scale(a.value.AsDouble(), n.value.AsDouble()));

    // The upper half below the lower one.
    [MethodImpl(Inline)]
    private static Vector128<T> Swap(Vector128<T> a) =>
        Vector128.Shuffle(a.AsInt64(), Vector128.Create(1L, 0L)).As<long, T>();
}
