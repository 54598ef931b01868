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
        Assert.Equal(1, Decision.CountClasses<float>([0.1f, 0.9f, 0.8f, 0.2f], [0, 1, 0, 1], 2));
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
