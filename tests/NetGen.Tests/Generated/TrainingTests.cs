using Xunit;

namespace NetGen.Tests.Generated;

/// <summary>Training, measuring and files with generated networks that have more than parameters.</summary>
public class TrainingTests
{
    private static Dataset<double> Points(int inputs, int outputs, int count = 60)
    {
        var random = new RandomNumbers(3);
        var x = new double[count * inputs];
        var y = new double[count * outputs];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = 2 + random.Normal();
        }

        for (int n = 0; n < count; n++)
        {
            for (int o = 0; o < outputs; o++)
            {
                y[(n * outputs) + o] = Math.Sin(x[n * inputs] - x[(n * inputs) + 1 + o]);
            }
        }

        return Dataset.FromTargets<double>(x, inputs, y, outputs);
    }

    [Fact]
    public void Running_statistics_come_to_those_of_the_data_and_are_saved()
    {
        Dataset<double> data = Points(5, 2);
        Normalised network = Normalised.Create(1);
        TrainingResult result = network.Fit(data, new() { Epochs = 300, BatchSize = 60, Optimizer = new Adam(0.02) });
        Assert.InRange(result.History[^1].Training!.Value.Loss, 0, 0.1);
        Assert.InRange(result.History[^1].StepLoss / result.History[^1].Training!.Value.Loss, 0.8, 1.25);

        using var file = new MemoryStream();
        network.Save(file);
        Normalised loaded = Normalised.Create(2);
        loaded.Load(file.ToArray());
        Assert.Equal(network.Evaluate(data), loaded.Evaluate(data));
        Assert.Equal(network.State.ToArray(), loaded.State.ToArray());
        Assert.NotEqual(Normalised.Create(2).State.ToArray(), loaded.State.ToArray());
    }

    [Fact]
    public void A_file_without_running_statistics_is_refused()
    {
        using var file = new MemoryStream();
        ParameterWriter.Write<double>(file, Normalised.Info with { States = [] }, new double[Normalised.ParameterCount], []);
        Normalised network = Normalised.Create(1);
        var error = Assert.Throws<InvalidDataException>(() => network.Load(file.ToArray()));
        Assert.Equal($"safetensors: tensor {Normalised.Info.States[0].Name} of Normalised is missing.", error.Message);
        Assert.Equal(Normalised.Create(1).Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Fact]
    public void Noise_differs_from_step_to_step_and_repeats_with_the_seed()
    {
        Noisy Train(ulong noise, long step)
        {
            Noisy network = Noisy.Create(1);
            (network.NoiseSeed, network.Step) = (noise, step);
            TrainingResult result = network.Fit(Points(5, 2), new() { Epochs = 3, BatchSize = 20 });
            Assert.Equal(step + result.Steps, network.Step);
            return network;
        }

        Assert.Equal(Train(7, 0).Parameters.ToArray(), Train(7, 0).Parameters.ToArray());
        Assert.NotEqual(Train(7, 0).Parameters.ToArray(), Train(8, 0).Parameters.ToArray());
        Assert.NotEqual(Train(7, 0).Parameters.ToArray(), Train(7, 50).Parameters.ToArray());
    }

    [Fact]
    public void Penalties_hold_the_weights_down_and_are_in_no_loss()
    {
        Penalised network = Penalised.Create(1);
        Dataset<double> data = Points(4, 2);
        double before = network.Penalty();
        TrainingResult result = network.Fit(data, new() { Epochs = 200, BatchSize = 60, Optimizer = new Adam(0.01) });
        EpochResult last = result.History[^1];
        Assert.Equal(network.Penalty(), last.Penalty, 1e-12);
        Assert.Equal(network.Loss(data.Inputs, data.Targets), last.Training!.Value.Loss, 1e-12);
        Assert.InRange(last.Penalty, 0.001, before);

        // With no data to speak of the penalty alone pulls: weights go to 0.
        network.Fit(
            Dataset.FromTargets<double>(new double[4], 4, new double[2], 2),
            new() { Epochs = 3000, BatchSize = 1, Optimizer = new GradientDescent(0.01) });
        Assert.InRange(network.Penalty(), 0, 0.01);
    }

    [Fact]
    public void Several_inputs_and_outputs_are_trained_together()
    {
        var random = new RandomNumbers(5);
        var rows = new double[80 * 10];
        var targets = new double[80 * 5];
        for (int n = 0; n < 80; n++)
        {
            for (int i = 0; i < 10; i++)
            {
                rows[(n * 10) + i] = random.Normal();
            }

            // The kind is said by the first input, the size by the second.
            targets[(n * 5) + (rows[n * 10] > 0.4 ? 2 : rows[n * 10] > -0.4 ? 1 : 0)] = 1;
            targets[(n * 5) + 3] = rows[(n * 10) + 6];
            targets[(n * 5) + 4] = rows[(n * 10) + 7];
        }

        Dataset<double> data = Dataset.FromTargets<double>(rows, 10, targets, 5);
        Branches network = Branches.Create(1);
        TrainingResult result = network.Fit(data, new() { Epochs = 400, BatchSize = 20, Optimizer = new Adam(0.02) });
        Metrics first = result.History[0].Training!.Value;
        Metrics last = result.History[^1].Training!.Value;
        Assert.InRange(last.Loss, 0, first.Loss / 5);
        Assert.Null(last.Accuracy);
        Assert.Equal(80, network.Classify(data).Length);
        var error = Assert.Throws<ArgumentException>(() => network.Fit(Dataset.FromTargets<double>(rows, 10, targets.AsSpan(0, 80), 1)));
        Assert.StartsWith(
            "Branches gives outputs of 5 numbers, Kind [3] and Size [2] one after the other; the data's targets are of shape [1].",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Sequences_of_different_lengths_are_learnt_and_counted_by_their_steps()
    {
        // The class is the number of positive numbers so far, up to three.
        var random = new RandomNumbers(9);
        var rows = new double[200 * 11];
        var labels = new int[200 * 5];
        int steps = 0;
        for (int n = 0; n < 200; n++)
        {
            rows[n * 11] = 1 + random.Below(5);
            int positive = 0;
            for (int t = 0; t < 5; t++)
            {
                rows[(n * 11) + 1 + (2 * t)] = random.Normal();
                positive += rows[(n * 11) + 1 + (2 * t)] > 0 ? 1 : 0;
                bool counts = t < (int)rows[n * 11];
                steps += counts ? 1 : 0;

                // Nonsense beyond the length, which nothing may learn from or count.
                labels[(n * 5) + t] = counts ? Math.Min(positive, 3) : 3 - Math.Min(positive, 3);
            }
        }

        Dataset<double> data = Dataset.FromLabels<double>(rows, 11, labels, 5, ["none", "one", "two", "more"]);
        Lengths network = Lengths.Create(1);
        TrainingResult result = network.Fit(data, new() { Epochs = 150, BatchSize = 20, Optimizer = new Adam(0.03) });
        Assert.InRange(result.History[^1].Training!.Value.Accuracy!.Value, 0.95, 1);

        // Labels and targets are added up in different orders.
        Metrics labelled = result.History[^1].Training!.Value;
        Metrics targeted = network.Evaluate(data.WithOneHotTargets());
        Assert.Equal(labelled.Accuracy, targeted.Accuracy);
        Assert.Equal(labelled.Loss, targeted.Loss, 1e-14);

        ConfusionMatrix confusion = network.ConfusionMatrix(data);
        Assert.Equal(steps, confusion.Count);
        Assert.Equal(network.Evaluate(data).Accuracy!.Value, confusion.Accuracy, 1e-12);
    }
}
