using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace NetGen.Testing.Tests;

/// <summary>Random networks as a property-based test of anybody's takes them.</summary>
public class NetworkArbitrariesTests
{
    [Fact]
    public void A_network_describes_itself() =>
        Prop.ForAll(
                NetworkArbitraries.Networks(),
                network => network.Info.ParameterCount == network.Info.Parameters.Sum(parameter => parameter.Length)
                    && network.Source.Contains("public sealed partial class RandomNetwork;", StringComparison.Ordinal)
                    && network.Info.Layers.Length > 0)
            .Check(Quick);

    [Fact]
    public void A_property_that_fails_prints_the_smallest_network_as_source()
    {
        Property property = Prop.ForAll(
            NetworkArbitraries.Networks(), network => !network.Layers.Any(layer => layer.Kind == "Dense"));
        var error = Assert.ThrowsAny<Exception>(() => property.Check(Quick.WithMaxTest(500)));
        string shrunk = error.Message[error.Message.IndexOf("Shrunk", StringComparison.Ordinal)..];
        Assert.Contains("[Network(1)]\n[Dense(1)]\n", shrunk, StringComparison.Ordinal);
        Assert.Contains("public sealed partial class RandomNetwork;", shrunk, StringComparison.Ordinal);
    }

    [Fact]
    public void A_seed_gives_one_network_and_its_size_bounds_it()
    {
        Assert.Equal(NetworkArbitraries.Network(5).Source, NetworkArbitraries.Network(5).Source);
        Assert.NotEqual(NetworkArbitraries.Network(5).Source, NetworkArbitraries.Network(6).Source);
        Assert.Throws<ArgumentOutOfRangeException>(() => NetworkArbitraries.Network(5, -1));
        double Layers(int size) => Enumerable.Range(0, 100).Average(seed => NetworkArbitraries.Network(seed, size).Layers.Length);
        Assert.True(Layers(100) > 1.5 * Layers(1));
    }

    internal static Config Quick => Config.QuickThrowOnFailure.WithMaxTest(50).WithReplay(2026, 1);
}
