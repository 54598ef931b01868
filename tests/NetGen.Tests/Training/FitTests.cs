using Xunit;

namespace NetGen.Tests;

public class FitTests
{
    // Which of two lines a point lies nearer to: a linear network learns it.
    private static Dataset<float> Points(int count = 200)
    {
        var random = new RandomNumbers(1);
        var inputs = new float[count * 3];
        var labels = new int[count];
        for (int n = 0; n < count; n++)
        {
            for (int i = 0; i < 3; i++)
            {
                inputs[(n * 3) + i] = (float)random.Normal();
            }

            labels[n] = inputs[n * 3] - (2 * inputs[(n * 3) + 1]) + 0.3 > 0 ? 1 : 0;
        }

        return Dataset.FromLabels<float>(inputs, labels, ["no", "yes"]);
    }

    private sealed class Recorder(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(200)]
    [InlineData(1000)]
    public void Learns_at_any_batch_size(int batchSize)
    {
        Line network = Line.Create(1);
        (Dataset<float> training, Dataset<float> test) = Points().Split();
        TrainingResult result = network.Fit(
            training, new() { Epochs = 60, BatchSize = batchSize, Optimizer = new Adam(0.1), Test = test });
        Assert.Equal(TrainingOutcome.Completed, result.Outcome);
        Assert.Equal(60, result.History.Count);
        Assert.InRange(result.History[^1].Test!.Value.Accuracy!.Value, 0.9, 1);
        Assert.True(result.History[^1].Training!.Value.Loss < result.History[0].Training!.Value.Loss);
        Assert.Equal(60L * 160, result.Samples);
        Assert.Equal(60L * ((159 / Math.Min(batchSize, 160)) + 1), result.Steps);
    }

