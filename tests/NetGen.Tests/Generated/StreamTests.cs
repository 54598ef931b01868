using System.Numerics;
using Xunit;

namespace NetGen.Tests.Generated;

public class StreamTests
{
    private const int Steps = 9;

    private delegate void Next<T>(ReadOnlySpan<T> inputs, Span<T> outputs);

    [Fact]
    public void Outputs_of_every_step_are_those_of_the_whole_sequence()
    {
        Whole<StepwiseRNN, float>(StepwiseRNN.Create(1), network => network.OpenStream().Next, 1e-6);
        Whole<StackedGRU, double>(StackedGRU.Create(1), network => network.OpenStream().Next, 1e-14);
        Whole<Speller, float>(Speller.Create(1), network => network.OpenStream().Next, 1e-6);
        Whole<LearnedPositions, float>(LearnedPositions.Create(1), network => network.OpenStream().Next, 1e-6);
        Whole<CausalConvolutions, float>(CausalConvolutions.Create(1), network => network.OpenStream().Next, 1e-6);
    }

    [Fact]
    public void The_output_of_the_last_step_is_that_of_the_whole_sequence()
    {
        Last<LastLSTM, float>(LastLSTM.Create(1), network => network.OpenStream().Next, 1e-6);
        Last<LastGRU, float>(LastGRU.Create(1), network => network.OpenStream().Next, 1e-6);
    }

    [Fact]
    public void An_output_is_that_of_a_sequence_which_ends_at_its_step()
    {
        LastGRU network = LastGRU.Create(2);
        float[] row = Row<LastGRU, float>(3);
        LastGRU.Stream stream = network.OpenStream();
        var expected = new float[2];
        var actual = new float[2];
        for (int t = 0; t < Steps; t++)
        {
            row[0] = t + 1;
            network.Predict(row, expected);
            stream.Next(row.AsSpan(1 + (t * 3), 3), actual);
            Close<float>(expected, actual, 1e-6);
        }
    }

    [Fact]
    public void A_stream_can_be_reset_copied_and_saved()
    {
        StepwiseRNN network = StepwiseRNN.Create(1);
        float[] row = Row<StepwiseRNN, float>(1);
        StepwiseRNN.Stream stream = network.OpenStream();
        StepwiseRNN.Stream copy = network.OpenStream();
        var first = new float[2];
        var second = new float[2];
        var again = new float[2];
        Assert.Equal(3, StepwiseRNN.Stream.InputSize);
        Assert.Equal(2, StepwiseRNN.Stream.OutputSize);
        Assert.Equal(5, stream.State.Length);

        stream.Next(row.AsSpan(0, 3), first);
        copy.CopyFrom(stream);
        float[] state = stream.State.ToArray();
        stream.Next(row.AsSpan(3, 3), second);
        copy.Next(row.AsSpan(3, 3), again);
        Assert.Equal(second, again);
        Assert.NotEqual(first, second);

        state.CopyTo(stream.State);
        stream.Next(row.AsSpan(3, 3), again);
        Assert.Equal(second, again);

        stream.Reset();
        stream.Next(row.AsSpan(0, 3), again);
        Assert.Equal(first, again);
        Assert.Throws<ArgumentNullException>(() => stream.CopyFrom(null!));
    }

    [Fact]
    public void What_a_step_is_given_is_checked()
    {
        StepwiseRNN.Stream stream = StepwiseRNN.Create(1).OpenStream();
        Assert.Contains(
            "a step takes 3 numbers; got 2.",
            Assert.Throws<ArgumentException>(() => stream.Next(new float[2], new float[2])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => stream.Next(new float[3], new float[3]));
        var shared = new float[5];
        Assert.Throws<ArgumentException>(() => stream.Next(shared.AsSpan(0, 3), shared.AsSpan(2, 2)));
        Speller.Stream speller = Speller.Create(1).OpenStream();
        Assert.Throws<ArgumentException>(() => speller.Next([6], new float[6]));
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        StackedGRU.Stream stream = StackedGRU.Create(1).OpenStream();
        var inputs = new double[3];
        var outputs = new double[3];
        stream.Next(inputs, outputs);
        stream.Next(inputs, outputs);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int t = 0; t < 100; t++)
        {
            stream.Next(inputs, outputs);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void What_needs_later_steps_or_all_has_no_stream()
    {
        Assert.Null(typeof(BothDirections).GetMethod("OpenStream"));
        Assert.Null(typeof(Pooled).GetMethod("OpenStream"));
        Assert.Null(typeof(DigitNet).GetMethod("OpenStream"));
        Assert.NotNull(typeof(LastLSTM).GetMethod("OpenStream"));
    }

    private static void Whole<TSelf, T>(TSelf network, Func<TSelf, Next<T>> open, double tolerance)
        where TSelf : INetwork<TSelf, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (T[] row, InputInfo input) = Sequence<TSelf, T>();
        var expected = new T[TSelf.OutputSize];
        network.Predict(row, expected);
        int inputs = input.Length / Steps;
        int outputs = expected.Length / Steps;
        Next<T> next = open(network);
        var actual = new T[outputs];
        for (int t = 0; t < Steps; t++)
        {
            next(row.AsSpan(input.Offset + (t * inputs), inputs), actual);
            Close<T>(expected.AsSpan(t * outputs, outputs), actual, tolerance);
        }
    }

    private static void Last<TSelf, T>(TSelf network, Func<TSelf, Next<T>> open, double tolerance)
        where TSelf : INetwork<TSelf, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (T[] row, InputInfo input) = Sequence<TSelf, T>();
        var expected = new T[TSelf.OutputSize];
        network.Predict(row, expected);
        Next<T> next = open(network);
        var actual = new T[expected.Length];
        int inputs = input.Length / Steps;
        for (int t = 0; t < Steps; t++)
        {
            next(row.AsSpan(input.Offset + (t * inputs), inputs), actual);
        }

        Close<T>(expected, actual, tolerance);
    }

    private static void Close<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int k = 0; k < expected.Length; k++)
        {
            Assert.Equal(double.CreateTruncating(expected[k]), double.CreateTruncating(actual[k]), tolerance);
        }
    }

    /// <summary>A sample of full length, and where its sequence lies.</summary>
    private static (T[] Row, InputInfo Input) Sequence<TSelf, T>()
        where TSelf : INetwork<TSelf, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] row = Row<TSelf, T>(1);
        InputInfo input = TSelf.Info.Inputs.Single(part => part.Kind != InputKind.Length);
        if (input.Offset > 0)
        {
            row[0] = T.CreateTruncating(Steps);
        }

        return (row, input);
    }

    private static T[] Row<TSelf, T>(ulong seed)
        where TSelf : INetwork<TSelf, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new RandomNumbers(seed);
        InputInfo input = TSelf.Info.Inputs.Single(part => part.Kind != InputKind.Length);
        bool isTokens = input.Kind == InputKind.Tokens;
        return
        [
            .. Enumerable.Range(0, TSelf.InputSize)
                .Select(_ => T.CreateTruncating(isTokens ? random.Below(input.Limit) : random.Normal())),
        ];
    }
}
