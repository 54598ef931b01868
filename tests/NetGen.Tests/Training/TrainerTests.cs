using System.Diagnostics;
using NetGen.Tests.Generated;
using Xunit;

namespace NetGen.Tests;

/// <summary>What a training notes of itself: time, memory, and the running statistics before a step that failed.</summary>
public class TrainerTests
{
    private static readonly float[] _numbers = [0, 1, 2, 3, 4, 5];

    private static readonly Dataset<float> _data = Dataset.FromTargets<float>(_numbers, 1, _numbers, 1);

    private sealed class Recorder(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }

    /// <summary>One number in, one out; a gradient takes what time and memory it is told to.</summary>
    private sealed class Slow(Action gradients) : INetwork<Slow>
    {
        public static int InputSize => 1;

        public static int OutputSize => 1;

        public static int ParameterCount => 0;

        public static NetworkInfo Info { get; } = new("Slow", [1], [1], [], [], "MeanSquaredError");

        public Span<float> Parameters => [];

        public static Slow Create(ulong seed) => new(() => { });

        public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => inputs.CopyTo(outputs);

        public float Loss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => 0;

        public float Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient)
        {
            gradients();
            return 0;
        }
    }

    [Fact]
    public void The_clock_runs_in_steps_and_not_while_they_are_reported()
    {
        (Stopwatch all, Stopwatch steps, Stopwatch reports) = (new(), new(), new());
        static void Take(Stopwatch clock)
        {
            clock.Start();
            Thread.Sleep(30);
            clock.Stop();
        }

        Slow network = new(() =>
        {
            // the first gradient is that of the warm-up
            if (all.IsRunning)
            {
                Take(steps);
            }

            all.Start();
        });
        TrainingResult result = network.Fit(_data, new() { Epochs = 2, BatchSize = 2, Progress = new Recorder(_ => Take(reports)) });
        all.Stop();
        Assert.InRange(result.Elapsed, steps.Elapsed, all.Elapsed - reports.Elapsed);
    }

    [Fact]
    public void What_steps_allocate_is_added_up()
    {
        byte[] kept = [];
        TrainingResult result = new Slow(() => kept = new byte[1000]).Fit(_data, new() { Epochs = 1, BatchSize = 2 });
        Assert.InRange(result.AllocatedBytes, 3 * 1000, 100_000);
        Assert.Equal(1000, kept.Length);
    }

    [Fact]
    public void A_step_that_fails_leaves_the_statistics_of_the_step_before()
    {
        double[] inputs = [.. Enumerable.Range(0, 5 * 60).Select(i => Math.Sin(i))];
        inputs[17] = double.NaN;
        Normalised network = Normalised.Create(1);
        TrainingResult result = network.Fit(
            Dataset.FromTargets<double>(inputs, 5, new double[60 * 2], 2), new() { Epochs = 1, BatchSize = 1, Seed = 4, Measure = false });
        Assert.Equal(TrainingOutcome.Diverged, result.Outcome);
        Assert.InRange(result.Steps, 1, 59);
        Assert.NotEqual(Normalised.Create(1).State.ToArray(), network.State.ToArray());
        Assert.All(network.State.ToArray(), number => Assert.True(double.IsFinite(number)));
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused_by_their_names()
    {
        Assert.Throws<ArgumentOutOfRangeException>("options.Epochs", () => new Slow(() => { }).Fit(_data, new() { Epochs = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>("options.BatchSize", () => new Slow(() => { }).Fit(_data, new() { BatchSize = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>("options.Threads", () => new Slow(() => { }).Fit(_data, new() { Threads = 0 }));
    }

    [Fact]
    public void Any_number_of_epochs_may_be_asked_for()
    {
        TrainingResult result = new Slow(() => { }).Fit(_data, new() { Epochs = int.MaxValue }, new CancellationToken(canceled: true));
        Assert.Equal((TrainingOutcome.Cancelled, 0L), (result.Outcome, result.Steps));
    }
}
