namespace NetGen.Testing;

/// <summary>Random numbers of one seed.</summary>
internal sealed class Chance(ulong seed, int stream = 0)
{
    private readonly Random _random = Random(seed, stream);

    /// <summary>The numbers of a stream for who draws them otherwise.</summary>
    public static Random Random(ulong seed, int stream) => new(HashCode(seed, stream));

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => _random.NextDouble();

    /// <summary>Uniform in ±size.</summary>
    public double Symmetric(double size = 1) => size * ((2 * _random.NextDouble()) - 1);

    /// <summary>0 … bound − 1</summary>
    public int Below(int bound) => _random.Next(bound);

    /// <summary>−1 or 1.</summary>
    public int Sign() => _random.Next(2) == 0 ? -1 : 1;

    /// <summary>Standard normal (Box and Muller, 1958).</summary>
    public double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    /// <summary>The same on every machine and in every run.</summary>
    private static int HashCode(ulong seed, int stream)
    {
        ulong mixed = (seed + ((ulong)stream * 0x9E3779B97F4A7C15UL)) * 0xBF58476D1CE4E5B9UL;
        return (int)(mixed >> 33);
    }
}
