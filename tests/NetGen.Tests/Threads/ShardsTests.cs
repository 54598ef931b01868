using Xunit;

namespace NetGen.Tests.Threads;

public class ShardsTests
{
    [Theory]
    [InlineData(1, 16, new[] { 1 })]
    [InlineData(16, 16, new[] { 16 })]
    [InlineData(17, 16, new[] { 17 })]
    [InlineData(32, 16, new[] { 16, 16 })]
    [InlineData(33, 16, new[] { 32, 1 })]
    [InlineData(1000, 240, new[] { 256, 256, 256, 232 })]
    [InlineData(600, int.MaxValue, new[] { 600 })]
    public void A_batch_is_cut_at_whole_vectors(int samples, int least, int[] lengths)
    {
        var shards = new Shards(samples, least);
        Assert.Equal(lengths, Enumerable.Range(0, shards.Count).Select(shards.Length));
        Assert.Equal(lengths.Select((_, k) => lengths.Take(k).Sum()), Enumerable.Range(0, shards.Count).Select(shards.First));
        Assert.Equal(lengths.Select(length => (double)length / samples), Enumerable.Range(0, shards.Count).Select(shards.Weight));
    }

    [Fact]
    public void There_are_sixteen_parts_at_most() =>
        Assert.Equal((16, 203), (new Shards(5003, 16).Count, new Shards(5003, 16).Length(15)));

    [Theory]
    [InlineData(1000, 0, 0, 512)]
    [InlineData(1000, 10_000, 0, 640)]
    [InlineData(1000, 10_001, 0, 640)]
    [InlineData(1000, 10_016, 0, 656)]
    [InlineData(1_000_000, 0, 0, 16)]
    [InlineData(0, 0, 0, 500_000)]
    [InlineData(0, int.MaxValue, 0, int.MaxValue)]
    [InlineData(1000, 0, 1, int.MaxValue)]
    public void A_part_has_work_enough_to_be_worth_a_thread(long multiplyAdds, int parameters, int state, int least) =>
        Assert.Equal(least, Shards.Least(Info(parameters, state, multiplyAdds)));

    [Fact]
    public void A_layer_counts_as_one_multiply_add_at_least() =>
        Assert.Equal(250_000, Shards.Least(Info(0, 0, 0, 0)));

    [Fact]
    public void A_network_without_layers_has_a_least_too() => Assert.Equal(500_000, Shards.Least(Info(0, 0)));

    private static NetworkInfo Info(int parameters, int state, params long[] multiplyAdds) =>
        new(
            "Any",
            [1],
            [1],
            [.. multiplyAdds.Select(work => new LayerInfo("Any1", "Any", [1], parameters, work))],
            [new("W", "Any1", [parameters], 0, new(Initializer.Zeros), 1, 1)],
            "None")
        {
            States = [new("S", "Any1", [state], 0, 0)],
        };
}
