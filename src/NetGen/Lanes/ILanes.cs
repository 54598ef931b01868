using System.Numerics;

namespace NetGen.Lanes;

/// <summary>
/// A vector of numbers of one width. Generated kernels are written once, over any such type; the
/// just-in-time compiler makes one body for each width from them, and only the one that is used.
/// A comparison yields a mask: all bits set in a lane where it holds.
/// </summary>
/// <remarks>
/// <para>Every operation gives the same bits in a lane, whatever the width; only the payload of a NaN, and on ARM the
/// sign of the lesser or greater of two zeros, may differ.</para>
/// <para>The functions are within 2 units of the last place in both precisions, infinities and denormals included
/// (over all 2³² floats: exp 1.05, expm1 1.33, log 0.83, tanh 1.35, sigmoid 1.74, softplus 1.69, erf 1.05, sin 1.57,
/// cos 1.56; at random doubles: at most 1.64). That is with fused multiply-add, which every x64 processor with AVX2 and every ARM64 has;
/// without it products are rounded before they are added, the bits are others, and tanh reaches 2.1.</para>
/// <para>In a kernel only a few calls of a function should be unrolled: at most four of exp, expm1, log, tanh and
/// sigmoid, or two of softplus and erf. The just-in-time compiler inlines nothing more into a method once it
/// counts too many locals.</para>
/// </remarks>
/// <typeparam name="TSelf">The vector itself.</typeparam>
/// <typeparam name="T">Its numbers: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ILanes<TSelf, T>
    where TSelf : struct, ILanes<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>0 in every lane.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>1 in every lane.</summary>
    static abstract TSelf One { get; }

    /// <summary>One number in every lane.</summary>
    static abstract TSelf Broadcast(T value);

    /// <summary>One number from memory in every lane.</summary>
    static abstract TSelf Broadcast(ref T source, nint at);

    /// <summary>start, start + 1, start + 2, …</summary>
    static abstract TSelf Ramp(T start);

    /// <summary>Reads <see cref="Count"/> numbers from <paramref name="at"/> on.</summary>
    static abstract TSelf Load(ref T source, nint at);

    /// <summary>
    /// Reads the first <paramref name="count"/> lanes, never memory beyond them; the others are 0. A count beyond
    /// <see cref="Count"/> means all of them.
    /// </summary>
    static abstract TSelf LoadPartial(ref T source, nint at, nint count);

    /// <summary>Writes every lane from <paramref name="at"/> on.</summary>
    static abstract void Store(TSelf value, ref T target, nint at);

    /// <summary>
    /// Writes the first <paramref name="count"/> lanes and leaves memory beyond them alone. A count beyond
    /// <see cref="Count"/> means all of them.
    /// </summary>
    static abstract void StorePartial(TSelf value, ref T target, nint at, nint count);

    /// <summary>a + b</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>a − b</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>−a</summary>
    static abstract TSelf operator -(TSelf a);

    /// <summary>a · b</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>a / b</summary>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>a · b + c, rounded once where the processor has fused multiply-add.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>
    /// One number from memory in every lane · b + c. In one operation, so that the processor reads it as an operand.
    /// </summary>
    static abstract TSelf MultiplyAdd(ref T source, nint at, TSelf b, TSelf c);

    /// <summary>
    /// a · a vector of numbers from memory + c. In one operation, so that the processor reads it as an operand.
    /// </summary>
    static abstract TSelf MultiplyAdd(TSelf a, ref T source, nint at, TSelf c);

    /// <summary>The lesser; NaN where either is NaN.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>The greater; NaN where either is NaN.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>|a|</summary>
    static abstract TSelf Abs(TSelf a);

    /// <summary>√a</summary>
    static abstract TSelf Sqrt(TSelf a);

    /// <summary>1, 0 or −1 by the sign of a; 0 for NaN.</summary>
    static abstract TSelf Sign(TSelf a);

    /// <summary>max(a, 0); NaN stays NaN, and −0 stays −0.</summary>
    static abstract TSelf Relu(TSelf a);

    /// <summary>1 where a &gt; 0, else 0: the slope of ReLU, 0 at 0.</summary>
    static abstract TSelf UnitStep(TSelf a);

    /// <summary>The mask of a = b.</summary>
    static abstract TSelf Equal(TSelf a, TSelf b);

    /// <summary>The mask of a ≥ b.</summary>
    static abstract TSelf GreaterOrEqual(TSelf a, TSelf b);

    /// <summary>The mask of a &gt; b.</summary>
    static abstract TSelf Greater(TSelf a, TSelf b);

    /// <summary>Both masks.</summary>
    static abstract TSelf operator &(TSelf a, TSelf b);

    /// <summary><paramref name="yes"/> in the lanes of the mask, else <paramref name="no"/>.</summary>
    static abstract TSelf Blend(TSelf mask, TSelf yes, TSelf no);

    /// <summary>The number of the first lane.</summary>
    static abstract T First(TSelf a);

    /// <summary>
    /// The sum of the lanes: the upper half is added to the lower one until one number is left. So the sum of 512
    /// bits is that of the sum of its two halves in 256 bits, to the last bit.
    /// </summary>
    static abstract T Sum(TSelf a);

    /// <summary>The greatest lane; NaN if any is.</summary>
    static abstract T MaxAcross(TSelf a);

    /// <summary>eᵃ</summary>
    static abstract TSelf Exp(TSelf a);

    /// <summary>eᵃ − 1, without cancellation near 0.</summary>
    static abstract TSelf Expm1(TSelf a);

    /// <summary>The natural logarithm.</summary>
    static abstract TSelf Log(TSelf a);

    /// <summary>The hyperbolic tangent.</summary>
    static abstract TSelf Tanh(TSelf a);

    /// <summary>1 / (1 + e⁻ᵃ)</summary>
    static abstract TSelf Sigmoid(TSelf a);

    /// <summary>log(1 + eᵃ), without overflow.</summary>
    static abstract TSelf Softplus(TSelf a);

    /// <summary>The error function.</summary>
    static abstract TSelf Erf(TSelf a);

    /// <summary>The sine of an angle in radians.</summary>
    static abstract TSelf Sin(TSelf a);

    /// <summary>The cosine of an angle in radians.</summary>
    static abstract TSelf Cos(TSelf a);

    /// <summary>The greatest whole number that is not above a.</summary>
    static abstract TSelf Floor(TSelf a);

    /// <summary>The nearest whole number, the even one of two.</summary>
    static abstract TSelf Round(TSelf a);

    /// <summary>
    /// A number in [0, 1) that depends on its arguments alone (splitmix64 over each in turn, 24 bits):
    /// the random numbers of dropout and noise.
    /// </summary>
    static abstract TSelf Uniform(TSelf a, TSelf b, TSelf c);
}
