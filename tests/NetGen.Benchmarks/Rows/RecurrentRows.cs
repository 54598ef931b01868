using NetGen.Benchmarks.Data;
using NetGen.Benchmarks.Networks;

namespace NetGen.Benchmarks.Rows;

/// <summary>LSTM and GRU with one input and a dense output: a step of a stream, and training through 64 steps of 32 sequences.</summary>
internal static class RecurrentRows
{
    private const int Signal = 1024;
    private const int Time = 64;
    private const int Batch = 32;

    private delegate void Next(ReadOnlySpan<float> inputs, Span<float> outputs);

    public static IEnumerable<Row> All =>
    [
        Stream("lstm", 4, 8, () => Weights.Recurrent(Lstm8.Create(1), "LSTM", 4, 8).OpenStream().Next),
        Stream("lstm", 4, 16, () => Weights.Recurrent(Lstm16.Create(1), "LSTM", 4, 16).OpenStream().Next),
        Stream("lstm", 4, 40, () => Weights.Recurrent(Lstm40.Create(1), "LSTM", 4, 40).OpenStream().Next),
        Stream("gru", 3, 8, () => Weights.Recurrent(Gru8.Create(1), "GRU", 3, 8).OpenStream().Next),
        Stream("gru", 3, 16, () => Weights.Recurrent(Gru16.Create(1), "GRU", 3, 16).OpenStream().Next),
        Stream("gru", 3, 40, () => Weights.Recurrent(Gru40.Create(1), "GRU", 3, 40).OpenStream().Next),
        Train("lstm", 4, () => Weights.Recurrent(Lstm40.Create(1), "LSTM", 4, 40)),
        Train("gru", 3, () => Weights.Recurrent(Gru40.Create(1), "GRU", 3, 40)),
    ];

    private static double Flops(int gates, int units) => (2 * gates * units * (units + 1)) + (2 * units);

    private static Row Stream(string kind, int gates, int units, Func<Next> open) =>
        new($"{kind}-{units}", $"W5.step.{kind}{units}", "step", Flops(gates, units), () =>
        {
            float[] signal = SharedFiles.Numbers("w5.sig.f32", Signal);
            var output = new float[1];
            Next next = open();
            return new(
                () =>
                {
                    for (int t = 0; t < Signal; t++)
                    {
                        next(signal.AsSpan(t, 1), output);
                    }
                },
                Signal)
            {
                Check = () =>
                {
                    Next fresh = open();
                    var outputs = new float[Signal];
                    for (int t = 0; t < Signal; t++)
                    {
                        fresh(signal.AsSpan(t, 1), outputs.AsSpan(t, 1));
                    }

                    return Check.Outputs(outputs, SharedFiles.Reference($"ref.w5.{kind}{units}.f32"));
                },
            };
        });

    /// <summary>The next value of a sine is to be foretold at every step.</summary>
    private static Row Train<T>(string kind, int gates, Func<T> create)
        where T : INetwork<T> =>
        new($"bptt-{kind}", $"W5.bptt.{kind}40", "step", 3 * Time * Batch * Flops(gates, 40), () =>
        {
            const int steps = 500;
            var step = new TrainingStep<T>(create(), new GradientDescent(0.05));
            var random = new Random(3);
            double[] phases = [.. Enumerable.Range(0, Batch).Select(_ => random.NextDouble() * 2 * Math.PI)];
            float[] inputs = Sines(phases, 0);
            float[] targets = Sines(phases, 1);
            return new(() => step.Run(inputs, targets), 1)
            {
                Check = () => step.Learns(inputs, targets, 0.05, steps),
            };
        });

    private static float[] Sines(double[] phases, int ahead) =>
        [.. phases.SelectMany(phase => Enumerable.Range(ahead, Time).Select(t => (float)Math.Sin((t * 0.2) + phase)))];
}
