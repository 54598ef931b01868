using Xunit;

namespace NetGen.Tests.Generated;

public class NetworkTests
{
    private static float[] Inputs(int samples) => Dataset.Digits().Inputs[..(samples * 64)].ToArray();

    private static int[] Labels(int samples) => Dataset.Digits().Labels[..samples].ToArray();

    [Fact]
    public void Describes_itself()
    {
        Assert.Equal((64, 10, 10, 2410), (DigitNet.InputSize, DigitNet.OutputSize, DigitNet.ClassCount, DigitNet.ParameterCount));
        Assert.Equal(2410, DigitNet.Info.ParameterCount);
        Assert.Equal(["Dense1", "ReLU1", "Dense2", "Softmax1"], DigitNet.Info.Layers.Select(layer => layer.Name));
        Assert.Equal(
            [("Dense1Weights", 0), ("Dense1Bias", 2048), ("Dense2Weights", 2080), ("Dense2Bias", 2400)],
            DigitNet.Info.Parameters.Select(parameter => (parameter.Name, parameter.Offset)));
        Assert.Equal(Initializer.HeNormal, DigitNet.Info.Parameters[0].Initializer.Kind);
        Assert.Equal(Initializer.GlorotUniform, DigitNet.Info.Parameters[2].Initializer.Kind);
        Assert.Equal("CrossEntropy", DigitNet.Info.Loss);
    }

    [Fact]
    public void Views_are_the_parameters()
    {
        DigitNet network = DigitNet.Create(1);
        network.Dense2Bias[3] = 42;
        Assert.Equal(42, network.Parameters[2403]);
        Assert.True(network.Parameters[2080..2400] == network.Dense2Weights);
    }

    [Fact]
    public void Begins_as_declared_and_repeats()
    {
        Initialised network = Initialised.Create(4);
        Assert.All(network.FirstBias.ToArray(), x => Assert.Equal(0.25f, x));
        Assert.All(network.Parameters[16..24].ToArray(), x => Assert.InRange(x, 2, 3));
        Assert.Equal(network.Parameters.ToArray(), Initialised.Create(4).Parameters.ToArray());
        Assert.NotEqual(network.Parameters.ToArray(), Initialised.Create(5).Parameters.ToArray());
    }

    [Fact]
    public void Predicts_each_sample_as_alone()
    {
        DigitNet network = DigitNet.Create(1);
        foreach (int samples in (int[])[1, 2, 7, 16, 33, 200])
        {
            float[] inputs = Inputs(samples);
            var together = new float[samples * 10];
            network.Predict(inputs, together);
            var alone = new float[10];
            for (int n = 0; n < samples; n++)
            {
                network.Predict(inputs.AsSpan(n * 64, 64), alone);
                for (int k = 0; k < 10; k++)
                {
                    Assert.Equal(alone[k], together[(n * 10) + k], 1e-6f);
                }
            }
        }
    }

    [Fact]
    public void Predicts_from_many_threads_at_once()
    {
        DigitNet network = DigitNet.Create(1);
        float[] inputs = Inputs(100);
        var expected = new float[1000];
        network.Predict(inputs, expected);
        var differences = new int[8];
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(t => new Thread(() =>
        {
            var outputs = new float[1000];
            for (int round = 0; round < 200; round++)
            {
                network.Predict(inputs, outputs);
                differences[t] += outputs.AsSpan().SequenceEqual(expected) ? 0 : 1;
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.All(differences, count => Assert.Equal(0, count));
    }

    [Fact]
    public void Nothing_is_allocated_after_the_first_call()
    {
        DigitNet network = DigitNet.Create(1);
        float[] inputs = Inputs(50);
        int[] labels = Labels(50);
        var outputs = new float[500];
        var gradient = new float[2410];
        var targets = new float[500];
        for (int n = 0; n < 50; n++)
        {
            targets[(n * 10) + labels[n]] = 1;
        }

        void Calls()
        {
            network.Predict(inputs, outputs);
            network.Predict(inputs.AsSpan(0, 64), outputs.AsSpan(0, 10));
            network.Loss(inputs, labels);
            network.Loss(inputs, targets);
            network.Gradient(inputs, labels, gradient);
            network.Gradient(inputs, targets, gradient);
        }

        Calls();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Calls();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused_by_layer_and_shape()
    {
        DigitNet network = DigitNet.Create(1);
        static string Message(Action call) => Assert.Throws<ArgumentException>(call).Message;
        Assert.Equal(
            "DigitNet: layer Dense1 takes inputs of shape [samples, 64]; got 63 numbers, no multiple of 64. (Parameter 'inputs')",
            Message(() => network.Predict(new float[63], new float[10])));
        Assert.Equal(
            "DigitNet: layer Softmax1 gives [2, 10] for 2 samples, so outputs must hold 20 numbers; got 10. (Parameter 'outputs')",
            Message(() => network.Predict(new float[128], new float[10])));
        Assert.Contains("targets must hold 10 numbers; got 9", Message(() => network.Loss(new float[64], new float[9])), StringComparison.Ordinal);
        Assert.Contains("the label of sample 1 is 10", Message(() => network.Loss(new float[128], [9, 10])), StringComparison.Ordinal);
        Assert.Contains("sum to 0, not to 1", Message(() => network.Loss(new float[64], new float[10])), StringComparison.Ordinal);
        Assert.Contains("2410 parameters; got room for 5", Message(() => network.Gradient(new float[64], [1], new float[5])), StringComparison.Ordinal);
        Assert.Contains("one sample at least", Message(() => network.Loss([], (ReadOnlySpan<int>)[])), StringComparison.Ordinal);
        network.Predict([], []);
    }

    [Fact]
    public void An_input_that_is_not_finite_spoils_its_own_sample_only()
    {
        DigitNet network = DigitNet.Create(1);
        float[] inputs = Inputs(3);
        var expected = new float[30];
        network.Predict(inputs, expected);
        inputs[64 + 5] = float.NaN;
        var outputs = new float[30];
        network.Predict(inputs, outputs);
        Assert.Equal(expected[..10], outputs[..10]);
        Assert.All(outputs[10..20], y => Assert.True(float.IsNaN(y)));
        Assert.Equal(expected[20..], outputs[20..]);
        Assert.True(float.IsNaN(network.Loss(inputs, Labels(3))));
    }

    [Fact]
    public void What_is_saved_is_loaded()
    {
        DigitNet saved = DigitNet.Create(1);
        using var stream = new MemoryStream();
        saved.Save(stream);
        DigitNet loaded = DigitNet.Create(2);
        loaded.Load(stream.ToArray());
        Assert.Equal(saved.Parameters.ToArray(), loaded.Parameters.ToArray());
        SoftplusTanh other = SoftplusTanh.Create(1);
        var error = Assert.Throws<InvalidDataException>(() => other.Load(stream.ToArray()));
        Assert.Contains("tensor Dense1Weights has shape [64, 32]; SoftplusTanh's has [4, 6]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_allocates_nothing_after_the_first_step()
    {
        (Dataset<float> training, Dataset<float> test) = Dataset.Digits().Split();
        TrainingResult result = DigitNet.Create(1).Fit(training, new() { Epochs = 3, Test = test });
        Assert.Equal(0, result.AllocatedBytes);
    }
}
