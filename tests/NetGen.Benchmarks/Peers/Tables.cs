using System.Globalization;
using NetGen.Benchmarks.Measure;
using NetGen.Benchmarks.Rows;

namespace NetGen.Benchmarks.Peers;

/// <summary>What a comparison found, as markdown.</summary>
internal sealed class Tables(
    IReadOnlyList<Row> rows,
    IReadOnlyDictionary<Row, List<Reading>> readings,
    IReadOnlyDictionary<Row, Check> checks,
    IReadOnlyList<Pairing> pairings,
    int rounds)
{
    private const string Reference = "pytorch";

    public void Print()
    {
        Console.WriteLine(Machine.Description);
        Console.WriteLine($"Peak in multiply-adds, GFLOP/s: {Peaks()}. {rounds} rounds; times and ratios are medians, and in brackets stand the rounds' ratios.");
        Console.WriteLine("A ratio is the peer's time over NetGen's: beyond 1 NetGen is faster.");
        Console.WriteLine();
        Console.WriteLine("| row | NetGen | GFLOP/s | of peak | bytes | best peer | | ratio | PyTorch | ratio | check |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (Row row in rows.Where(readings.ContainsKey))
        {
            Console.WriteLine(Line(row));
        }

        Console.WriteLine();
        Console.WriteLine("| row | every peer, from the fastest on: time, ratio |");
        Console.WriteLine("|---|---|");
        foreach (Row row in rows.Where(row => Peers(row).Count > 0))
        {
            Console.WriteLine($"| {row.Name} | {string.Join("; ", Peers(row).Select(peer => $"{peer.Name} {Quantity.Time(peer.Seconds)} {Quantity.Digits(peer.Ratio)}"))} |");
        }
    }

    private static string Peaks() =>
        string.Join(", ", new[] { 512, 256, 128 }.Where(bits => bits <= Lanes.Lanes.Bits).Select(bits =>
            $"{Quantity.Digits(Enumerable.Range(0, 15).Max(_ => Peak.Gflops(bits)))} in {bits} bits"));

    private string Line(Row row)
    {
        List<Reading> all = readings[row];
        List<PeerTimes> peers = Peers(row);
        PeerTimes? best = peers.FirstOrDefault(peer => !peer.Name.StartsWith(Reference, StringComparison.Ordinal));
        PeerTimes? torch = peers.FirstOrDefault(peer => peer.Name.StartsWith(Reference, StringComparison.Ordinal));
        Check check = checks[row];
        return string.Join(
            " | ",
            [
                $"| {row.Name}",
                $"{Quantity.Time(Median.Of(all.Select(reading => reading.Seconds)))} a {row.Operation}",
                Quantity.Digits(Median.Of(all.Select(reading => reading.Gflops))),
                Quantity.Percent(Median.Of(all.Select(reading => reading.Share))),
                Quantity.Digits(all.Max(reading => reading.Bytes)),
                best?.Name ?? "",
                best is null ? "" : Quantity.Time(best.Seconds),
                best?.Rounds ?? "",
                torch is null ? "" : Quantity.Time(torch.Seconds),
                torch?.Rounds ?? "",
                (check.Passed ? "" : "WRONG: ") + check.Text + " |",
            ]);
    }

    /// <summary>The peers of a row, the fastest first: by ratio, for the clock drifts.</summary>
    private List<PeerTimes> Peers(Row row) =>
        [.. pairings.Where(pairing => pairing.Row == row)
            .GroupBy(pairing => pairing.Peer)
            .Select(peer => new PeerTimes(peer.Key, [.. peer]))
            .OrderBy(peer => peer.Ratio)];

    private sealed record PeerTimes(string Name, IReadOnlyList<Pairing> All)
    {
        public double Seconds => Median.Of(All.Select(pairing => pairing.Seconds));

        public double Ratio => Median.Of(All.Select(pairing => pairing.Ratio));

        public string Rounds =>
            $"**{Quantity.Digits(Ratio)}** ({string.Join(' ', All.OrderBy(pairing => pairing.Round).Select(pairing => pairing.Ratio.ToString("0.00", CultureInfo.InvariantCulture)))})";
    }
}