    public static TheoryData<Optimizer> Optimizers =>
        [new GradientDescent(0.5), new GradientDescent(0.1, 0.9), new GradientDescent(0.1, 0.9, nesterov: true), new Adam(0.1)];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Every_optimiser_learns(Optimizer optimizer)
    {
        Line network = Line.Create(1);
        TrainingResult result = network.Fit(Points(), new() { Epochs = 30, Optimizer = optimizer });
        Assert.InRange(result.History[^1].Training!.Value.Accuracy!.Value, 0.97, 1);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_an_other_order()
    {
        Line Train(ulong seed)
        {
            Line network = Line.Create(1);
            network.Fit(Points(), new() { Epochs = 3, Seed = seed });
            return network;
        }

        Assert.Equal(Train(4).Parameters.ToArray(), Train(4).Parameters.ToArray());
        Assert.NotEqual(Train(4).Parameters.ToArray(), Train(5).Parameters.ToArray());
    }

    [Fact]
    public void Every_epoch_sees_every_sample_in_a_new_order()
    {
        var seen = new List<float>();
        var spy = new Spy(batch => seen.AddRange(batch));
        float[] inputs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        spy.Fit(Dataset.FromTargets<float>(inputs, 1, inputs, 1), new() { Epochs = 2, BatchSize = 3, Measure = false });

        // The first batch is that of the warm-up.
        seen.RemoveRange(0, 3);
        Assert.Equal(20, seen.Count);
        Assert.Equal(inputs, seen.Take(10).Order());
        Assert.Equal(inputs, seen.Skip(10).Order());
        Assert.NotEqual(seen.Take(10), seen.Skip(10));
        Assert.NotEqual(inputs, seen.Take(10));
    }

    [Fact]
    public void One_batch_is_batch_gradient_descent()
    {
        Line network = Line.Create(1);
        Dataset<float> data = Points();
        float[] expected = network.Parameters.ToArray();
        var gradient = new float[8];
        network.Gradient(data.Inputs, data.Labels, gradient);
        network.Fit(data, new() { Epochs = 1, BatchSize = data.Count, Optimizer = new GradientDescent(0.5) });
        for (int i = 0; i < 8; i++)
        {
            Assert.Equal(expected[i] - (0.5f * gradient[i]), network.Parameters[i]);
        }
    }

    [Fact]
    public void Nothing_is_allocated_from_the_first_step_on()
    {
        int reports = 0;
        (Dataset<float> training, Dataset<float> test) = Points().Split();
        TrainingOptions<float> options = new() { Epochs = 5, Test = test, Progress = new Recorder(_ => reports++) };
        Line network = Line.Create(1);
        network.Fit(training, options);

        long start = 0;
        long end = 0;
        var recorder = new Recorder(progress =>
        {
            reports++;
            end = GC.GetAllocatedBytesForCurrentThread();
            start = start == 0 ? end : start;
        });
        TrainingResult result = network.Fit(training, options with { Progress = recorder });
        Assert.Equal(0, end - start);
        Assert.Equal(0, result.AllocatedBytes);
        Assert.Equal(2 * 5 * 5, reports);
    }

    [Fact]
    public void Says_how_it_went()
    {
        TrainingResult result = Line.Create(1).Fit(Points(), new() { Epochs = 2 });
        Assert.Equal("Completed after 14 steps and 2 epochs", result.ToString());
        Assert.True(result.Elapsed > TimeSpan.Zero);
        Assert.Equal(400 / result.Elapsed.TotalSeconds, result.SamplesPerSecond, 1e-9);
        TrainingResult none = Line.Create(1).Fit(Points(), new() { Epochs = 0 });
        Assert.Equal(("Completed after 0 steps and 0 epochs", 0), (none.ToString(), none.SamplesPerSecond));
    }

    [Fact]
    public void Measures_what_it_is_asked_to()
    {
        EpochResult last = Line.Create(1).Fit(Points(), new() { Epochs = 1, Measure = false, Test = Points(50) }).History[^1];
        Assert.Equal((null, null), (last.Training, last.Test));
        last = Line.Create(1).Fit(Points(), new() { Epochs = 1 }).History[^1];
        Assert.True(last.Training is not null && last.Test is null);
        var error = Assert.Throws<ArgumentException>("Test", () => Line.Create(1).Fit(Points(), new() { Test = Points().Select([]) }));
        Assert.StartsWith("Line: the data hold no sample.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("training", () => Line.Create(1).Fit(null!));
    }

    [Fact]
    public void Reports_every_step_and_every_epoch()
    {
        var reports = new List<TrainingProgress>();
        TrainingResult result = Line.Create(1).Fit(
            Points(), new() { Epochs = 2, BatchSize = 64, Progress = new Recorder(reports.Add) });
        Assert.Equal(
            [(1, 1), (1, 2), (1, 3), (1, 4), (2, 1), (2, 2), (2, 3), (2, 4)], reports.Select(report => (report.Epoch, report.Step)));
        Assert.All(reports, report => Assert.Equal((2, 4), (report.Epochs, report.Steps)));
        Assert.Equal([result.History[0], result.History[1]], reports.Where(report => report.Finished is not null).Select(report => report.Finished!.Value));
        double mean = ((reports[0].Loss + reports[1].Loss + reports[2].Loss) * 64 + (reports[3].Loss * 8)) / 200;
        Assert.Equal(mean, result.History[0].StepLoss, 1e-12);
    }

    [Fact]
    public void Stops_between_two_steps_when_asked()
    {
        using var stop = new CancellationTokenSource();
        int steps = 0;
        float[] atStop = [];
        Line network = Line.Create(1);
        var recorder = new Recorder(_ =>
        {
            if (++steps == 3)
            {
                atStop = network.Parameters.ToArray();
                stop.Cancel();
            }
        });
        TrainingResult result = network.Fit(Points(), new() { Epochs = 100, BatchSize = 100, Progress = recorder }, stop.Token);
        Assert.Equal(TrainingOutcome.Cancelled, result.Outcome);
        Assert.Equal(3, result.Steps);
        Assert.Single(result.History);
        Assert.Equal(atStop, network.Parameters.ToArray());
    }

    [Fact]
    public void A_loss_that_is_not_finite_stops_it_before_the_parameters_are_spoilt()
    {
        float[] inputs = Points().Inputs.ToArray();
        inputs[17 * 3] = float.NaN;
        Dataset<float> data = Dataset.FromLabels<float>(inputs, Points().Labels, ["no", "yes"]);
        Line network = Line.Create(1);
        TrainingResult result = network.Fit(data, new() { Epochs = 5, BatchSize = 1 });
        Assert.Equal(TrainingOutcome.Diverged, result.Outcome);
        Assert.InRange(result.Steps, 0, 199);
        Assert.Empty(result.History);
        Assert.All(network.Parameters.ToArray(), x => Assert.True(float.IsFinite(x)));
    }

    [Fact]
    public void Data_that_do_not_fit_are_refused()
    {
        Line network = Line.Create(1);
        var error = Assert.Throws<ArgumentException>(() => network.Fit(Dataset.Digits()));
        Assert.StartsWith("Line takes inputs of shape [3]; the data's are of shape [8, 8].", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => network.Fit(Dataset.FromLabels(new float[3, 3], [0, 1, 2], "a", "b", "c")));
        Assert.StartsWith("Line knows 2 classes; the data have 3.", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => network.Fit(Dataset.FromTargets(new float[1, 3], new float[1, 4])));
        Assert.StartsWith("Line gives outputs of shape [2]; the data's targets are of shape [4].", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => new Spy(_ => { }).Fit(Dataset.FromLabels(new float[1, 1], [0], "a")));
        Assert.Contains("WithOneHotTargets", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => network.Fit(Points().Select([])));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Fit(Points(), new() { BatchSize = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Fit(Points(), new() { Epochs = -1 }));
    }

    /// <summary>One number in, one out; it shows what it is trained on.</summary>
    private sealed class Spy(Action<float[]> seen) : INetwork<Spy>
    {
        public static int InputSize => 1;

        public static int OutputSize => 1;

        public static int ParameterCount => 0;

        public static NetworkInfo Info { get; } = new("Spy", [1], [1], [], [], "MeanSquaredError");

        public Span<float> Parameters => [];

        public static Spy Create(ulong seed) => new(_ => { });

        public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => inputs.CopyTo(outputs);

        public float Loss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => 0;

        public float Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient)
        {
            Assert.Equal(inputs.ToArray(), targets.ToArray());
            seen(inputs.ToArray());
            return 0;
        }
    }
}
