using Xunit;

namespace NetGen.Tests;

public class DatasetTests
{
    private static Dataset<float> Points() =>
        Dataset.FromLabels(
            new float[,] { { 0, 1 }, { 2, 3 }, { 4, 5 }, { 6, 7 }, { 8, 9 }, { 10, 11 } }, [0, 1, 2, 0, 1, 2], "a", "b", "c");

    [Fact]
    public void The_digits_are_there()
    {
        Dataset<float> digits = Dataset.Digits();
        Assert.Equal(1797, digits.Count);
        Assert.Equal([8, 8], digits.InputShape.ToArray());
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], digits.Classes.ToArray());
        Assert.All(digits.Inputs.ToArray(), pixel => Assert.InRange(pixel, 0, 1));
        float[] five = [0, 0.125f, 1, 1, 1, 0.875f, 0.3125f, 0, 0, 0.5625f, 1, 0.6875f, 0.375f, 0.5f, 0.1875f, 0];
        int sample = Enumerable.Range(0, digits.Count).First(n => digits.Input(n)[..16].SequenceEqual(five));
        Assert.Equal(5, digits.Labels[sample]);
    }

    [Fact]
    public void Copies_what_it_is_made_from()
    {
        float[] inputs = [1, 2];
        Dataset<float> data = Dataset.FromTargets<float>(inputs, 1, [3, 4], 1);
        inputs[0] = 9;
        Assert.Equal(1, data.Inputs[0]);
        Assert.Equal([4f], data.Target(1).ToArray());
    }

    [Fact]
    public void Refuses_lengths_and_labels_that_do_not_fit()
    {
        Assert.Throws<ArgumentException>(() => Dataset.FromLabels<float>(new float[5], [0, 1], ["a", "b"], 3));
        Assert.Throws<ArgumentException>(() => Dataset.FromTargets<float>(new float[4], 2, new float[3], 1));
        Assert.Throws<ArgumentException>(() => Dataset.FromTargets(new float[2, 2], new float[3, 1]));
        var error = Assert.Throws<ArgumentException>(() => Dataset.FromLabels(new float[2, 1], [0, 2], "a", "b"));
        Assert.Contains("sample 1 is 2", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7, 6, "2 samples of [2, 2] are 8 numbers; got 7. (Parameter 'inputs')")]
    [InlineData(8, 5, "2 targets of [1, 3] are 6 numbers; got 5. (Parameter 'targets')")]
    public void Lengths_that_do_not_fit_are_told_with_the_shape(int inputs, int targets, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => new Dataset<float>(2, new float[inputs], [2, 2], new float[targets], [1, 3], null, []));
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void What_is_not_there_has_no_size() => Assert.Equal((0, 0), (Points().TargetSize, Points().Targets.Length));

    [Fact]
    public void Nothing_has_no_mean()
    {
        var error = Assert.Throws<ArgumentException>(() => Normalization.Standardize(Dataset.FromTargets<float>([], 1, [], 1)));
        Assert.StartsWith("A normalisation is fitted on one sample at least.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Splits_every_class_in_proportion()
    {
        (Dataset<float> training, Dataset<float> test) = Dataset.Digits().Split(0.2, seed: 7);
        Assert.Equal(1797, training.Count + test.Count);
        Assert.Equal(359, test.Count);
        for (int digit = 0; digit < 10; digit++)
        {
            int all = Dataset.Digits().Labels.ToArray().Count(label => label == digit);
            Assert.InRange(test.Labels.ToArray().Count(label => label == digit), (all * 0.2) - 1, (all * 0.2) + 1);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_split_divides_the_samples_and_repeats(bool stratified)
    {
        (Dataset<float> training, Dataset<float> test) = Points().Split(0.5, seed: 3, stratified);
        (Dataset<float> again, _) = Points().Split(0.5, seed: 3, stratified);
        Assert.Equal(3, test.Count);
        Assert.Equal(training.Inputs.ToArray(), again.Inputs.ToArray());
        Assert.Equal(
            Points().Inputs.ToArray().Order(), training.Inputs.ToArray().Concat(test.Inputs.ToArray()).Order());
        Assert.All(
            Enumerable.Range(0, 3), n => Assert.Equal(training.Labels[n], (int)(training.Input(n)[0] / 2) % 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Points().Split(1.5));
    }

    [Fact]
    public void Selects_classes_and_numbers_them_anew()
    {
        Dataset<float> some = Points().OnlyClasses(2, 0);
        Assert.Equal(["c", "a"], some.Classes.ToArray());
        Assert.Equal([1, 0, 1, 0], some.Labels.ToArray());
        Assert.Equal([0f, 1, 4, 5, 6, 7, 10, 11], some.Inputs.ToArray());
    }

    [Fact]
    public void Makes_targets_of_labels()
    {
        Dataset<float> oneHot = Points().WithOneHotTargets();
        Assert.Equal([0f, 1, 0], oneHot.Target(1).ToArray());
        Assert.Equal([0f, 1, 0, 1], Points().OnlyClasses(0, 1).WithLabelTargets().Targets.ToArray());
        Dataset<float> targets = Dataset.FromTargets<float>([1], 1, [2], 1);
        Assert.Throws<InvalidOperationException>(() => targets.WithOneHotTargets());
    }

    [Fact]
    public void Standardises_by_the_training_data_alone()
    {
        Dataset<float> training = Dataset.FromTargets(new float[,] { { 1, 5 }, { 3, 5 } }, new float[2, 1]);
        Normalization<float> normalization = Normalization.Standardize(training);
        Assert.Equal([-1f, 0, 1, 0], normalization.Apply(training).Inputs.ToArray());
        float[] other = [5, 6];
        normalization.Apply(other);
        Assert.Equal([3f, 1], other);
        Assert.Throws<ArgumentException>(() => normalization.Apply(new float[3]));
    }

    [Fact]
    public void Scales_to_zero_and_one()
    {
        Dataset<float> training = Dataset.FromTargets(new float[,] { { 1, 5 }, { 3, 5 }, { 2, 5 } }, new float[3, 1]);
        Assert.Equal([0f, 0, 1, 0, 0.5f, 0], Normalization.MinMax(training).Apply(training).Inputs.ToArray());
    }

    [Fact]
    public void Changes_precision()
    {
        Dataset<double> points = Points().WithOneHotTargets().To<double>();
        Assert.Equal([2.0, 3], points.Input(1).ToArray());
        Assert.Equal([0.0, 1, 0], points.Target(1).ToArray());
        Assert.Equal(1, points.Labels[1]);
    }
}
