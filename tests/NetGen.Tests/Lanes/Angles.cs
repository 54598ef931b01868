using System.Numerics;

namespace NetGen.Tests.Vectors;

/// <summary>Sine and cosine of any double to about 100 bits: the angle is reduced as a whole number of 2⁻¹³⁰⁰.</summary>
internal static class Angles
{
    private const int Bits = 1300;

    /// <summary>π/2 by J. Machin's formula, π/4 = 4·arctan(1/5) − arctan(1/239).</summary>
    private static readonly BigInteger QuarterTurn = 2 * (4 * ArctanOfInverse(5) - ArctanOfInverse(239)) >> 64;

    public static Extended Sin(double x) => Turned(x, 0);

    public static Extended Cos(double x) => Turned(x, 1);

    private static Extended Turned(double x, int quarters)
    {
        var whole = Whole(x);
        var n = BigInteger.Divide(2 * whole + whole.Sign * QuarterTurn, 2 * QuarterTurn);
        var r = Number(whole - n * QuarterTurn);
        var turn = (int)((n + quarters) & 3);
        var y = turn % 2 == 0 ? Series(r, r, 2) : Series(r, new Extended(1), 1);
        return turn < 2 ? y : -y;
    }

    /// <summary>term − term·r²/(k·(k + 1)) + …</summary>
    private static Extended Series(Extended r, Extended term, int k)
    {
        var square = r * r;
        var sum = term;
        for (; k < 50; k += 2)
        {
            term = -(term * square) / new Extended((double)k * (k + 1));
            sum += term;
        }

        return sum;
    }

    private static BigInteger Whole(double x)
    {
        if (x == 0)
        {
            return 0;
        }

        var exponent = Math.Max(Math.ILogB(x), -1022) - 52;
        return new BigInteger(Math.ScaleB(Math.ScaleB(x, -exponent / 2), -exponent - -exponent / 2)) << Bits + exponent;
    }

    private static Extended Number(BigInteger whole)
    {
        // 120 bits, as a fraction below 1
        var shift = (int)whole.GetBitLength() - 120;
        var high = whole >> shift + 67 << 67;
        var low = (whole >> shift) - high;
        return new(Math.ScaleB((double)high, -120), Math.ScaleB((double)low, -120), shift + 120 - Bits);
    }

    private static BigInteger ArctanOfInverse(int k)
    {
        var power = (BigInteger.One << Bits + 64) / k;
        var sum = power;
        for (var n = 3; !power.IsZero; n += 2)
        {
            power /= -k * k;
            sum += power / n;
        }

        return sum;
    }
}
