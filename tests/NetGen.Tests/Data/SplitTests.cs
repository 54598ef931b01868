using Xunit;

namespace NetGen.Tests;

public class SplitTests
{
    /// <summary>A hundred samples, each its own number, in classes one behind the other.</summary>
    private static Dataset<float> Hundred() =>
        Dataset.FromLabels<float>(
            [.. Enumerable.Range(0, 100).Select(n => (float)n)], [.. Enumerable.Range(0, 100).Select(n => n / 50)], ["a", "b"], 1);

    [Fact]
    public void All_or_nothing_may_be_held_back()
    {
        Assert.Equal((0, 100), (Hundred().Split(1).Training.Count, Hundred().Split(1).Test.Count));
        Assert.Equal((100, 0), (Hundred().Split(0).Training.Count, Hundred().Split(0).Test.Count));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Hundred().Split(-0.1));
        Assert.Contains("A fraction lies in 0 … 1.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Hundred().Split(double.NaN));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Chance_says_which_samples_are_held_back(bool stratified)
    {
        float[] held = Hundred().Split(0.5, seed: 1, stratified).Test.Inputs.ToArray();
        Assert.NotEqual(held.Order(), Hundred().Split(0.5, seed: 2, stratified).Test.Inputs.ToArray().Order());
        Assert.NotEqual(held.Order(), held);
        Assert.Equal(stratified, held.Count(n => n < 50) == 25);
    }

    [Fact]
    public void Samples_of_several_labels_and_those_of_none_are_divided_as_one_class()
    {
        Dataset<float> tagged = Dataset.FromLabels<float>(new float[10], 1, new int[20], 2, ["a"]);
        Assert.Equal(3, tagged.Split(0.3).Test.Count);
        Dataset<float> targets = Dataset.FromTargets<float>(new float[10], 1, new float[10], 1);
        Assert.Equal(3, targets.Split(0.3).Test.Count);
    }
}
