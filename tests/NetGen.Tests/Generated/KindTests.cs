using Xunit;

namespace NetGen.Tests.Generated;

public class KindTests
{
    private const double Difference = 1e-5;

    public static TheoryData<string> Names => [.. _checks.Keys];

    private static readonly Dictionary<string, Action<int>> _checks = new()
    {
        [nameof(Images)] = samples => Slope(Images.Create(1), samples),
        [nameof(Normalised)] = samples => Slope(Normalised.Create(1), samples),
        [nameof(Noisy)] = samples => Slope(Noisy.Create(1), samples),
        [nameof(Penalised)] = samples => Slope(Penalised.Create(1), samples),
        [nameof(Branches)] = samples => Slope(Branches.Create(1), samples),
        [nameof(Symbols)] = samples => Slope(Symbols.Create(1), samples),
        [nameof(Lengths)] = samples => Slope(Lengths.Create(1), samples),
        [nameof(LastState)] = samples => Slope(LastState.Create(1), samples),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_is_the_slope_of_loss_and_penalty_in_training(string name)
    {
        foreach (int samples in (int[])[1, 2, 5, 17])
        {
            _checks[name](samples);
        }
    }

    [Fact]
    public void Labels_of_steps_and_their_distributions_are_the_same_loss()
    {
        Labelled(Symbols.Create(1), 5);
        Labelled(Lengths.Create(1), 5);
    }

    [Fact]
    public void A_parameter_row_of_a_sample_is_read_in_parts()
    {
        Assert.Equal(10, Branches.InputSize);
        Assert.Equal(5, Branches.OutputSize);
        Assert.Equal([("Input", 0), ("side", 6)], Branches.Info.Inputs.Select(input => (input.Name, input.Offset)));
        Assert.Equal([("Kind", 0, 0.5), ("Size", 3, 2)], Branches.Info.Outputs.Select(o => (o.Layer, o.Offset, o.Weight)));

        Branches network = Branches.Create(3);
        double[] inputs = Rows<Branches>(3);
        var outputs = new double[15];
        network.Predict(inputs, outputs);
        var first = new double[5];
        network.Predict(inputs.AsSpan(0, 10), first);
        Close(first, outputs[..5]);
        Assert.All(Enumerable.Range(0, 3), n => Assert.Equal(1, outputs.AsSpan(n * 5, 3).ToArray().Sum(), 1e-12));

        // only the size depends on its own weights
        network.SizeBias[0] += 1;
        var moved = new double[15];
        network.Predict(inputs, moved);
        Assert.Equal(outputs[3] + 1, moved[3], 1e-12);
        Assert.Equal(outputs[..3], moved[..3]);
    }

    [Fact]
    public void A_sample_alone_is_what_it_is_in_a_batch()
    {
        Alone<Images>(6);
        Alone<Branches>(6);
        Alone<Symbols>(6);
        Alone<Lengths>(6);
        Alone<LastState>(6);
    }

    [Fact]
    public void Running_statistics_follow_the_batch_and_are_what_predictions_use()
    {
        Normalised network = Normalised.Create(1);
        Assert.Equal(12, Normalised.StateCount);
        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1], network.State.ToArray());

        double[] inputs = Rows<Normalised>(40);
        double[] targets = Targets<Normalised>(40);
        var gradient = new double[Normalised.ParameterCount];
        var before = new double[80];
        network.Predict(inputs, before);
        double[] states = network.State.ToArray();
        network.Gradient(inputs, targets, gradient);
        Assert.NotEqual(states, network.State.ToArray());

        double trained = 0;
        for (int step = 0; step < 400; step++)
        {
            trained = network.Gradient(inputs, targets, gradient);
        }

