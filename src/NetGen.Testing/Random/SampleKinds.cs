using System.Numerics;

namespace NetGen.Testing;

/// <summary>What kinds of numbers random samples hold; each tensor draws one of those allowed.</summary>
[Flags]
public enum SampleKinds
{
    /// <summary>Numbers of about ±1, and weights that keep them so.</summary>
    Ordinary = 1,

    /// <summary>Ordinary numbers, of which about half are 0, of either sign.</summary>
    Zeros = 2,

    /// <summary>−1, −½, 0, ½ and 1: many numbers are equal.</summary>
    Ties = 4,

    /// <summary>Numbers below the smallest normal one, as well as ordinary ones.</summary>
    Denormal = 8,

    /// <summary>Numbers of about ±100, which saturate sigmoids and their kin.</summary>
    Saturating = 16,

    /// <summary>Numbers of about 1e30 and 1e−30, of either sign, whose products leave single precision.</summary>
    Extreme = 32,

    /// <summary>Those on which exact and rounded arithmetic agree: none that overflow or saturate.</summary>
    Tame = Ordinary | Zeros | Ties | Denormal,

    /// <summary>All of them.</summary>
    All = Tame | Saturating | Extreme,
}

/// <summary>Numbers of a kind.</summary>
internal static class Numbers
{
    private static readonly SampleKinds[] Single =
        [SampleKinds.Ordinary, SampleKinds.Zeros, SampleKinds.Ties, SampleKinds.Denormal, SampleKinds.Saturating, SampleKinds.Extreme];

    /// <summary>One of the kinds allowed: ordinary numbers half of the time, if they are.</summary>
    public static SampleKinds Pick(Random random, SampleKinds kinds)
    {
        SampleKinds[] allowed = [.. Single.Where(kind => kinds.HasFlag(kind))];
        return kinds.HasFlag(SampleKinds.Ordinary) && random.Chance(0.5) ? SampleKinds.Ordinary : random.Pick(allowed);
    }

    /// <summary>A number of that kind, of about ±size where it is ordinary, rounded to single precision.</summary>
    public static T Draw<T>(Random random, SampleKinds kind, double size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double symmetric = (2 * random.NextDouble()) - 1;

        return kind switch
        {
            SampleKinds.Zeros when random.Chance(0.5) => random.Chance(0.5) ? T.Zero : T.NegativeZero,
            SampleKinds.Ties => Rounded<T>(random.Next(-2, 3) / 2.0),
            SampleKinds.Denormal when random.Chance(0.5) => T.Epsilon * T.CreateTruncating(random.Next(-1000, 1001)),
            SampleKinds.Saturating => Rounded<T>(100 * symmetric),
            SampleKinds.Extreme => Rounded<T>(symmetric * (random.Chance(0.5) ? 1e30 : 1e-30)),
            _ => Rounded<T>(size * symmetric),
        };
    }

    /// <summary>The same number in single and in double precision.</summary>
    public static T Rounded<T>(double value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        T.CreateTruncating((float)value);
}
