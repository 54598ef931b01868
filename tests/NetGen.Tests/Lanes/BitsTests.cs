using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Lanes;
using Xunit;

namespace NetGen.Tests.Vectors;

/// <summary>What the mathematics does with the bits of numbers, in every lane of every width.</summary>
public class BitsTests
{
    private static readonly ulong[] Patterns = [0, 1, 2, ulong.MaxValue, 0x8000000000000000, 0x80000000, 0x3F800000, 0xFFFFFFFF, 0x0123456789ABCDEF];
    private static readonly double[] Numbers = [0.5, 0.7, 1, 1.9999999, 3.3];

    [Fact]
    public void Of_512_bits()
    {
        Check<Lanes512<float>, float>();
        Check<Lanes512<double>, double>();
    }

    [Fact]
    public void Of_256_bits()
    {
        Check<Lanes256<float>, float>();
        Check<Lanes256<double>, double>();
    }

    [Fact]
    public void Of_128_bits()
    {
        Check<Lanes128<float>, float>();
        Check<Lanes128<double>, double>();
    }

    [Fact]
    public void Of_single_numbers()
    {
        Check<Lanes1<float>, float>();
        Check<Lanes1<double>, double>();
    }

    private static void Check<V, T>()
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var a in Patterns)
        {
            Same<V, T>("<< 5", V.ShiftLeft(Lanes<V, T>(a, 0), 5), a << 5, 0);
            var whole = Unsafe.SizeOf<T>() == sizeof(float) ? (uint)a : a;
            Same<V, T>(">> 3", V.ShiftRight(Lanes<V, T>(a, a), 3), whole >> 3, whole >> 3);
            foreach (var b in Patterns)
            {
                Same<V, T>("+", V.AddBits(Lanes<V, T>(a, 0), Lanes<V, T>(b, 0)), a + b, 0);
                Same<V, T>("-", V.SubtractBits(Lanes<V, T>(a, 0), Lanes<V, T>(b, 0)), a - b, 0);
                Same<V, T>("|", V.Or(Lanes<V, T>(a, 0), Lanes<V, T>(b, 0)), a | b, 0);
            }
        }

        CheckScale<V, T>();
        CheckBounds<V, T>();
    }

    // 2ⁿ itself may be out of range, and the result denormal.
    private static void CheckScale<V, T>()
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var most = Unsafe.SizeOf<T>() == sizeof(float) ? 250 : 1000;
        foreach (var number in Numbers.Select(T.CreateTruncating))
        {
            for (var n = -most; n <= most; n++)
            {
                var scaled = V.First(V.Scale(V.Broadcast(number), V.Broadcast(T.CreateTruncating(n))));
                Assert.True(T.ScaleB(number, n) == scaled, $"{typeof(V).Name}: {number} · 2^{n} = {scaled}");
            }
        }
    }

    private static void CheckBounds<V, T>()
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var two = T.CreateTruncating(2);
        T[] numbers = [-two, T.Zero, two, T.NegativeInfinity, T.PositiveInfinity];
        foreach (var a in numbers)
        {
            Assert.Equal(T.Min(a, T.One), V.First(V.AtMost(V.Broadcast(a), V.One)));
            Assert.Equal(T.Max(a, T.One), V.First(V.AtLeast(V.Broadcast(a), V.One)));
        }

        Assert.True(T.IsNaN(V.First(V.AtMost(V.Broadcast(T.NaN), V.One))));
        Assert.True(T.IsNaN(V.First(V.AtLeast(V.Broadcast(T.NaN), V.One))));
    }

    /// <summary>The first number has one pattern, or its lower half; all others another.</summary>
    private static V Lanes<V, T>(ulong first, ulong others)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var numbers = new T[V.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = Number<T>(i == 0 ? first : others);
        }

        return V.Load(ref numbers[0], 0);
    }

    private static void Same<V, T>(string operation, V actual, ulong first, ulong others)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var numbers = new T[V.Count];
        V.Store(actual, ref numbers[0], 0);
        for (var i = 0; i < numbers.Length; i++)
        {
            var expected = Number<T>(i == 0 ? first : others);
            Assert.True(Bits(expected) == Bits(numbers[i]), $"{typeof(V).Name} {operation}, lane {i}: {Bits(numbers[i]):X}, expected {Bits(expected):X}");
        }
    }

    private static T Number<T>(ulong bits)
        where T : unmanaged => Unsafe.SizeOf<T>() == sizeof(float) ? Unsafe.BitCast<uint, T>((uint)bits) : Unsafe.BitCast<ulong, T>(bits);

    private static ulong Bits<T>(T number)
        where T : unmanaged => Unsafe.SizeOf<T>() == sizeof(float) ? Unsafe.BitCast<T, uint>(number) : Unsafe.BitCast<T, ulong>(number);
}
