using NetGen.Tests.Generated;
using Xunit;

namespace NetGen.Tests;

public class EvaluationTests
{
    /// <summary>Outputs are the inputs, so that every decision is known.</summary>
    private static int Yes(params float[] outputs) => Decision.Class<float>(outputs);

    [Fact]
    public void Outputs_name_a_class()
    {
        Assert.Equal(2, Yes(0.1f, 0.2f, 0.7f));
        Assert.Equal(0, Yes(0.5f, 0.5f));
        Assert.Equal(1, Yes(0.5f));
        Assert.Equal(0, Yes(0.49f));
    }

    [Fact]
    public void Decisions_are_counted()
    {
        Assert.Equal(1, Decision.CountLabels<float>([0.1f, 0.9f, 0.8f, 0.2f], 2, [1, 1]));
        Assert.Equal(2, Decision.CountClasses<float>([0.1f, 0.9f, 0.8f, 0.2f, 0.3f, 0.7f], [0, 1, 0, 1, 0, 1], 2));
        Assert.Equal(3, Decision.CountYes<float>([0.1f, 0.9f, 0.8f, 0.2f], [0, 1, 0, 0]));
    }

    [Fact]
    public void Measures_in_chunks_what_one_call_measures()
    {
        Line network = Line.Create(3);
        var random = new RandomNumbers(8);
        float[] inputs = [.. Enumerable.Range(0, 3 * 700).Select(_ => (float)random.Normal())];
        int[] labels = [.. Enumerable.Range(0, 700).Select(_ => random.Below(2))];
        Dataset<float> data = Dataset.FromLabels<float>(inputs, labels, ["a", "b"]);
        Metrics metrics = network.Evaluate(data);
        Assert.Equal(network.Loss(inputs, labels), metrics.Loss, 1e-5);
        int[] classes = network.Classify(data);
        double accuracy = labels.Zip(classes).Count(pair => pair.First == pair.Second) / 700.0;
        Assert.Equal(accuracy, metrics.Accuracy);
        Assert.Equal(accuracy, network.Evaluate(data.WithOneHotTargets()).Accuracy);
        ConfusionMatrix confusion = network.ConfusionMatrix(data);
        Assert.Equal(accuracy, confusion.Accuracy, 1e-12);
        Assert.Equal(700, confusion.Count);
    }

    [Fact]
    public void Distributions_without_labels_are_counted_and_learnt_from()
    {
        var random = new RandomNumbers(8);
        double[] inputs = [.. Enumerable.Range(0, 5 * 256).Select(_ => random.Normal())];
        double[] targets = [.. Enumerable.Range(0, 256).SelectMany(_ => random.Below(3) switch { 0 => new[] { 1.0, 0, 0 }, 1 => [0, 1, 0], _ => [0, 0, 1] })];
        Dataset<double> data = Dataset.FromTargets<double>(inputs, 5, targets, 3);
        LeakyReLUSoftmax network = LeakyReLUSoftmax.Create(1);
        int[] classes = network.Classify(data);
        Assert.Equal(Enumerable.Range(0, 256).Count(n => targets[(n * 3) + classes[n]] == 1) / 256.0, network.Evaluate(data).Accuracy);
        Assert.Equal(network.Loss(inputs, targets), network.Evaluate(data).Loss, 1e-12);
        TrainingResult result = network.Fit(data, new() { Epochs = 20, Optimizer = new Adam(0.02) });
        Assert.True(result.History[^1].Training!.Value.Loss < result.History[0].Training!.Value.Loss);
    }

    [Fact]
    public void Answers_of_yes_or_no_are_counted_and_numbers_are_not()
    {
        var random = new RandomNumbers(8);
        double[] inputs = [.. Enumerable.Range(0, 4 * 100).Select(_ => random.Normal())];
        double[] targets = [.. Enumerable.Range(0, 2 * 100).Select(_ => (double)random.Below(2))];
        SELUSigmoid network = SELUSigmoid.Create(1);
        var outputs = new double[200];
        network.Predict(inputs.AsSpan(0, 300), outputs);
        double right = outputs.Zip(targets).Count(pair => pair.First >= 0.5 == pair.Second >= 0.5) / 200.0;
        Assert.NotEqual(0.5, right);
        Assert.Equal(right, network.Evaluate(Dataset.FromTargets<double>(inputs.AsSpan(0, 300), 3, targets, 2)).Accuracy);
        Assert.Null(SoftplusTanh.Create(1).Evaluate(Dataset.FromTargets<double>(inputs, 4, new double[300], 3)).Accuracy);
    }

    [Fact]
    public void Steps_of_more_samples_than_a_chunk_are_classified_as_alone()
    {
        float[] inputs = [.. Enumerable.Range(0, 300).SelectMany(n => new[] { 1 + (n % 3), MathF.Sin(n), MathF.Sin(2 * n), MathF.Sin(3 * n) })];
        Dataset<float> data = Dataset.FromTargets<float>(inputs, 4, new float[300 * 6], 6);
        Tagger network = Tagger.Create(1);
        Assert.Equal(Enumerable.Range(0, 300).SelectMany(n => network.Classify(data.Select([n]))), network.Classify(data));
    }

    [Fact]
    public void A_confusion_matrix_counts_what_was_taken_for_what()
    {
        var confusion = new ConfusionMatrix(["cat", "dog"], [0, 0, 0, 1, 1], [0, 0, 1, 1, 0]);
        Assert.Equal((2, 1, 1, 1), (confusion[0, 0], confusion[0, 1], confusion[1, 0], confusion[1, 1]));
        Assert.Equal(0.6, confusion.Accuracy);
        Assert.Equal(2.0 / 3, confusion.Precision(0));
        Assert.Equal(0.5, confusion.Recall(1));
        Assert.Equal("     cat dog\n cat   2   1\n dog   1   1", confusion.ToString());
        Assert.Equal("     a\n  a 10", new ConfusionMatrix(["a"], new int[10], new int[10]).ToString());
    }

    [Theory]
    [InlineData(1, 0, "Sample 0: class 1, taken for 0; there are 1 classes. (Parameter 'actual')")]
    [InlineData(0, 1, "Sample 0: class 0, taken for 1; there are 1 classes. (Parameter 'actual')")]
    [InlineData(-1, 0, "Sample 0: class -1, taken for 0; there are 1 classes. (Parameter 'actual')")]
    public void A_class_that_is_none_is_refused(int actual, int predicted, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => new ConfusionMatrix(["a"], [actual], [predicted])).Message);

    [Fact]
    public void What_cannot_be_measured_is_refused_by_its_name()
    {
        var error = Assert.Throws<ArgumentException>(() => new ConfusionMatrix(["a"], [0, 0], [0]));
        Assert.Equal("2 samples need as many predictions; got 1. (Parameter 'predicted')", error.Message);
        error = Assert.Throws<ArgumentException>(() => Line.Create(1).ConfusionMatrix(Dataset.FromTargets<float>(new float[3], 3, new float[2], 2)));
        Assert.Equal("A confusion matrix needs labels; these data have targets only. (Parameter 'data')", error.Message);
        Assert.Throws<ArgumentNullException>("data", () => Line.Create(1).ConfusionMatrix(null!));
        Assert.Throws<ArgumentNullException>("data", () => Line.Create(1).Classify(null!));
        Assert.Throws<ArgumentNullException>("data", () => Line.Create(1).Evaluate(null!));
        Assert.Throws<ArgumentNullException>("network", () => NetworkTraining.Evaluate<Line, float>((Line)null!, Dataset.Digits()));
    }
}
