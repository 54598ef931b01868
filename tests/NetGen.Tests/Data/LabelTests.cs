using Xunit;

namespace NetGen.Tests;

/// <summary>Several labels a sample, labels with targets, and what the messages about them say.</summary>
public class LabelTests
{
    /// <summary>Two samples of two numbers, with three labels each.</summary>
    private static Dataset<float> Tagged() =>
        Dataset.FromLabels<float>([1, 2, 3, 4], 2, [0, 2, 1, 2, 2, 0], 3, ["a", "b", "c"]);

    [Fact]
    public void Several_labels_a_sample_become_one_target_each()
    {
        Dataset<float> data = Tagged();
        Assert.Equal((2, 3), (data.Count, data.LabelsPerSample));
        Dataset<float> oneHot = data.WithOneHotTargets();
        Assert.Equal([3, 3], oneHot.TargetShape.ToArray());
        Assert.Equal([1f, 0, 0, 0, 0, 1, 0, 1, 0], oneHot.Target(0).ToArray());
        Assert.Equal([0f, 0, 1, 0, 0, 1, 1, 0, 0], oneHot.Target(1).ToArray());
        Assert.Equal([2f, 2, 0], data.WithLabelTargets().Target(1).ToArray());
        var error = Assert.Throws<InvalidOperationException>(() => data.OnlyClasses(0));
        Assert.Equal("OnlyClasses needs samples of one class; these have 3 labels each.", error.Message);
    }

    [Fact]
    public void Chosen_samples_keep_their_labels_and_targets()
    {
        Dataset<float> chosen = Tagged().WithOneHotTargets().Select([1, 0, 1]);
        Assert.Equal([3f, 4, 1, 2, 3, 4], chosen.Inputs.ToArray());
        Assert.Equal([2, 2, 0, 0, 2, 1, 2, 2, 0], chosen.Labels.ToArray());
        Assert.Equal(Tagged().WithOneHotTargets().Target(0).ToArray(), chosen.Target(1).ToArray());
        Dataset<float> one = Dataset.FromLabels(new float[,] { { 1 }, { 2 } }, [1, 0], "a", "b").WithOneHotTargets();
        Assert.Equal([2], one.TargetShape.ToArray());
        Assert.Equal([0f, 1], one.OnlyClasses(1).Target(0).ToArray());
    }

    [Fact]
    public void Normalised_inputs_keep_labels_and_targets_or_have_none()
    {
        Dataset<float> both = Tagged().WithOneHotTargets();
        Dataset<float> normalised = Normalization.Standardize(both).Apply(both);
        Assert.Equal(both.Targets.ToArray(), normalised.Targets.ToArray());
        Assert.Equal(both.Labels.ToArray(), normalised.Labels.ToArray());
        Dataset<double> labels = Normalization.MinMax(Tagged()).Apply(Tagged()).To<double>();
        Assert.Equal((false, true), (labels.HasTargets, labels.HasLabels));
        Dataset<double> targets = Dataset.FromTargets<float>([1], 1, [2], 1).To<double>();
        Assert.Equal((true, false), (targets.HasTargets, targets.HasLabels));
    }

    [Fact]
    public void Standardised_features_have_mean_0_and_deviation_1()
    {
        Dataset<double> data = Dataset.FromTargets(new double[,] { { 2 }, { 4 }, { 9 } }, new double[3, 1]);
        Normalization<double> normalization = Normalization.Standardize(data);
        Assert.Equal(5, normalization.Shift[0]);
        Assert.Equal(1 / Math.Sqrt(26.0 / 3), normalization.Scale[0], 15);
        Assert.Throws<ArgumentException>(() => Normalization.Standardize(data.Select([])));
    }

    [Fact]
    public void What_does_not_fit_is_said_in_numbers()
    {
        Says("2 samples of [3] are 6 numbers; got 5.", () => Dataset.FromLabels<float>(new float[5], [0, 1], ["a", "b"], 3));
        Says("2 targets of [3] are 6 numbers; got 5.", () => Dataset.FromTargets<float>(new float[2], 1, new float[5], 3));
        Says("2 samples need 6 labels, 3 each; got 5.", () => Dataset.FromLabels<float>(new float[4], 2, new int[5], 3, ["a"]));
        Says("The label of sample 0 is 2; there are 2 classes, 0 … 1.", () => Dataset.FromLabels(new float[2, 1], [2, 0], "a", "b"));
        Says("The label of sample 1 is 7; there are 3 classes, 0 … 2.", () => Dataset.FromLabels<float>(new float[2], 1, [0, 1, 2, 7], 2, ["a", "b", "c"]));
        Says("2 rows of inputs need as many of targets; got 3.", () => Dataset.FromTargets(new float[2, 1], new float[3, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.FromLabels<float>([1], 0, [0], 1, ["a"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.FromLabels<float>([1], 1, [0], 0, ["a"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.FromTargets<float>([1], 0, [1], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.FromTargets<float>([1], 1, [1], 0));
        Assert.Throws<OverflowException>(() => Dataset.FromLabels<float>([], [], ["a"], 1 << 20, 1 << 20));
        Dataset<float> targets = Dataset.FromTargets<float>([1], 1, [2], 1);
        const string needs = "needs class labels; these data have targets only.";
        Assert.Equal($"OnlyClasses {needs}", Assert.Throws<InvalidOperationException>(() => targets.OnlyClasses(0)).Message);
        Assert.Equal($"WithLabelTargets {needs}", Assert.Throws<InvalidOperationException>(targets.WithLabelTargets).Message);
    }

    [Fact]
    public void The_shape_of_inputs_is_inferred_or_given_and_there_may_be_none()
    {
        Assert.Equal([2], Dataset.FromLabels<float>([1, 2, 3, 4], [0, 0], ["a"]).InputShape.ToArray());
        Assert.Equal([1, 2], Dataset.FromLabels<float>([1, 2, 3, 4], [0, 0], ["a"], 1, 2).InputShape.ToArray());
        Assert.Equal(0, Dataset.FromLabels<float>([], [], ["a"]).Count);
        Assert.Equal(0, Dataset.FromTargets(new float[0, 3], new float[0, 1]).Count);
    }

    [Fact]
    public void Nothing_is_refused_by_its_name()
    {
        Assert.Throws<ArgumentNullException>("inputShape", () => Dataset.FromLabels<float>([1], [0], ["a"], null!));
        Assert.Throws<ArgumentNullException>("inputs", () => Dataset.FromLabels<float>((float[,])null!, [0], "a"));
        Assert.Throws<ArgumentNullException>("inputs", () => Dataset.FromTargets(null!, new float[1, 1]));
        Assert.Throws<ArgumentNullException>("targets", () => Dataset.FromTargets(new float[1, 1], null!));
        Assert.Throws<ArgumentNullException>("classes", () => Tagged().OnlyClasses(null!));
        Assert.Throws<ArgumentNullException>("data", () => Dataset.Split<float>(null!));
        Assert.Throws<ArgumentNullException>("training", () => Normalization.MinMax<float>(null!));
        Assert.Throws<ArgumentNullException>("data", () => Normalization.MinMax(Tagged()).Apply((Dataset<float>)null!));
        Assert.Throws<ArgumentNullException>("text", () => Dataset.ReadCsv<float>((TextReader)null!));
        Assert.Throws<ArgumentNullException>("inputs", () => Dataset.ReadIdx<float>((Stream)null!, Stream.Null));
        Assert.Throws<ArgumentNullException>("labels", () => Dataset.ReadIdx<float>(Stream.Null, null!));
    }

    private static void Says(string message, Func<object> call) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
}
