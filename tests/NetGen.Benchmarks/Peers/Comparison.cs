using NetGen.Benchmarks.Measure;
using NetGen.Benchmarks.Rows;

namespace NetGen.Benchmarks.Peers;

/// <summary>NetGen and the installed peers in one run: in every round each row of each peer, and NetGen's right after it.</summary>
internal sealed class Comparison
{
    private const int Stretches = 9;

    private readonly IReadOnlyList<Row> _rows;
    private readonly Dictionary<Row, Meter> _meters = [];
    private readonly Dictionary<Row, List<Reading>> _readings = [];
    private readonly Dictionary<Row, Check> _checks = [];
    private readonly List<Pairing> _pairings = [];

    private Comparison(IReadOnlyList<Row> rows) => _rows = rows;

    /// <summary>Runs it and prints the tables.</summary>
    /// <returns>0 if all of NetGen's rows compute what they should.</returns>
    public static int Run(string folder, int rounds, IReadOnlyList<string> groups, IReadOnlyList<Row> rows)
    {
        Machine.Settle();
        var comparison = new Comparison(rows);
        var programs = new PeerPrograms(folder);
        for (int round = 1; round <= rounds; round++)
        {
            foreach (string group in groups.Where(group => rows.Any(row => Knows(group, row))))
            {
                Console.Error.WriteLine($"round {round} of {rounds}: {group}");
                programs.Run(group, peer => comparison.Pair(peer, round));
            }

            // Rows that no peer has.
            foreach (Row row in rows.Where(row => comparison.Rounds(row) < round))
            {
                comparison.Read(row);
            }
        }

        new Tables(rows, comparison._readings, comparison._checks, comparison._pairings, rounds).Print();
        return comparison._checks.Values.All(check => check.Passed) ? 0 : 1;
    }

    private static bool Knows(string group, Row row) =>
        PeerPrograms.Groups[group].Any(prefix => row.Workload.StartsWith(prefix, StringComparison.Ordinal));

    private int Rounds(Row row) => _readings.TryGetValue(row, out List<Reading>? readings) ? readings.Count : 0;

    private void Pair(PeerRow peer, int round)
    {
        if (_rows.FirstOrDefault(row => row.Workload == peer.Workload) is { } row)
        {
            _pairings.Add(new(row, peer.Peer, round, peer.Seconds, Read(row)));
        }
    }

    private Reading Read(Row row)
    {
        if (!_meters.TryGetValue(row, out Meter? meter))
        {
            Work work = row.Prepare();
            _checks[row] = work.Check();
            _meters[row] = meter = new(row, work);
            _readings[row] = [];
        }

        Reading reading = meter.Read(Stretches);
        _readings[row].Add(reading);
        return reading;
    }
}
