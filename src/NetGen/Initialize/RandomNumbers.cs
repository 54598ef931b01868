using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>
/// A stream of random numbers: xoshiro256** seeded by splitmix64 (Blackman and Vigna, 2021). It uses only operations
/// that IEEE 754 rounds exactly, so that a seed gives the same bits on every platform.
/// </summary>
internal struct RandomNumbers
{
    private ulong _a, _b, _c, _d;
    private double _spare;
    private bool _hasSpare;

    /// <summary>Streams of one seed and different numbers are independent.</summary>
    public RandomNumbers(ulong seed, ulong stream = 0)
    {
        ulong state = Mix(seed) + (0x9E3779B97F4A7C15UL * (4 * stream));
        _a = Mix(state += 0x9E3779B97F4A7C15UL);
        _b = Mix(state += 0x9E3779B97F4A7C15UL);
        _c = Mix(state += 0x9E3779B97F4A7C15UL);
        _d = Mix(state + 0x9E3779B97F4A7C15UL);
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        ulong result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        ulong shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A uniform integer in 0 … bound − 1 (Lemire, 2019).</summary>
    public int Below(int bound)
    {
        ulong product = (Next() >> 32) * (ulong)bound;
        if ((uint)product < (uint)bound)
        {
            uint threshold = (uint)-bound % (uint)bound;
            while ((uint)product < threshold)
            {
                product = (Next() >> 32) * (ulong)bound;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>A uniform number in [0, 1), of 53 bits.</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number from the standard normal distribution, by the polar method (Marsaglia and Bray, 1964).</summary>
    public double Normal()
    {
        if (_hasSpare)
        {
            _hasSpare = false;
            return _spare;
        }

        while (true)
        {
            double x = (2 * Uniform()) - 1;
            double y = (2 * Uniform()) - 1;
            double square = (x * x) + (y * y);
            if (square is > 0 and < 1)
            {
                double scale = Math.Sqrt(-2 * Log(square) / square);
                _spare = y * scale;
                _hasSpare = true;
                return x * scale;
            }
        }
    }

    /// <summary>Puts items into a random order (Fisher and Yates, 1938; Durstenfeld, 1964).</summary>
    public void Shuffle(Span<int> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = Below(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    /// <summary>
    /// log x of a normal number x &gt; 0: the system's differs from platform to platform. With x = m·2ᵉ and
    /// s = (m − 1)/(m + 1), log m = 2·(s + s³/3 + s⁵/5 + …), where |s| ≤ 0.172.
    /// </summary>
    internal static double Log(double x)
    {
        int exponent = Math.ILogB(x);
        double mantissa = Math.ScaleB(x, -exponent);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        double s = (mantissa - 1) / (mantissa + 1);
        double square = s * s;
        double sum = 0;
        for (int k = 23; k >= 1; k -= 2)
        {
            sum = (sum * square) + (1.0 / k);
        }

        return (2 * s * sum) + (exponent * 0.6931471805599453);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
