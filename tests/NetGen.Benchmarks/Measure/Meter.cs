using System.Diagnostics;
using NetGen.Benchmarks.Rows;
using NetGen.Lanes;

namespace NetGen.Benchmarks.Measure;

/// <summary>Measures rows: short stretches of work, and the core's peak between them.</summary>
internal sealed class Meter
{
    private const double WarmUpSeconds = 0.3;
    private const double StretchSeconds = 0.001;
    private const int LeastRuns = 60;

    private readonly Work _work;
    private readonly double _flops;
    private readonly int _runs;

    /// <summary>Warms a row up: its code is compiled to the end, its memory is there.</summary>
    public Meter(Row row, Work work)
    {
        _work = work;
        _flops = row.Flops;
        long start = Stopwatch.GetTimestamp();
        int runs = 0;
        double seconds;
        do
        {
            work.Run();
            runs++;
            seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        while (seconds < WarmUpSeconds || (runs < LeastRuns && seconds < 4 * WarmUpSeconds));
        _runs = Math.Max(1, (int)(StretchSeconds * runs / seconds));
    }

    /// <summary>Medians over stretches, each beside the peak of its moment.</summary>
    public Reading Read(int stretches)
    {
        var seconds = new double[stretches];
        var shares = new double[stretches];
        var peaks = new double[stretches];
        long bytes = 0;
        for (int n = 0; n < stretches; n++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            for (int run = 0; run < _runs; run++)
            {
                _work.Run();
            }

            seconds[n] = Stopwatch.GetElapsedTime(start).TotalSeconds / _runs / _work.Operations;
            bytes += GC.GetAllocatedBytesForCurrentThread() - before;
            peaks[n] = Peak.Gflops(Lanes.Lanes.Bits);
            shares[n] = _flops / seconds[n] * 1e-9 / peaks[n];
        }

        return new(
            Median.Of(seconds), Median.Of(shares), Median.Of(peaks), _flops, (double)bytes / stretches / _runs / _work.Operations);
    }
}

/// <summary>What a row reached.</summary>
/// <param name="Seconds">Of one operation.</param>
/// <param name="Share">The part of the core's peak.</param>
/// <param name="PeakGflops">That peak.</param>
/// <param name="Flops">Floating-point operations of one operation.</param>
/// <param name="Bytes">Allocated in one operation.</param>
internal sealed record Reading(double Seconds, double Share, double PeakGflops, double Flops, double Bytes)
{
    /// <summary>10⁹ floating-point operations a second.</summary>
    public double Gflops => Flops / Seconds * 1e-9;
}

/// <summary>The middle of some numbers.</summary>
internal static class Median
{
    public static double Of(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return sorted.Length == 0
            ? double.NaN
            : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
