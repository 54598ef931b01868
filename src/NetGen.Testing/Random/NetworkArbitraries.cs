using FsCheck;
using FsCheck.Fluent;

namespace NetGen.Testing;

/// <summary>
/// Random networks for property-based tests with FsCheck: chains, images, sequences, tokens, branches and joins, several
/// inputs and losses, shared parameters, normalisation, noise and penalties, with sizes around those of vectors.
/// </summary>
/// <remarks>
/// Give this type to a property as its <c>Arbitrary</c>, or the members to <c>Prop.ForAll</c>. Whatever the compiler knows
/// is drawn, with arguments by its own rules, and what its inference takes is kept: every network compiles.
/// </remarks>
public static class NetworkArbitraries
{
    /// <summary>Networks, which shrink to fewer layers, smaller extents and fewer arguments.</summary>
    /// <returns>Networks; FsCheck's size, 1 to 100, says how large.</returns>
    public static Arbitrary<NetworkDeclaration> Networks() =>
        Arb.From(
            Gen.Sized(size => Gen.Choose(int.MinValue, int.MaxValue).Select(seed => Network(seed, size))),
            DeclarationShrinker.Shrink);

    /// <summary>The network of a seed: the same on every machine.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="size">From 1 to 100: how many layers there are, and how much they compute.</param>
    /// <returns>A network that compiles.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is less than 0.</exception>
    public static NetworkDeclaration Network(int seed, int size = 50)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var random = new Random(seed);
        return new Growth(random, size).Grow() with { Precision = random.Chance(0.5) ? Precision.Double : Precision.Single };
    }
}
