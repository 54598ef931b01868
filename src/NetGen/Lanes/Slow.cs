using System.Numerics;

namespace NetGen.Lanes;

internal static class Slow
{
    public static V Map<V, T>(V a, Func<double, double> f)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> lanes = stackalloc T[16];
        V.Store(a, ref lanes[0], 0);
        for (var i = 0; i < V.Count; i++)
        {
            lanes[i] = T.CreateTruncating(f(double.CreateTruncating(lanes[i])));
        }

        return V.Load(ref lanes[0], 0);
    }
}

internal static class Exponential
{
    public static V Exp<V, T>(V a) where V : struct, IBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => Slow.Map<V, T>(a, Math.Exp);
    public static V Expm1<V, T>(V a) where V : struct, IBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => Slow.Map<V, T>(a, x => Math.Abs(x) < 1e-5 ? x + x * x / 2 : Math.Exp(x) - 1);
    public static V Tanh<V, T>(V a) where V : struct, IBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => Slow.Map<V, T>(a, Math.Tanh);
    public static V Sigmoid<V, T>(V a) where V : struct, IBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => Slow.Map<V, T>(a, x => 1 / (1 + Math.Exp(-x)));
    public static V Scale<V, T>(V a, V n) where V : struct, IBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => a * Slow.Map<V, T>(n, x => Math.Pow(2, x));
}

internal static class Logarithm
{
    public static V Log<V, T>(V a) where V : struct, IBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => Slow.Map<V, T>(a, Math.Log);
    public static V Softplus<V, T>(V a) where V : struct, IBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Slow.Map<V, T>(a, x => Math.Max(x, 0) + (Math.Exp(-Math.Abs(x)) is var e && e < 1e-5 ? e - e * e / 2 : Math.Log(1 + Math.Exp(-Math.Abs(x)))));
}

internal static class ErrorFunction
{
    public static V Erf<V, T>(V a) where V : struct, IBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => Slow.Map<V, T>(a, Series);

    private static double Series(double x)
    {
        if (Math.Abs(x) > 6 || double.IsNaN(x))
        {
            return double.IsNaN(x) ? x : Math.Sign(x);
        }

        double term = x, sum = x;
        for (var k = 1; k < 200; k++)
        {
            term *= 2 * x * x / (2 * k + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}

internal static class SplitMix
{
    public static V Uniform<V, T>(V a, V b, V c)
        where V : struct, IBits<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> x = stackalloc T[48];
        V.Store(a, ref x[0], 0);
        V.Store(b, ref x[16], 0);
        V.Store(c, ref x[32], 0);
        for (var i = 0; i < V.Count; i++)
        {
            x[i] = T.CreateTruncating(Number(double.CreateTruncating(x[i]), double.CreateTruncating(x[16 + i]), double.CreateTruncating(x[32 + i])));
        }

        return V.Load(ref x[0], 0);
    }

    private static double Number(double a, double b, double c)
    {
        var z = 0x9E3779B97F4A7C15UL;
        z = Mix(z, a);
        z = Mix(z, b);
        z = Mix(z, c);
        return (z >> 40) / (double)(1UL << 24);
    }

    private static ulong Mix(ulong z, double a)
    {
        z += (ulong)(long)a * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
