using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.Unsafe;

namespace NetGen.Lanes;

/// <summary>512 bits of numbers: 16 in single precision, 8 in double.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// Operations make their result by a cast: a constructor would be one more call to inline, with locals of its own,
/// and the just-in-time compiler inlines nothing more in a method once it counts too many of them.
/// </remarks>
/// <param name="value">The vector.</param>
public readonly struct Lanes512<T>(Vector512<T> value) : IBits<Lanes512<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector512<T> value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(Inline)]
        get => Vector512<T>.Count;
    }

    /// <inheritdoc/>
    public static Lanes512<T> Zero
    {
        [MethodImpl(Inline)]
        get => BitCast<Vector512<T>, Lanes512<T>>(Vector512<T>.Zero);
    }

    /// <inheritdoc/>
    public static Lanes512<T> One
    {
        [MethodImpl(Inline)]
        get => BitCast<Vector512<T>, Lanes512<T>>(Vector512<T>.One);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Broadcast(T value) => BitCast<Vector512<T>, Lanes512<T>>(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Broadcast(ref T source, nint at) => Broadcast(Unsafe.Add(ref source, at));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Ramp(T start) =>
        BitCast<Vector512<T>, Lanes512<T>>(Vector512<T>.Indices + Vector512.Create(start));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Load(ref T source, nint at) =>
        BitCast<Vector512<T>, Lanes512<T>>(Vector512.LoadUnsafe(ref source, (nuint)at));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> LoadPartial(ref T source, nint at, nint count) =>
        BitCast<Vector512<T>, Lanes512<T>>(Partial.Load512(ref Add(ref source, at), count));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(Lanes512<T> value, ref T target, nint at) =>
        value.value.StoreUnsafe(ref target, (nuint)at);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StorePartial(Lanes512<T> value, ref T target, nint at, nint count) =>
        Partial.Store(value.value, ref Add(ref target, at), count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator +(Lanes512<T> a, Lanes512<T> b) =>
        BitCast<Vector512<T>, Lanes512<T>>(a.value + b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator -(Lanes512<T> a, Lanes512<T> b) =>
        BitCast<Vector512<T>, Lanes512<T>>(a.value - b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator -(Lanes512<T> a) => BitCast<Vector512<T>, Lanes512<T>>(-a.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator *(Lanes512<T> a, Lanes512<T> b) =>
        BitCast<Vector512<T>, Lanes512<T>>(a.value * b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator /(Lanes512<T> a, Lanes512<T> b) =>
        BitCast<Vector512<T>, Lanes512<T>>(a.value / b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> MultiplyAdd(Lanes512<T> a, Lanes512<T> b, Lanes512<T> c) =>
        !Lanes.Fused ? BitCast<Vector512<T>, Lanes512<T>>(a.value * b.value + c.value)
        : SizeOf<T>() == sizeof(float)
            ? BitCast<Vector512<float>, Lanes512<T>>(
                Vector512.FusedMultiplyAdd(a.value.AsSingle(), b.value.AsSingle(), c.value.AsSingle())
            )
        : BitCast<Vector512<double>, Lanes512<T>>(
                Vector512.FusedMultiplyAdd(a.value.AsDouble(), b.value.AsDouble(), c.value.AsDouble())
            );

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> MultiplyAdd(ref T source, nint at, Lanes512<T> b, Lanes512<T> c) =>
        !Lanes.Fused ? BitCast<Vector512<T>, Lanes512<T>>(Vector512.Create(Add(ref source, at)) * b.value + c.value)
        : SizeOf<T>() == sizeof(float)
            ? BitCast<Vector512<float>, Lanes512<T>>(
                Vector512.FusedMultiplyAdd(Vector512.Create(Add(ref source, at)).AsSingle(), b.value.AsSingle(), c.value.AsSingle())
            )
        : BitCast<Vector512<double>, Lanes512<T>>(
                Vector512.FusedMultiplyAdd(Vector512.Create(Add(ref source, at)).AsDouble(), b.value.AsDouble(), c.value.AsDouble())
            );

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> MultiplyAdd(Lanes512<T> a, ref T source, nint at, Lanes512<T> c) =>
        !Lanes.Fused ? BitCast<Vector512<T>, Lanes512<T>>(a.value * Vector512.LoadUnsafe(ref source, (nuint)at) + c.value)
        : SizeOf<T>() == sizeof(float)
            ? BitCast<Vector512<float>, Lanes512<T>>(
                Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref source, (nuint)at).AsSingle(), a.value.AsSingle(), c.value.AsSingle())
            )
        : BitCast<Vector512<double>, Lanes512<T>>(
                Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref source, (nuint)at).AsDouble(), a.value.AsDouble(), c.value.AsDouble())
            );

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Min(Lanes512<T> a, Lanes512<T> b) =>
        BitCast<Vector512<T>, Lanes512<T>>(
            Vector512.ConditionalSelect(Vector512.Equals(a.value, a.value), Vector512.MinNative(a.value, b.value), a.value)
        );

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Max(Lanes512<T> a, Lanes512<T> b) =>
        BitCast<Vector512<T>, Lanes512<T>>(
            Vector512.ConditionalSelect(Vector512.Equals(a.value, a.value), Vector512.MaxNative(a.value, b.value), a.value)
        );

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Abs(Lanes512<T> a) => BitCast<Vector512<T>, Lanes512<T>>(Vector512.Abs(a.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Sqrt(Lanes512<T> a) => BitCast<Vector512<T>, Lanes512<T>>(Vector512.Sqrt(a.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Sign(Lanes512<T> a) =>
        BitCast<Vector512<T>, Lanes512<T>>(
            (Vector512.GreaterThan(a.value, Vector512<T>.Zero) & Vector512<T>.One)
                - (Vector512.LessThan(a.value, Vector512<T>.Zero) & Vector512<T>.One)
        );

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Relu(Lanes512<T> a) =>
        BitCast<Vector512<T>, Lanes512<T>>(Vector512.MaxNative(Vector512<T>.Zero, a.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> UnitStep(Lanes512<T> a) =>
        BitCast<Vector512<T>, Lanes512<T>>(Vector512.GreaterThan(a.value, Vector512<T>.Zero) & Vector512<T>.One);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Equal(Lanes512<T> a, Lanes512<T> b) =>
        BitCast<Vector512<T>, Lanes512<T>>(Vector512.Equals(a.value, b.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> GreaterOrEqual(Lanes512<T> a, Lanes512<T> b) =>
        BitCast<Vector512<T>, Lanes512<T>>(Vector512.GreaterThanOrEqual(a.value, b.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Greater(Lanes512<T> a, Lanes512<T> b) =>
        BitCast<Vector512<T>, Lanes512<T>>(Vector512.GreaterThan(a.value, b.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator &(Lanes512<T> a, Lanes512<T> b) =>
        BitCast<Vector512<T>, Lanes512<T>>(a.value & b.value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Blend(Lanes512<T> mask, Lanes512<T> yes, Lanes512<T> no) =>
        BitCast<Vector512<T>, Lanes512<T>>(Vector512.ConditionalSelect(mask.value, yes.value, no.value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static T First(Lanes512<T> a) => a.value.ToScalar();

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static T Sum(Lanes512<T> a) =>
        Lanes256<T>.Sum(BitCast<Vector256<T>, Lanes256<T>>(a.value.GetLower() + a.value.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static T MaxAcross(Lanes512<T> a) =>
        Lanes256<T>.MaxAcross(
            Lanes256<T>.Max(
                BitCast<Vector256<T>, Lanes256<T>>(a.value.GetLower()),
                BitCast<Vector256<T>, Lanes256<T>>(a.value.GetUpper())
            )
        );

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Exp(Lanes512<T> a) => Exponential.Exp<Lanes512<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Expm1(Lanes512<T> a) => Exponential.Expm1<Lanes512<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Log(Lanes512<T> a) => Logarithm.Log<Lanes512<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Tanh(Lanes512<T> a) => Exponential.Tanh<Lanes512<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Sigmoid(Lanes512<T> a) => Exponential.Sigmoid<Lanes512<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Softplus(Lanes512<T> a) => Logarithm.Softplus<Lanes512<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Erf(Lanes512<T> a) => ErrorFunction.Erf<Lanes512<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Sin(Lanes512<T> a) => Trigonometry.Sin<Lanes512<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Cos(Lanes512<T> a) => Trigonometry.Cos<Lanes512<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Floor(Lanes512<T> a) => Rounding.Floor<Lanes512<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Round(Lanes512<T> a) => Rounding.Round<Lanes512<T>, T>(a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Uniform(Lanes512<T> a, Lanes512<T> b, Lanes512<T> c) =>

        SizeOf<T>() == sizeof(float)
            ? BitCast<Vector512<float>, Lanes512<T>>(SplitMix.Uniform(a.value.AsSingle(), b.value.AsSingle(), c.value.AsSingle()))
            : BitCast<Vector512<double>, Lanes512<T>>(SplitMix.Uniform(a.value.AsDouble(), b.value.AsDouble(), c.value.AsDouble()));

    [MethodImpl(Inline)]
    static Lanes512<T> IBits<Lanes512<T>, T>.Constant(float single, double twice) =>
        SizeOf<T>() == sizeof(float)
            ? BitCast<Vector512<float>, Lanes512<T>>(Vector512.Create(single))
            : BitCast<Vector512<double>, Lanes512<T>>(Vector512.Create(twice));

    [MethodImpl(Inline)]
    static Lanes512<T> IBits<Lanes512<T>, T>.Single(float value) =>
        BitCast<Vector512<float>, Lanes512<T>>(Vector512.Create(value));

    [MethodImpl(Inline)]
    static Lanes512<T> IBits<Lanes512<T>, T>.Double(double value) =>
        BitCast<Vector512<double>, Lanes512<T>>(Vector512.Create(value));

    [MethodImpl(Inline)]
    static Lanes512<T> IBits<Lanes512<T>, T>.Pattern(uint single, ulong twice) =>
        SizeOf<T>() == sizeof(float)
            ? BitCast<Vector512<uint>, Lanes512<T>>(Vector512.Create(single))
            : BitCast<Vector512<ulong>, Lanes512<T>>(Vector512.Create(twice));

    [MethodImpl(Inline)]
    static Lanes512<T> IBits<Lanes512<T>, T>.ShiftLeft(Lanes512<T> a, int bits) =>
        SizeOf<T>() == sizeof(float)
            ? BitCast<Vector512<int>, Lanes512<T>>((a.value.AsInt32() << bits))
            : BitCast<Vector512<long>, Lanes512<T>>((a.value.AsInt64() << bits));

    [MethodImpl(Inline)]
    static Lanes512<T> IBits<Lanes512<T>, T>.ShiftRight(Lanes512<T> a, int bits) =>
        SizeOf<T>() == sizeof(float)
            ? BitCast<Vector512<int>, Lanes512<T>>((a.value.AsInt32() >>> bits))
            : BitCast<Vector512<long>, Lanes512<T>>((a.value.AsInt64() >>> bits));

    [MethodImpl(Inline)]
    static Lanes512<T> IBits<Lanes512<T>, T>.AddBits(Lanes512<T> a, Lanes512<T> b) =>
        SizeOf<T>() == sizeof(float)
            ? BitCast<Vector512<int>, Lanes512<T>>((a.value.AsInt32() + b.value.AsInt32()))
            : BitCast<Vector512<long>, Lanes512<T>>((a.value.AsInt64() + b.value.AsInt64()));

    [MethodImpl(Inline)]
    static Lanes512<T> IBits<Lanes512<T>, T>.SubtractBits(Lanes512<T> a, Lanes512<T> b) =>
        SizeOf<T>() == sizeof(float)
            ? BitCast<Vector512<int>, Lanes512<T>>((a.value.AsInt32() - b.value.AsInt32()))
            : BitCast<Vector512<long>, Lanes512<T>>((a.value.AsInt64() - b.value.AsInt64()));

    [MethodImpl(Inline)]
    static Lanes512<T> IBits<Lanes512<T>, T>.Or(Lanes512<T> a, Lanes512<T> b) =>
        BitCast<Vector512<T>, Lanes512<T>>(a.value | b.value);

    [MethodImpl(Inline)]
    static Lanes512<T> IBits<Lanes512<T>, T>.AtMost(Lanes512<T> a, Lanes512<T> bound) =>
        BitCast<Vector512<T>, Lanes512<T>>(Vector512.MinNative(bound.value, a.value));

    [MethodImpl(Inline)]
    static Lanes512<T> IBits<Lanes512<T>, T>.AtLeast(Lanes512<T> a, Lanes512<T> bound) =>
        BitCast<Vector512<T>, Lanes512<T>>(Vector512.MaxNative(bound.value, a.value));

    [MethodImpl(Inline)]
    static bool IBits<Lanes512<T>, T>.Any(Lanes512<T> mask) => mask.value.As<T, long>() != Vector512<long>.Zero;

    static bool IBits<Lanes512<T>, T>.HasLookup
    {
        [MethodImpl(Inline)]
        get => Table.IsSupported;
    }

    [MethodImpl(Inline)]
    static Lanes512<T> IBits<Lanes512<T>, T>.Lookup(ref float table, int row, Lanes512<T> index) =>
        BitCast<Vector512<float>, Lanes512<T>>(Table.Lookup512(ref table, row, index.value.AsInt32()));

    [MethodImpl(Inline)]
    static Lanes512<T> IBits<Lanes512<T>, T>.Scale(Lanes512<T> a, Lanes512<T> n) =>
        !Avx512F.IsSupported ? Exponential.Scale<Lanes512<T>, T>(a, n)
        : SizeOf<T>() == sizeof(float) ? BitCast<Vector512<float>, Lanes512<T>>(Avx512F.Scale(a.value.AsSingle(), n.value.AsSingle()))
        : BitCast<Vector512<double>, Lanes512<T>>(Avx512F.Scale(a.value.AsDouble(), n.value.AsDouble()));
}
