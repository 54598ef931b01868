using NetGen.Tests.Generated;
using Xunit;

namespace NetGen.Tests.Threads;

public class DataParallelTests
{
    private static (float[] Inputs, int[] Labels) Samples(int count)
    {
        var random = new RandomNumbers(7);
        return (
            [.. Enumerable.Range(0, count * Shared.InputSize).Select(_ => (float)random.Normal())],
            [.. Enumerable.Range(0, count).Select(n => n % 10)]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(240)]
    [InlineData(511)]
    [InlineData(1000)]
    [InlineData(5003)]
    public void Any_number_of_threads_gives_the_same_bits(int samples)
    {
        Shared network = Shared.Create(1);
        (float[] inputs, int[] labels) = Samples(samples);
        (float Loss, float Mean, float[] Gradient, float[] Outputs)[] results =
        [
            .. new[] { 1, 2, 3, 7 }.Select(threads =>
            {
                using DataParallel<Shared, float> parallel = network.InParallel(threads);
                var gradient = new float[Shared.ParameterCount];
                var outputs = new float[samples * 10];
                parallel.Predict(inputs, outputs);
                return (parallel.Gradient(inputs, labels, gradient), parallel.Loss(inputs, labels), gradient, outputs);
            }),
        ];
        foreach ((float loss, float mean, float[] gradient, float[] outputs) in results)
        {
            Assert.Equal(results[0].Loss, loss);
            Assert.Equal(results[0].Mean, mean);
            Assert.Equal(results[0].Gradient, gradient);
            Assert.Equal(results[0].Outputs, outputs);
        }

        var whole = new float[Shared.ParameterCount];
        Assert.Equal(network.Gradient(inputs, labels, whole), results[0].Loss, 1e-5f);
        Assert.All(whole.Zip(results[0].Gradient), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        var all = new float[samples * 10];
        network.Predict(inputs, all);
        Assert.All(all.Zip(results[0].Outputs), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Theory]
    [InlineData(480, 2)]
    [InlineData(720, 3)]
    [InlineData(1200, 5)]
    public void A_batch_is_the_mean_of_its_shards_by_their_sizes(int samples, int count)
    {
        Shared network = Shared.Create(1);
        (float[] inputs, int[] labels) = Samples(samples);
        var shards = new Shards(samples, Shards.Least(Shared.Info));
        Assert.Equal(count, shards.Count);
        var sums = new List<float[]>();
        float loss = 0;
        for (int k = 0; k < count; k++)
        {
            (int first, int length) = (shards.First(k), shards.Length(k));
            var gradient = new float[Shared.ParameterCount];
            float weight = (float)shards.Weight(k);
            loss += weight * network.Gradient(inputs.AsSpan(first * 64, length * 64), labels.AsSpan(first, length), gradient);
            sums.Add([.. gradient.Select(slope => slope * weight)]);
        }

        using DataParallel<Shared, float> parallel = network.InParallel(2);
        var actual = new float[Shared.ParameterCount];
        Assert.Equal(loss, parallel.Gradient(inputs, labels, actual));
        Assert.Equal(loss, parallel.Loss(inputs, labels));

        // ((g₀ + g₁) + (g₂ + g₃)) + …
        while (sums.Count > 1)
        {
            sums = [.. sums.Chunk(2).Select(pair => pair.Length == 1 ? pair[0] : [.. pair[0].Zip(pair[1], (a, b) => a + b)])];
        }

        Assert.Equal(sums[0], actual);
    }

    [Fact]
    public void A_token_is_named_by_its_sample_in_the_batch()
    {
        var network = Symbols.Create(1);
        var inputs = new double[9000 * 6];
        inputs[(8000 * 6) + 2] = 5;
        using DataParallel<Symbols, double> parallel = network.InParallel(2);
        Assert.True(new Shards(9000, Shards.Least(Symbols.Info)).Count > 1);
        var error = Assert.Throws<ArgumentException>(() => parallel.Predict(inputs, new double[9000 * 30]));
        Assert.Contains("sample 8000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_network_there_is_nothing_to_share_out()
    {
        DataParallel<Shared, float> none = null!;
        Assert.Throws<ArgumentNullException>("network", () => none.Loss(new float[64], new int[1]));
        Assert.Throws<ArgumentNullException>("network", () => none.Gradient(new float[64], new int[1], new float[Shared.ParameterCount]));
    }

    [Fact]
    public void Targets_and_penalties_count_as_in_the_whole_batch()
    {
        var network = Noisy.Create(3);
        (float[] inputs, _) = Samples(1000);
        double[] x = Array.ConvertAll(inputs, number => (double)number);
        double[] targets = [.. x.Take(1000 * 10)];
        using DataParallel<Noisy, double> parallel = network.InParallel(2);
        Assert.Equal(network.Loss(x, targets), parallel.Loss(x, targets), 1e-12);

        // Where every hidden number is 0 noise does not matter, and the slopes by the weights are the penalty's alone.
        network.Dense1Weights.Fill(0.5);
        Array.Clear(x);
        var gradient = new double[Noisy.ParameterCount];
        parallel.Gradient(x, targets, gradient);
        Assert.All(gradient.Take(network.Dense1Weights.Length), slope => Assert.Equal(0.01, slope, 1e-12));
    }

    [Fact]
    public void Every_shard_draws_noise_of_its_own()
    {
        var network = Noisy.Create(3);
        (float[] inputs, _) = Samples(240);
        double[] once = Array.ConvertAll(inputs, number => (double)number);
        double[] twice = [.. once, .. once];
        using DataParallel<Noisy, double> parallel = network.InParallel(2);
        var first = new double[Noisy.ParameterCount];
        var both = new double[Noisy.ParameterCount];
        double loss = parallel.Gradient(once, new double[240 * 10], first);
        Assert.NotEqual(loss, parallel.Gradient(twice, new double[480 * 10], both));
        Assert.NotEqual(first, both);
        Assert.Equal(loss, network.Gradient(once, new double[240 * 10], first));
    }

    [Fact]
    public void Samples_that_share_statistics_stay_together()
    {
        (float[] inputs, int[] labels) = Samples(1000);
        var (one, several) = (Coupled.Create(1), Coupled.Create(1));
        using DataParallel<Coupled, float> parallel = several.InParallel(3);
        var (expected, actual) = (new float[Coupled.ParameterCount], new float[Coupled.ParameterCount]);
        Assert.Equal(one.Gradient(inputs, labels, expected), parallel.Gradient(inputs, labels, actual));
        Assert.Equal(expected, actual);
        Assert.True(one.State.SequenceEqual(several.State));
    }

    [Fact]
    public void Nothing_is_allocated_after_the_first_calls()
    {
        Shared network = Shared.Create(1);
        (float[] inputs, int[] labels) = Samples(1000);
        var (gradient, outputs) = (new float[Shared.ParameterCount], new float[10_000]);
        using DataParallel<Shared, float> parallel = network.InParallel(2);
        Call();
        Call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int n = 0; n < 10; n++)
        {
            Call();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Call()
        {
            parallel.Predict(inputs, outputs);
            _ = parallel.Loss(inputs, labels);
            _ = parallel.Gradient(inputs, labels, gradient);
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused_as_the_network_refuses_it()
    {
        Shared network = Shared.Create(1);
        (float[] inputs, int[] labels) = Samples(1000);
        labels[900] = 11;
        var gradient = new float[Shared.ParameterCount];
        using DataParallel<Shared, float> parallel = network.InParallel(2);
        Same(() => network.Gradient(inputs, labels, gradient), () => parallel.Gradient(inputs, labels, gradient), "sample 900");
        Same(() => network.Loss(inputs, labels), () => parallel.Loss(inputs, labels), "sample 900");
        labels[900] = 0;
        Same(() => network.Gradient(inputs, labels, gradient.AsSpan(1)), () => parallel.Gradient(inputs, labels, gradient.AsSpan(1)), "parameters");
        Same(() => network.Gradient(inputs, labels.AsSpan(1), gradient), () => parallel.Gradient(inputs, labels.AsSpan(1), gradient), "999");
        Same(() => network.Gradient(inputs.AsSpan(1), labels, gradient), () => parallel.Gradient(inputs.AsSpan(1), labels, gradient), "63999");
        Same(() => network.Loss([], labels), () => parallel.Loss([], labels), "none");
        Same(() => network.Predict(inputs, inputs.AsSpan(0, 10_000)), () => parallel.Predict(inputs, inputs.AsSpan(0, 10_000)), "share memory");
        Same(() => network.Predict(inputs, new float[9_999]), () => parallel.Predict(inputs, new float[9_999]), "9999");
        _ = parallel.Gradient(inputs, labels, gradient);

        static void Same(Action whole, Action sharded, string part)
        {
            string expected = Assert.Throws<ArgumentException>(whole).Message;
            Assert.Contains(part, expected, StringComparison.Ordinal);
            Assert.Equal(expected, Assert.Throws<ArgumentException>(sharded).Message);
        }
    }

    [Fact]
    public void There_is_a_thread_at_least() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Shared.Create(1).InParallel(0));

    [Theory]
    [InlineData(1000)]
    [InlineData(600)]
    public void Training_gives_the_same_bits_on_any_number_of_threads(int batch)
    {
        (float[] inputs, int[] labels) = Samples(1000);
        var data = Dataset.FromLabels<float>(inputs, labels, [.. Enumerable.Range(0, 10).Select(k => $"{k}")]);
        (float[] Parameters, double Loss)[] trained =
        [
            .. new[] { 1, 2, 5 }.Select(threads =>
            {
                Shared network = Shared.Create(1);
                TrainingResult result = network.Fit(data, new() { Epochs = 3, BatchSize = batch, Threads = threads });
                Assert.Equal(0, result.AllocatedBytes);
                return (network.Parameters.ToArray(), result.History[^1].Training!.Value.Loss);
            }),
        ];
        Assert.All(trained, one => Assert.Equal(trained[0].Parameters, one.Parameters));
        Assert.All(trained, one => Assert.Equal(trained[0].Loss, one.Loss));
        Assert.NotEqual(Shared.Create(1).Parameters.ToArray(), trained[0].Parameters);
    }

    [Fact]
    public void Training_raises_the_step_and_reports_the_penalty_of_the_network()
    {
        var network = Noisy.Create(3);
        (float[] inputs, _) = Samples(40);
        double[] x = Array.ConvertAll(inputs, number => (double)number);
        TrainingResult result = network.Fit(
            Dataset.FromTargets<double>(x, 64, x.AsSpan(0, 400), 10), new() { Epochs = 2, BatchSize = 20, Threads = 2 });
        Assert.Equal((4, 4), (result.Steps, network.Step));
        Assert.Equal(network.Penalty(), result.History[^1].Penalty, 1e-12);
        Assert.NotEqual(0, result.History[^1].Penalty);
    }

    [Fact]
    public void Training_asks_for_a_thread_at_least()
    {
        (float[] inputs, int[] labels) = Samples(20);
        var data = Dataset.FromLabels<float>(inputs, labels, [.. Enumerable.Range(0, 10).Select(k => $"{k}")]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Shared.Create(1).Fit(data, new() { Threads = 0 }));
    }
}
