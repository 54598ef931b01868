using Xunit;

namespace NetGen.Tests;

/// <summary>Training, evaluation and data with labels for every step, running statistics, penalties and steps.</summary>
public class SequenceTests
{
    // A positive number is of class 1. Beyond a sample's length the labels are wrong on purpose.
    private static readonly float[] _inputs =
    [
        3, 1, -1, 2,
        1, -2, 1, 1,
        2, 1, 3, -1,
        3, -1, -3, -2,
    ];

    private static readonly int[] _labels = [1, 0, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0];

    private static Dataset<float> Data() => Dataset.FromLabels<float>(_inputs, 4, _labels, 3, ["minus", "plus"]);

    private sealed class Recorder(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }

    [Fact]
    public void Labels_stay_with_their_samples()
    {
        Dataset<float> data = Data();
        Assert.Equal((4, 3), (data.Count, data.LabelsPerSample));
        Dataset<float> some = data.Select([2, 0]);
        Assert.Equal([1, 1, 1, 1, 0, 1], some.Labels.ToArray());
        Assert.Equal([2f, 1, 3, -1], some.Input(0).ToArray());
        Assert.Equal([0f, 1, 1, 0, 0, 1], data.WithOneHotTargets().Target(0).ToArray());
        Assert.Equal([3, 2], data.WithOneHotTargets().TargetShape.ToArray());
        Assert.Equal(3, data.To<double>().LabelsPerSample);
        Assert.Equal([1f, 0, 1], data.WithLabelTargets().Target(0).ToArray());
        (Dataset<float> training, Dataset<float> test) = data.Split(0.25, seed: 1);
        Assert.Equal((3, 9, 1, 3), (training.Count, training.Labels.Length, test.Count, test.Labels.Length));
        Assert.Throws<InvalidOperationException>(() => data.OnlyClasses(0));
        var error = Assert.Throws<ArgumentException>(() => Dataset.FromLabels<float>(new float[8], 4, new int[5], 3, ["a"]));
        Assert.StartsWith("2 samples need 6 labels, 3 each; got 5.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_steps_within_the_length_are_counted()
    {
        Tagger network = Tagger.Create(1);
        Metrics metrics = network.Evaluate(Data());
        Assert.Equal(1, metrics.Accuracy);
        Assert.Equal(network.Loss(_inputs, _labels), metrics.Loss, 1e-6);
        Assert.Equal(1, network.Evaluate(Data().WithOneHotTargets()).Accuracy);
        Assert.Equal([1, 0, 1, 0, -1, -1, 1, 1, -1, 0, 0, 0], network.Classify(Data()));
        ConfusionMatrix confusion = network.ConfusionMatrix(Data());
        Assert.Equal((9, 5, 4), (confusion.Count, confusion[0, 0], confusion[1, 1]));

        network.Parameters.Reverse();
        Assert.Equal(0, network.Evaluate(Data()).Accuracy);
    }

    [Fact]
    public void Every_update_raises_the_step()
    {
        Tagger network = Tagger.Create(1);
        network.Step = 40;
        network.Fit(Data(), new() { Epochs = 2, BatchSize = 3 });

        // The first is the warm-up's.
        Assert.Equal([40, 40, 41, 42, 43], network.Seen);
        Assert.Equal(44, network.Step);
    }

    [Fact]
    public void The_running_statistics_are_moved_by_steps_alone()
    {
        Tagger network = Tagger.Create(1);
        network.Fit(Data(), new() { Epochs = 0 });
        Assert.Equal(0.5f, network.State[0]);
        network.Evaluate(Data());
        Assert.Equal(0.5f, network.State[0]);
        network.Fit(Data(), new() { Epochs = 2, BatchSize = 4 });
        Assert.Equal((0.81f * 0.5f) + (0.19f * 1), network.State[0], 1e-6f);
    }

    [Fact]
    public void A_step_that_is_not_taken_leaves_the_running_statistics()
    {
        Tagger network = Tagger.Create(1);
        float[] inputs = [.. _inputs];
        inputs[1] = float.NaN;
        TrainingResult result = network.Fit(
            Dataset.FromLabels<float>(inputs, 4, _labels, 3, ["minus", "plus"]), new() { BatchSize = 4, Measure = false });
        Assert.Equal((TrainingOutcome.Diverged, 0), (result.Outcome, result.Steps));
        Assert.Equal((0.5f, 0), (network.State[0], network.Step));
        Assert.All(network.Parameters.ToArray(), x => Assert.True(float.IsFinite(x)));
    }

    [Fact]
    public void The_penalty_is_reported_apart_from_the_loss()
    {
        Tagger network = Tagger.Create(2);
        var reports = new List<TrainingProgress>();
        float loss = network.Loss(_inputs, _labels);
        TrainingResult result = network.Fit(
            Data(), new() { Epochs = 1, BatchSize = 4, Optimizer = new GradientDescent(0.1), Progress = new Recorder(reports.Add) });
        EpochResult epoch = result.History[0];
        Assert.Equal(loss, reports[0].Loss, 1e-6);
        Assert.Equal(loss, epoch.StepLoss, 1e-6);
        Assert.Equal(network.Penalty(), epoch.Penalty, 1e-6);
        Assert.InRange(epoch.Penalty, 1, 1.9);
        Assert.Equal(network.Loss(_inputs, _labels), epoch.Training!.Value.Loss, 1e-6);
    }

    [Fact]
    public void Rows_of_several_parts_are_described_when_they_do_not_fit()
    {
        Tagger network = Tagger.Create(1);
        var error = Assert.Throws<ArgumentException>(() => network.Fit(Dataset.FromLabels<float>(_inputs, 2, new int[24], 3, ["a"])));
        Assert.StartsWith(
            "Tagger takes inputs of 4 numbers, Length [1] and Input [3, 1] one after the other; the data's are of shape [2].",
            error.Message,
            StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => network.Fit(Dataset.FromLabels<float>(_inputs, new int[4], ["a"])));
        Assert.StartsWith("Tagger takes 3 labels a sample; the data have 1.", error.Message, StringComparison.Ordinal);
    }
}
