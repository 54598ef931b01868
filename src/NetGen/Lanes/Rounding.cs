using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Lanes;

/// <summary>Whole numbers near x, exact: from 2ᵐ on, with m the bits of a significand, every number is whole.</summary>
internal static class Rounding
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The nearest whole number, the even one of two; −0 stays −0.</summary>
    [MethodImpl(Inline)]
    public static V Round<V, T>(V x)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var whole = V.Constant(8388608f, 4503599627370496.0);
        var a = V.Abs(x);
        var rounded = V.Or(a + whole - whole, x & V.Constant(-0f, -0.0));
        return V.Blend(V.Greater(whole, a), rounded, x);
    }

    /// <summary>The greatest whole number that is not above x.</summary>
    [MethodImpl(Inline)]
    public static V Floor<V, T>(V x)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rounded = Round<V, T>(x);
        return rounded - (V.Greater(rounded, x) & V.One);
    }
}
