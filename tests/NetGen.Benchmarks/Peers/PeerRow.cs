using System.Globalization;

namespace NetGen.Benchmarks.Peers;

/// <summary>A line that a peer's program prints: workload, peer, value, unit, and what else it has to say.</summary>
internal sealed record PeerRow(string Workload, string Peer, double Seconds)
{
    /// <summary>Reads a line, or nothing if it is no time.</summary>
    public static PeerRow? Parse(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length >= 4
            && double.TryParse(words[2], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && Factor(words[3]) is { } factor
            ? new(words[0], words[1], value * factor)
            : null;
    }

    /// <summary>Seconds of a unit: "ns/call", "us/step", "ms".</summary>
    private static double? Factor(string unit) => unit.Split('/')[0] switch
    {
        "ns" => 1e-9,
        "us" => 1e-6,
        "ms" => 1e-3,
        "s" => 1,
        _ => null,
    };
}
