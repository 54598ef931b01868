using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.Unsafe;

namespace NetGen.Lanes;

/// <summary>256 bits of numbers: 8 in single precision, 4 in double.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// Operations make their result by a cast: a constructor would be one more call to inline, with locals of its own,
/// and the just-in-time compiler inlines nothing more in a method once it counts too many of them.
/// </remarks>
/// <param name="value">The vector.</param>
public readonly struct Lanes256<T>(Vector256<T> value) : IBits<Lanes256<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector256<T> value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(Inline)]
        get => Vector256<T>.Count;
    }

    /// <inheritdoc/>
    public static Lanes256<T> Zero
    {
        [MethodImpl(Inline)]
        get => BitCast<Vector256<T>, Lanes256<T>>(Vector256<T>.Zero);
    }

    /// <inheritdoc/>
    public static Lanes256<T> One
    {
        [MethodImpl(Inline)]
        get => BitCast<Vector256<T>, Lanes256<T>>(Vector256<T>.One);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Broadcast(T value) => BitCast<Vector256<T>, Lanes256<T>>(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Broadcast(ref T source, nint at) => Broadcast(Unsafe.Add(ref source, at));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Ramp(T start) =>
        BitCast<Vector256<T>, Lanes256<T>>(Vector256<T>.Indices + Vector256.Create(start));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Load(ref T source, nint at) =>
        BitCast<Vector256<T>, Lanes256<T>>(Vector256.LoadUnsafe(ref source, (nuint)at));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> LoadPartial(ref T source, nint at, nint count) =>
        BitCast<Vector256<T>, Lanes256<T>>(Partial.Load256(ref Add(ref source, at), count));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(Lanes256<T> value, ref T target, nint at) =>
        value.value.StoreUnsafe(ref target, (nuint)at);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StorePartial(Lanes256<T> value, ref T target, nint at, nint count) =>
        Partial.Store(value.value, ref Add(ref target, at), count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator +(Lanes256<T> a, Lanes256<T> b) =>
        BitCast<Vector256<T>, Lanes256<T>>(a.value + b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator -(Lanes256<T> a, Lanes256<T> b) =>
        BitCast<Vector256<T>, Lanes256<T>>(a.value - b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator -(Lanes256<T> a) => BitCast<Vector256<T>, Lanes256<T>>(-a.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator *(Lanes256<T> a, Lanes256<T> b) =>
        BitCast<Vector256<T>, Lanes256<T>>(a.value * b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator /(Lanes256<T> a, Lanes256<T> b) =>
        BitCast<Vector256<T>, Lanes256<T>>(a.value / b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> MultiplyAdd(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c) =>
        !Lanes.Fused ? BitCast<Vector256<T>, Lanes256<T>>(a.value * b.value + c.value)
        : SizeOf<T>() == sizeof(float)
            ? BitCast<Vector256<float>, Lanes256<T>>(
                Vector256.FusedMultiplyAdd(a.value.AsSingle(), b.value.AsSingle(), c.value.AsSingle())
            )
        : BitCast<Vector256<double>, Lanes256<T>>(
                Vector256.FusedMultiplyAdd(a.value.AsDouble(), b.value.AsDouble(), c.value.AsDouble())
            );

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> MultiplyAdd(ref T source, nint at, Lanes256<T> b, Lanes256<T> c) =>
        !Lanes.Fused ? BitCast<Vector256<T>, Lanes256<T>>(Vector256.Create(Add(ref source, at)) * b.value + c.value)
        : SizeOf<T>() == sizeof(float)
            ? BitCast<Vector256<float>, Lanes256<T>>(
                Vector256.FusedMultiplyAdd(Vector256.Create(Add(ref source, at)).AsSingle(), b.value.AsSingle(), c.value.AsSingle())
            )
        : BitCast<Vector256<double>, Lanes256<T>>(
                Vector256.FusedMultiplyAdd(Vector256.Create(Add(ref source, at)).AsDouble(), b.value.AsDouble(), c.value.AsDouble())
            );

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> MultiplyAdd(Lanes256<T> a, ref T source, nint at, Lanes256<T> c) =>
        !Lanes.Fused ? BitCast<Vector256<T>, Lanes256<T>>(a.value * Vector256.LoadUnsafe(ref source, (nuint)at) + c.value)
        : SizeOf<T>() == sizeof(float)
            ? BitCast<Vector256<float>, Lanes256<T>>(
                Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref source, (nuint)at).AsSingle(), a.value.AsSingle(), c.value.AsSingle())
            )
        : BitCast<Vector256<double>, Lanes256<T>>(
                Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref source, (nuint)at).AsDouble(), a.value.AsDouble(), c.value.AsDouble())
            );

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Min(Lanes256<T> a, Lanes256<T> b) =>
        BitCast<Vector256<T>, Lanes256<T>>(
            Vector256.ConditionalSelect(Vector256.Equals(a.value, a.value), Vector256.MinNative(a.value, b.value), a.value)
        );

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Max(Lanes256<T> a, Lanes256<T> b) =>
        BitCast<Vector256<T>, Lanes256<T>>(
            Vector256.ConditionalSelect(Vector256.Equals(a.value, a.value), Vector256.MaxNative(a.value, b.value), a.value)
        );

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Abs(Lanes256<T> a) => BitCast<Vector256<T>, Lanes256<T>>(Vector256.Abs(a.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Sqrt(Lanes256<T> a) => BitCast<Vector256<T>, Lanes256<T>>(Vector256.Sqrt(a.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Sign(Lanes256<T> a) =>
        BitCast<Vector256<T>, Lanes256<T>>(
            (Vector256.GreaterThan(a.value, Vector256<T>.Zero) & Vector256<T>.One)
                - (Vector256.LessThan(a.value, Vector256<T>.Zero) & Vector256<T>.One)
        );

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Relu(Lanes256<T> a) =>
        BitCast<Vector256<T>, Lanes256<T>>(Vector256.MaxNative(Vector256<T>.Zero, a.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> UnitStep(Lanes256<T> a) =>
        BitCast<Vector256<T>, Lanes256<T>>(Vector256.GreaterThan(a.value, Vector256<T>.Zero) & Vector256<T>.One);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Equal(Lanes256<T> a, Lanes256<T> b) =>
        BitCast<Vector256<T>, Lanes256<T>>(Vector256.Equals(a.value, b.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> GreaterOrEqual(Lanes256<T> a, Lanes256<T> b) =>
        BitCast<Vector256<T>, Lanes256<T>>(Vector256.GreaterThanOrEqual(a.value, b.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Greater(Lanes256<T> a, Lanes256<T> b) =>
        BitCast<Vector256<T>, Lanes256<T>>(Vector256.GreaterThan(a.value, b.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator &(Lanes256<T> a, Lanes256<T> b) =>
        BitCast<Vector256<T>, Lanes256<T>>(a.value & b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Blend(Lanes256<T> mask, Lanes256<T> yes, Lanes256<T> no) =>
        BitCast<Vector256<T>, Lanes256<T>>(Vector256.ConditionalSelect(mask.value, yes.value, no.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static T First(Lanes256<T> a) => a.value.ToScalar();

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static T Sum(Lanes256<T> a) =>
        Lanes128<T>.Sum(BitCast<Vector128<T>, Lanes128<T>>(a.value.GetLower() + a.value.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static T MaxAcross(Lanes256<T> a) =>
        Lanes128<T>.MaxAcross(
            Lanes128<T>.Max(
                BitCast<Vector128<T>, Lanes128<T>>(a.value.GetLower()),
                BitCast<Vector128<T>, Lanes128<T>>(a.value.GetUpper())
            )
        );

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Exp(Lanes256<T> a) => Exponential.Exp<Lanes256<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Expm1(Lanes256<T> a) => Exponential.Expm1<Lanes256<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Log(Lanes256<T> a) => Logarithm.Log<Lanes256<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Tanh(Lanes256<T> a) => Exponential.Tanh<Lanes256<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Sigmoid(Lanes256<T> a) => Exponential.Sigmoid<Lanes256<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Softplus(Lanes256<T> a) => Logarithm.Softplus<Lanes256<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Erf(Lanes256<T> a) => ErrorFunction.Erf<Lanes256<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Sin(Lanes256<T> a) => Trigonometry.Sin<Lanes256<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Cos(Lanes256<T> a) => Trigonometry.Cos<Lanes256<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Floor(Lanes256<T> a) => Rounding.Floor<Lanes256<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Round(Lanes256<T> a) => Rounding.Round<Lanes256<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Uniform(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c) =>

        SizeOf<T>() == sizeof(float)
            ? BitCast<Vector256<float>, Lanes256<T>>(SplitMix.Uniform(a.value.AsSingle(), b.value.AsSingle(), c.value.AsSingle()))
            : BitCast<Vector256<double>, Lanes256<T>>(SplitMix.Uniform(a.value.AsDouble(), b.value.AsDouble(), c.value.AsDouble()));

    [MethodImpl(Inline)]
    static Lanes256<T> IBits<Lanes256<T>, T>.Constant(float single, double twice) =>
        SizeOf<T>() == sizeof(float)
            ? BitCast<Vector256<float>, Lanes256<T>>(Vector256.Create(single))
            : BitCast<Vector256<double>, Lanes256<T>>(Vector256.Create(twice));

    [MethodImpl(Inline)]
    static Lanes256<T> IBits<Lanes256<T>, T>.Single(float value) =>
        BitCast<Vector256<float>, Lanes256<T>>(Vector256.Create(value));

    [MethodImpl(Inline)]
    static Lanes256<T> IBits<Lanes256<T>, T>.Double(double value) =>
        BitCast<Vector256<double>, Lanes256<T>>(Vector256.Create(value));

    [MethodImpl(Inline)]
    static Lanes256<T> IBits<Lanes256<T>, T>.Pattern(uint single, ulong twice) =>
        SizeOf<T>() == sizeof(float)
            ? BitCast<Vector256<uint>, Lanes256<T>>(Vector256.Create(single))
            : BitCast<Vector256<ulong>, Lanes256<T>>(Vector256.Create(twice));

    [MethodImpl(Inline)]
    static Lanes256<T> IBits<Lanes256<T>, T>.ShiftLeft(Lanes256<T> a, int bits) =>
        SizeOf<T>() == sizeof(float)
            ? BitCast<Vector256<int>, Lanes256<T>>((a.value.AsInt32() << bits))
            : BitCast<Vector256<long>, Lanes256<T>>((a.value.AsInt64() << bits));

    [MethodImpl(Inline)]
    static Lanes256<T> IBits<Lanes256<T>, T>.ShiftRight(Lanes256<T> a, int bits) =>
        SizeOf<T>() == sizeof(float)
            ? BitCast<Vector256<int>, Lanes256<T>>((a.value.AsInt32() >>> bits))
            : BitCast<Vector256<long>, Lanes256<T>>((a.value.AsInt64() >>> bits));

    [MethodImpl(Inline)]
    static Lanes256<T> IBits<Lanes256<T>, T>.AddBits(Lanes256<T> a, Lanes256<T> b) =>
        SizeOf<T>() == sizeof(float)
            ? BitCast<Vector256<int>, Lanes256<T>>((a.value.AsInt32() + b.value.AsInt32()))
            : BitCast<Vector256<long>, Lanes256<T>>((a.value.AsInt64() + b.value.AsInt64()));

    [MethodImpl(Inline)]
    static Lanes256<T> IBits<Lanes256<T>, T>.SubtractBits(Lanes256<T> a, Lanes256<T> b) =>
        SizeOf<T>() == sizeof(float)
            ? BitCast<Vector256<int>, Lanes256<T>>((a.value.AsInt32() - b.value.AsInt32()))
            : BitCast<Vector256<long>, Lanes256<T>>((a.value.AsInt64() - b.value.AsInt64()));

    [MethodImpl(Inline)]
    static Lanes256<T> IBits<Lanes256<T>, T>.Or(Lanes256<T> a, Lanes256<T> b) =>
        BitCast<Vector256<T>, Lanes256<T>>(a.value | b.value);

    [MethodImpl(Inline)]
    static Lanes256<T> IBits<Lanes256<T>, T>.AtMost(Lanes256<T> a, Lanes256<T> bound) =>
        BitCast<Vector256<T>, Lanes256<T>>(Vector256.MinNative(bound.value, a.value));

    [MethodImpl(Inline)]
    static Lanes256<T> IBits<Lanes256<T>, T>.AtLeast(Lanes256<T> a, Lanes256<T> bound) =>
        BitCast<Vector256<T>, Lanes256<T>>(Vector256.MaxNative(bound.value, a.value));

    [MethodImpl(Inline)]
    static bool IBits<Lanes256<T>, T>.Any(Lanes256<T> mask) => mask.value.As<T, long>() != Vector256<long>.Zero;

    static bool IBits<Lanes256<T>, T>.HasLookup
    {
        [MethodImpl(Inline)]
        get => Table.IsSupported;
    }

    [MethodImpl(Inline)]
    static Lanes256<T> IBits<Lanes256<T>, T>.Lookup(ref float table, int row, Lanes256<T> index) =>
        BitCast<Vector256<float>, Lanes256<T>>(Table.Lookup256(ref table, row, index.value.AsInt32()));

    [MethodImpl(Inline)]
    static Lanes256<T> IBits<Lanes256<T>, T>.Scale(Lanes256<T> a, Lanes256<T> n) =>
        !Avx512F.VL.IsSupported ? Exponential.Scale<Lanes256<T>, T>(a, n)
        : SizeOf<T>() == sizeof(float) ? BitCast<Vector256<float>, Lanes256<T>>(Avx512F.VL.Scale(a.value.AsSingle(), n.value.AsSingle()))
        : BitCast<Vector256<double>, Lanes256<T>>(Avx512F.VL.Scale(a.value.AsDouble(), n.value.AsDouble()));
}
