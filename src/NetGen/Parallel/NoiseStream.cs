namespace NetGen;

/// <summary>
/// Which shard of a batch this thread computes: noise is a function of the place in the shard, and each shard's differs.
/// </summary>
internal static class NoiseStream
{
    [ThreadStatic]
    private static int current;

    /// <summary>The shard's number; 0 where a batch is whole.</summary>
    public static int Current
    {
        set => current = value;
    }

    /// <summary>What is added to the seed of the noise: nothing for the first shard.</summary>
    public static ulong Offset => (ulong)current * 0xD1B54A32D192ED03UL;
}
