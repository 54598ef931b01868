using NetGen.Benchmarks.Rows;

namespace NetGen.Benchmarks.Measure;

/// <summary>NetGen's rows by themselves, in seconds: what to look at while a schedule is being changed.</summary>
internal static class Alone
{
    private const int Rounds = 3;
    private const int Stretches = 15;

    public static int Run(IReadOnlyList<Row> rows)
    {
        Machine.Settle();
        Console.WriteLine(Machine.Description);
        Console.WriteLine();
        Console.WriteLine("| row | time | GFLOP/s | of peak | peak, GFLOP/s | bytes | check |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        bool passed = true;
        foreach (Row row in rows)
        {
            Work work = row.Prepare();
            Check check = work.Check();
            passed &= check.Passed;
            var meter = new Meter(row, work);
            Reading best = Enumerable.Range(0, Rounds).Select(_ => meter.Read(Stretches)).MinBy(reading => reading.Seconds)!;
            Console.WriteLine(
                $"| {row.Name} | {Quantity.Time(best.Seconds)} a {row.Operation} | {Quantity.Digits(best.Gflops)} | {Quantity.Percent(best.Share)} "
                + $"| {Quantity.Digits(best.PeakGflops)} | {Quantity.Digits(best.Bytes)} | {(check.Passed ? "" : "WRONG: ")}{check.Text} |");
        }

        return passed ? 0 : 1;
    }
}
