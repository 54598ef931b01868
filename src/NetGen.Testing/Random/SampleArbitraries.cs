using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace NetGen.Testing;

/// <summary>Random parameters and data of a network, for property-based tests with FsCheck.</summary>
public static class SampleArbitraries
{
    /// <summary>Samples of a network in single precision, which shrink to fewer samples and plainer numbers.</summary>
    /// <typeparam name="TNetwork">A class with <c>[Network]</c>.</typeparam>
    /// <param name="kinds">The numbers they hold.</param>
    /// <param name="most">The most samples in a batch.</param>
    /// <returns>Batches of 1 to <paramref name="most"/> samples, often about as many as a vector holds.</returns>
    /// <exception cref="ArgumentException">No kind of numbers, or less than one sample.</exception>
    public static Arbitrary<NetworkSamples<float>> Of<TNetwork>(SampleKinds kinds = SampleKinds.Tame, int most = 35)
        where TNetwork : INetwork<TNetwork, float> =>
        Of<TNetwork, float>(kinds, most);

    /// <summary>Samples of a network of either precision, which shrink to fewer samples and plainer numbers.</summary>
    /// <typeparam name="TNetwork">A class with <c>[Network]</c>.</typeparam>
    /// <typeparam name="T">Its numbers.</typeparam>
    /// <param name="kinds">The numbers they hold.</param>
    /// <param name="most">The most samples in a batch.</param>
    /// <returns>Batches of 1 to <paramref name="most"/> samples, often about as many as a vector holds.</returns>
    /// <exception cref="ArgumentException">No kind of numbers, or less than one sample.</exception>
    public static Arbitrary<NetworkSamples<T>> Of<TNetwork, T>(SampleKinds kinds = SampleKinds.Tame, int most = 35)
        where TNetwork : INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Of<T>(TNetwork.Info, kinds, most);

    /// <summary>Samples of any network by its description.</summary>
    /// <typeparam name="T">Its numbers.</typeparam>
    /// <param name="network">The network's <c>Info</c>, or that of a <see cref="NetworkDeclaration"/>.</param>
    /// <param name="kinds">The numbers they hold.</param>
    /// <param name="most">The most samples in a batch.</param>
    /// <returns>Batches of 1 to <paramref name="most"/> samples, often about as many as a vector holds.</returns>
    /// <exception cref="ArgumentException">No kind of numbers, or less than one sample.</exception>
    public static Arbitrary<NetworkSamples<T>> Of<T>(NetworkInfo network, SampleKinds kinds = SampleKinds.Tame, int most = 35)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if ((kinds & SampleKinds.All) == 0)
        {
            throw new ArgumentException($"Samples hold at least one of {SampleKinds.All}; got {kinds}.", nameof(kinds));
        }

        return Arb.From(
            Gen.Choose(int.MinValue, int.MaxValue).Select(seed =>
            {
                var random = new Random(seed);
                return SampleDraws.Draw<T>(network, Math.Min(most, random.Width()), kinds, random);
            }),
            SampleShrinker.Shrink);
    }

    /// <summary>The samples of a seed: the same on every machine.</summary>
    /// <typeparam name="T">The network's numbers.</typeparam>
    /// <param name="network">The network's <c>Info</c>, or that of a <see cref="NetworkDeclaration"/>.</param>
    /// <param name="count">How many samples, at least 1.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="kinds">The numbers they hold.</param>
    /// <returns>The batch.</returns>
    public static NetworkSamples<T> Draw<T>(NetworkInfo network, int count, int seed, SampleKinds kinds = SampleKinds.Ordinary)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return SampleDraws.Draw<T>(network, count, kinds, new Random(seed));
    }
}
