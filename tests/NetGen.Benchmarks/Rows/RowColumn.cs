using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using NetGen.Benchmarks.Measure;

namespace NetGen.Benchmarks.Rows;

/// <summary>A column of a row's table, computed from the median of its time in nanoseconds.</summary>
internal sealed class RowColumn(string name, string legend, Func<Row, double, string> value) : IColumn
{
    /// <summary>Time, speed, share of the peak.</summary>
    public static IColumn[] All =>
    [
        new RowColumn("Time", "median of one operation", (row, ns) => $"{Quantity.Time(ns * 1e-9)} a {row.Operation}"),
        new RowColumn("GFLOP/s", "10⁹ floating-point operations a second", (row, ns) => Quantity.Digits(row.Flops / ns)),
        new RowColumn("Of peak", "share of the multiply-adds that the core could do just before and after", (row, ns) =>
            Quantity.Percent(row.Flops / ns / Median.Of(RowBenchmark.Peaks[row.Name]))),
    ];

    public string Id => name;

    public string ColumnName => name;

    public string Legend => legend;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        var name = (string)benchmarkCase.Parameters[nameof(RowBenchmark.Row)];
        double? median = summary[benchmarkCase]?.ResultStatistics?.Median;
        return median is { } ns
            ? value(Catalogue.All.Single(row => row.Name == name), ns / RowBenchmark.Operations[name])
            : "";
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;
}
