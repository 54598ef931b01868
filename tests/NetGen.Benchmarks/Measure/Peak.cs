using System.Diagnostics;
using System.Runtime.CompilerServices;
using NetGen.Lanes;

namespace NetGen.Benchmarks.Measure;

/// <summary>
/// What the core's multiply-add units reach at this moment: chains of multiply-adds that do not wait for each other, and
/// no memory. The clock of a shared machine drifts, so this is measured again beside everything it is compared with.
/// </summary>
internal static class Peak
{
    private const int Chains = 12;
    private const long Rounds = 20_000;

    // Kept, so that the chains are computed.
    private static float _sink;

    /// <summary>10⁹ floating-point operations a second in vectors of some width.</summary>
    /// <param name="bits">512, 256 or 128.</param>
    public static double Gflops(int bits) => bits switch
    {
        512 => Gflops<Lanes512<float>>(),
        256 => Gflops<Lanes256<float>>(),
        128 => Gflops<Lanes128<float>>(),
        _ => Gflops<Lanes1<float>>(),
    };

    private static double Gflops<V>()
        where V : struct, ILanes<V, float>
    {
        long start = Stopwatch.GetTimestamp();
        V sum = Run<V>(Rounds);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        V.StorePartial(sum, ref _sink, 0, 1);
        return 2.0 * Chains * V.Count * Rounds / seconds * 1e-9;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static V Run<V>(long rounds)
        where V : struct, ILanes<V, float>
    {
        V a = V.One;
        V b = V.Broadcast(1e-9f);
        V c0 = a, c1 = a, c2 = a, c3 = a, c4 = a, c5 = a, c6 = a, c7 = a, c8 = a, c9 = a, c10 = a, c11 = a;
        for (long i = 0; i < rounds; i++)
        {
            c0 = V.MultiplyAdd(a, b, c0);
            c1 = V.MultiplyAdd(a, b, c1);
            c2 = V.MultiplyAdd(a, b, c2);
            c3 = V.MultiplyAdd(a, b, c3);
            c4 = V.MultiplyAdd(a, b, c4);
            c5 = V.MultiplyAdd(a, b, c5);
            c6 = V.MultiplyAdd(a, b, c6);
            c7 = V.MultiplyAdd(a, b, c7);
            c8 = V.MultiplyAdd(a, b, c8);
            c9 = V.MultiplyAdd(a, b, c9);
            c10 = V.MultiplyAdd(a, b, c10);
            c11 = V.MultiplyAdd(a, b, c11);
        }

        return c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11;
    }
}
