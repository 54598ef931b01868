using BenchmarkDotNet.Attributes;
using NetGen.Benchmarks.Measure;

namespace NetGen.Benchmarks.Rows;

/// <summary>Every row as a benchmark; the columns turn the time of many operations into that of one.</summary>
public class RowBenchmark
{
    private Work _work = null!;

    /// <summary>The rows that were asked for.</summary>
    public static IReadOnlyList<string> Names { get; set; } = [];

    /// <summary>The row.</summary>
    [ParamsSource(nameof(Names))]
    public string Row { get; set; } = "";

    /// <summary>The peak before and after each row.</summary>
    internal static Dictionary<string, List<double>> Peaks { get; } = [];

    /// <summary>How many operations one run of a row does.</summary>
    internal static Dictionary<string, int> Operations { get; } = [];

    /// <summary>Makes the network and its data, and checks what it computes.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        Row row = Catalogue.All.Single(row => row.Name == Row);
        _work = row.Prepare();
        Check check = _work.Check();
        if (!check.Passed)
        {
            throw new InvalidOperationException($"{Row} computes something else than it should: {check.Text}.");
        }

        Operations[Row] = _work.Operations;
        MeasurePeak();
    }

    /// <summary>The row's work.</summary>
    [Benchmark]
    public void Run() => _work.Run();

    /// <summary>Measures the peak once more.</summary>
    [GlobalCleanup]
    public void MeasurePeak()
    {
        if (!Peaks.TryGetValue(Row, out List<double>? peaks))
        {
            Peaks[Row] = peaks = [];
        }

        peaks.Add(Enumerable.Range(0, 15).Max(_ => Peak.Gflops(Lanes.Lanes.Bits)));
    }
}
