namespace NetGen;

/// <summary>
/// A batch cut into parts that threads compute apart. Where it is cut depends on the network and on the number of
/// samples, never on the number of threads: so the results are the same bits on any number of them.
/// </summary>
internal readonly record struct Shards
{
    /// <summary>The most parts of a batch: each needs a gradient of its own.</summary>
    public const int Most = 16;

    // About 20 µs: handing over a part takes a few.
    private const double MultiplyAdds = 500_000;

    // A part's gradient is written and added up: little beside so many multiply-adds with each parameter.
    private const double MultiplyAddsPerParameter = 64;

    // As many as the widest vector holds, so that no part but the last ends within one.
    private const int Lanes = 16;

    private readonly int _samples;
    private readonly int _size;

    /// <summary>Cuts a batch of one sample or more.</summary>
    /// <param name="samples">Its samples.</param>
    /// <param name="least">What <see cref="Least"/> gives for the network.</param>
    public Shards(int samples, int least)
    {
        int parts = Math.Clamp(samples / least, 1, Most);
        _samples = samples;
        _size = (int)Math.Min(RoundUp(((samples - 1) / parts) + 1), samples);
    }

    /// <summary>The number of parts.</summary>
    public int Count => ((_samples - 1) / _size) + 1;

    /// <summary>The samples that a part of a batch must have to be worth one; all where samples share statistics.</summary>
    public static int Least(NetworkInfo info)
    {
        if (info.StateCount > 0)
        {
            return int.MaxValue;
        }

        double work = info.Layers.Sum(layer => (double)Math.Max(layer.MultiplyAdds, 1));
        double samples = Math.Max(MultiplyAdds, MultiplyAddsPerParameter * info.ParameterCount) / Math.Max(work, 1);
        return (int)Math.Min(RoundUp((long)samples), int.MaxValue);
    }

    /// <summary>The first sample of a part.</summary>
    public int First(int part) => part * _size;

    /// <summary>The number of samples of a part.</summary>
    public int Length(int part) => Math.Min(_size, _samples - First(part));

    /// <summary>What a part's mean counts in the mean of the batch.</summary>
    public double Weight(int part) => (double)Length(part) / _samples;

    private static long RoundUp(long samples) => Math.Max((samples + Lanes - 1) / Lanes, 1) * Lanes;
}