        // at rest, up to the unbiased variance of 40
        Assert.Equal(trained, network.Loss(inputs, targets), 0.05 * trained);
        var after = new double[80];
        network.Predict(inputs, after);
        Assert.NotEqual(before, after);
    }

    [Fact]
    public void Noise_is_a_function_of_seed_and_step_and_not_there_in_predictions()
    {
        Noisy network = Noisy.Create(5);
        double[] inputs = Rows<Noisy>(9);
        double[] targets = Targets<Noisy>(9);
        var gradient = new double[Noisy.ParameterCount];
        double Train() => network.Gradient(inputs, targets, gradient);

        double first = Train();
        Assert.Equal(first, Train());
        network.Step = 1;
        double second = Train();
        Assert.NotEqual(first, second);
        network.Step = 0;
        Assert.Equal(first, Train());
        network.NoiseSeed = 6;
        Assert.NotEqual(first, Train());
        Assert.NotEqual(first, network.Loss(inputs, targets));
        Assert.Equal(network.Loss(inputs, targets), network.Loss(inputs, targets));
    }

    [Fact]
    public void A_penalty_is_shown_apart()
    {
        Penalised network = Penalised.Create(1);
        double expected = 0;
        foreach (double w in network.Dense1Weights)
        {
            expected += (0.05 * Math.Abs(w)) + (0.02 * w * w);
        }

        foreach (double w in network.Dense2Weights)
        {
            expected += 0.1 * w * w;
        }

        Assert.Equal(expected, network.Penalty(), 1e-12);
        double[] inputs = Rows<Penalised>(5);
        double[] targets = Targets<Penalised>(5);
        double loss = network.Gradient(inputs, targets, new double[Penalised.ParameterCount]);
        Assert.Equal(network.Loss(inputs, targets), loss, 1e-12);
    }

    [Fact]
    public void Tokens_and_lengths_are_checked_at_the_door()
    {
        Symbols symbols = Symbols.Create(1);
        double[] tokens = Rows<Symbols>(3);
        tokens[8] = 5;
        string message = Assert.Throws<ArgumentException>(() => symbols.Predict(tokens, new double[90])).Message;
        Assert.Contains("token 2 of sample 1 in Input is 5; it must be an integer in 0 … 4.", message, StringComparison.Ordinal);
        tokens[8] = 1.5;
        Assert.Throws<ArgumentException>(() => symbols.Predict(tokens, new double[90]));
        tokens[8] = double.NaN;
        Assert.Throws<ArgumentException>(() => symbols.Predict(tokens, new double[90]));

        Lengths lengths = Lengths.Create(1);
        double[] rows = Rows<Lengths>(2);
        rows[11] = 0;
        message = Assert.Throws<ArgumentException>(() => lengths.Loss(rows, new int[10])).Message;
        Assert.Contains("the length of sample 1", message, StringComparison.Ordinal);
        Assert.Contains("1 … 5", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_lies_behind_the_last_step_does_not_matter()
    {
        Lengths network = Lengths.Create(1);
        double[] inputs = Rows<Lengths>(4);
        int[] labels = [.. Enumerable.Range(0, 20).Select(k => k % 4)];
        var gradient = new double[Lengths.ParameterCount];
        double loss = network.Gradient(inputs, labels, gradient);
        var others = new double[Lengths.ParameterCount];
        for (int n = 0; n < 4; n++)
        {
            int length = (int)inputs[n * 11];
            inputs.AsSpan((n * 11) + 1 + (2 * length), 10 - (2 * length)).Fill(9);
            labels.AsSpan((n * 5) + length, 5 - length).Fill(-1);
        }

        Assert.Equal(loss, network.Gradient(inputs, labels, others));
        Assert.Equal(gradient, others);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        Allocates(Normalised.Create(1));
        Allocates(Noisy.Create(1));
        Allocates(Branches.Create(1));
        Allocates(Symbols.Create(1));
        Allocates(Lengths.Create(1));
    }

    private static void Allocates<TSelf>(INetwork<TSelf, double> network)
        where TSelf : INetwork<TSelf, double>
    {
        double[] inputs = Rows<TSelf>(9);
        double[] targets = Targets<TSelf>(9);
        var outputs = new double[9 * TSelf.OutputSize];
        var gradient = new double[TSelf.ParameterCount];
        void All()
        {
            network.Predict(inputs, outputs);
            network.Loss(inputs, targets);
            network.Gradient(inputs, targets, gradient);
            network.Penalty();
        }

        All();
        All();
        long before = GC.GetAllocatedBytesForCurrentThread();
        All();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Labelled<TSelf>(IClassifier<TSelf, double> network, int samples)
        where TSelf : IClassifier<TSelf, double>
    {
        var random = new RandomNumbers(7);
        double[] inputs = Rows<TSelf>(samples);
        int[] labels = [.. Enumerable.Range(0, samples * TSelf.LabelsPerSample).Select(_ => random.Below(TSelf.ClassCount))];
        var oneHot = new double[samples * TSelf.OutputSize];
        for (int k = 0; k < labels.Length; k++)
        {
            oneHot[(k * TSelf.ClassCount) + labels[k]] = 1;
        }

        var gradient = new double[TSelf.ParameterCount];
        var other = new double[TSelf.ParameterCount];
        Assert.Equal(network.Gradient(inputs, oneHot, other), network.Gradient(inputs, labels, gradient), 1e-12);
        Assert.Equal(network.Loss(inputs, oneHot), network.Loss(inputs, labels), 1e-12);
        Assert.All(Enumerable.Range(0, gradient.Length), k => Assert.Equal(other[k], gradient[k], 1e-12));
    }

    /// <summary>Rows whose tokens and lengths are in their ranges.</summary>
    private static void Alone<TSelf>(int samples)
        where TSelf : INetwork<TSelf, double>
    {
        TSelf network = TSelf.Create(1);
        double[] inputs = Rows<TSelf>(samples);
        double[] targets = Targets<TSelf>(samples);
        var outputs = new double[samples * TSelf.OutputSize];
        network.Predict(inputs, outputs);
        var gradient = new double[TSelf.ParameterCount];
        double loss = network.Gradient(inputs, targets, gradient);

        // the loss of a batch and its gradient are the means of the samples'
        double mean = 0;
        var means = new double[TSelf.ParameterCount];
        for (int n = 0; n < samples; n++)
        {
            ReadOnlySpan<double> input = inputs.AsSpan(n * TSelf.InputSize, TSelf.InputSize);
            var output = new double[TSelf.OutputSize];
            network.Predict(input, output);
            Close(output, outputs.AsSpan(n * TSelf.OutputSize, TSelf.OutputSize).ToArray());

            var own = new double[TSelf.ParameterCount];
            mean += network.Gradient(input, targets.AsSpan(n * TSelf.OutputSize, TSelf.OutputSize), own) / samples;
            for (int k = 0; k < own.Length; k++)
            {
                means[k] += own[k] / samples;
            }
        }

        Assert.Equal(mean, loss, 1e-12);
        Close(means, gradient);
    }

    private static void Close(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    private static double[] Rows<TSelf>(int samples)
        where TSelf : INetwork<TSelf, double>
    {
        var random = new RandomNumbers(3);
        var rows = new double[samples * TSelf.InputSize];
        for (int n = 0; n < samples; n++)
        {
            foreach (InputInfo input in TSelf.Info.Inputs)
            {
                foreach (ref double x in rows.AsSpan((n * TSelf.InputSize) + input.Offset, input.Length))
                {
                    x = input.Kind switch
                    {
                        InputKind.Tokens => random.Below(input.Limit),
                        InputKind.Length => 1 + random.Below(input.Limit),
                        _ => random.Normal(),
                    };
                }
            }
        }

        return rows;
    }

    /// <summary>Rows that are distributions where a loss compares classes.</summary>
    private static double[] Targets<TSelf>(int samples)
        where TSelf : INetwork<TSelf, double>
    {
        var random = new RandomNumbers(4);
        var rows = new double[samples * TSelf.OutputSize];
        for (int n = 0; n < samples; n++)
        {
            foreach (OutputInfo output in TSelf.Info.Outputs)
            {
                Span<double> row = rows.AsSpan((n * TSelf.OutputSize) + output.Offset, output.Length);
                int classes = output.Shape[^1];
                for (int k = 0; k < row.Length; k++)
                {
                    row[k] = 0.1 + random.Uniform();
                    if (output.Loss == "CrossEntropy" && k % classes == classes - 1)
                    {
                        Span<double> distribution = row.Slice(k + 1 - classes, classes);
                        double sum = distribution.ToArray().Sum();
                        foreach (ref double p in distribution)
                        {
                            p /= sum;
                        }
                    }
                }
            }
        }

        return rows;
    }

    private static void Slope<TSelf>(INetwork<TSelf, double> network, int samples)
        where TSelf : INetwork<TSelf, double>
    {
        double[] inputs = Rows<TSelf>(samples);
        double[] targets = Targets<TSelf>(samples);
        var gradient = new double[TSelf.ParameterCount];
        var unused = new double[TSelf.ParameterCount];
        network.Gradient(inputs, targets, gradient);
        for (int i = 0; i < gradient.Length; i++)
        {
            double before = network.Parameters[i];
            double At(double h)
            {
                network.Parameters[i] = before + h;
                return network.Gradient(inputs, targets, unused) + network.Penalty();
            }

            double slope = (At(Difference) - At(-Difference)) / (2 * Difference);
            network.Parameters[i] = before;
            Assert.True(
                Math.Abs(slope - gradient[i]) <= 1e-6 * Math.Max(1, Math.Abs(slope)),
                FormattableString.Invariant($"{TSelf.Info.Name}, {samples} samples, parameter {i}: {gradient[i]:R} is given, {slope:R} measured."));
        }
    }
}
