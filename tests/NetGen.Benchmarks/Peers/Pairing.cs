using NetGen.Benchmarks.Measure;
using NetGen.Benchmarks.Rows;

namespace NetGen.Benchmarks.Peers;

/// <summary>A peer's time in one round, and NetGen's right after it.</summary>
internal sealed record Pairing(Row Row, string Peer, int Round, double Seconds, Reading NetGen)
{
    /// <summary>How many times as long the peer takes.</summary>
    public double Ratio => Seconds / NetGen.Seconds;
}
