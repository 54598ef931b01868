using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Lanes;

namespace NetGen.Tests.Vectors;

/// <summary>A function of the lanes: on vectors, and by two references.</summary>
internal interface IFunction
{
    /// <summary>What is tested.</summary>
    static abstract V On<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>To about 1e-15: what single precision is compared with.</summary>
    static abstract double Reference(double x);

    /// <summary>To about 100 bits: what double precision is compared with.</summary>
    static abstract Extended Exact(double x);
}

/// <summary>One row of the table of functions.</summary>
/// <param name="Name">Its name in <see cref="ILanes{TSelf, T}"/>.</param>
/// <param name="Single">Applies it to numbers in single precision, on lanes of 512, 256, 128 or 0 bits.</param>
/// <param name="Double">The same in double precision.</param>
/// <param name="Reference">Its value in double.</param>
/// <param name="Exact">Its value in about 100 bits.</param>
internal sealed record Function(
    string Name,
    Action<int, float[], float[]> Single,
    Action<int, double[], double[]> Double,
    Func<double, double> Reference,
    Func<double, Extended> Exact
)
{
    public static IReadOnlyList<Function> All { get; } =
        [Of<Exp>(), Of<Expm1>(), Of<Log>(), Of<Tanh>(), Of<Sigmoid>(), Of<Softplus>(), Of<Erf>(), Of<Sin>(), Of<Cos>()];

    public static Function Named(string name) => All.Single(function => function.Name == name);

    /// <summary>How far a single-precision result is from the exact one, in units of its last place.</summary>
    public static double Ulps(float result, double exact)
    {
        if (double.IsNaN(exact) || float.IsNaN(result))
        {
            return double.IsNaN(exact) && float.IsNaN(result) ? 0 : double.PositiveInfinity;
        }

        if (float.IsInfinity(result))
        {
            return Math.Abs(exact) >= 3.4028235677973366e38 && Math.Sign(exact) == Math.Sign(result) ? 0 : double.PositiveInfinity;
        }

        var place = exact == 0 ? -149 : Math.Max(Math.ILogB(exact), -126) - 23;
        return Math.ScaleB(Math.Abs(result - exact), -place);
    }

    public override string ToString() => Name;

    private static Function Of<F>()
        where F : IFunction => new(typeof(F).Name, Map<F, float>, Map<F, double>, F.Reference, F.Exact);

    private static void Map<F, T>(int bits, T[] x, T[] y)
        where F : IFunction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (bits)
        {
            case 512:
                Map<F, Lanes512<T>, T>(x.Length, ref x[0], ref y[0]);
                break;
            case 256:
                Map<F, Lanes256<T>, T>(x.Length, ref x[0], ref y[0]);
                break;
            case 128:
                Map<F, Lanes128<T>, T>(x.Length, ref x[0], ref y[0]);
                break;
            default:
                Map<F, Lanes1<T>, T>(x.Length, ref x[0], ref y[0]);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map<F, V, T>(nint count, ref T x, ref T y)
        where F : IFunction
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint i = 0;
        for (; i + V.Count <= count; i += V.Count)
        {
            V.Store(F.On<V, T>(V.Load(ref x, i)), ref y, i);
        }

        if (i < count)
        {
            V.StorePartial(F.On<V, T>(V.LoadPartial(ref x, i, count - i)), ref y, i, count - i);
        }
    }

    private readonly struct Exp : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V On<V, T>(V x)
            where V : struct, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Exp(x);

        public static double Reference(double x) => Math.Exp(x);

        public static Extended Exact(double x) => Extended.Exp(x);
    }

    private readonly struct Expm1 : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V On<V, T>(V x)
            where V : struct, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Expm1(x);

        // tanh does not cancel: eˣ − 1 = 2t / (1 − t) with t = tanh(x/2)
        public static double Reference(double x) =>
            Math.Abs(x) > 1 ? Math.Exp(x) - 1 : 2 * Math.Tanh(x / 2) / (1 - Math.Tanh(x / 2));

        public static Extended Exact(double x) => Extended.Expm1(x);
    }

    private readonly struct Log : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V On<V, T>(V x)
            where V : struct, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Log(x);

        public static double Reference(double x) => Math.Log(x);

        public static Extended Exact(double x) => Extended.Log(x);
    }

    private readonly struct Tanh : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V On<V, T>(V x)
            where V : struct, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Tanh(x);

        public static double Reference(double x) => Math.Tanh(x);

        public static Extended Exact(double x) => Extended.Tanh(x);
    }

    private readonly struct Sigmoid : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V On<V, T>(V x)
            where V : struct, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Sigmoid(x);

        public static double Reference(double x) => 1 / (1 + Math.Exp(-x));

        public static Extended Exact(double x) => Extended.Sigmoid(x);
    }

    private readonly struct Softplus : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V On<V, T>(V x)
            where V : struct, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Softplus(x);

        // log(1 + e) = 2 artanh(e / (2 + e)) does not cancel
        public static double Reference(double x)
        {
            var e = Math.Exp(-Math.Abs(x));
            return Math.Max(x, 0) + 2 * Math.Atanh(e / (2 + e));
        }

        public static Extended Exact(double x) => Extended.Softplus(x);
    }

    private readonly struct Erf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V On<V, T>(V x)
            where V : struct, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Erf(x);

        public static double Reference(double x)
        {
            if (!(Math.Abs(x) < 6))
            {
                return double.IsNaN(x) ? x : Math.Sign(x);
            }

            double term = x, sum = x;
            for (var k = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); k++)
            {
                term *= 2 * x * x / (2 * k + 1);
                sum += term;
            }

            return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
        }

        public static Extended Exact(double x) => Extended.Erf(x);
    }

    private readonly struct Sin : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V On<V, T>(V x)
            where V : struct, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Sin(x);

        public static double Reference(double x) => Math.Sin(x);

        public static Extended Exact(double x) => Angles.Sin(x);
    }

    private readonly struct Cos : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V On<V, T>(V x)
            where V : struct, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Cos(x);

        public static double Reference(double x) => Math.Cos(x);

        public static Extended Exact(double x) => Angles.Cos(x);
    }
}
