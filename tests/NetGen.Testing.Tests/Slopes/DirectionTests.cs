using Xunit;

namespace NetGen.Testing.Tests;

public class DirectionTests
{
    /// <summary>A plain sum of these is off by a million roundings of a term, LeNet-5's gradient by enough to fail.</summary>
    [Fact]
    public void Long_sums_lose_nothing()
    {
        Direction direction = new(1, [.. Enumerable.Repeat(0.1, 100_000)]);
        double[] gradient = [7, .. Enumerable.Repeat(1.0, 100_000)];
        Assert.Equal(10_000, direction.Along(gradient), 1e-11);
    }
}
