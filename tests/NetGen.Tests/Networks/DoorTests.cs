using Xunit;

namespace NetGen.Tests;

public class DoorTests
{
    private static readonly NetworkInfo _info = Line.Info;

    [Fact]
    public void Counts_the_samples()
    {
        Assert.Equal(4, Door.Predict<float>(_info, new float[12], 3, new float[8], 2));
        Assert.Equal(0, Door.Predict<float>(_info, [], 3, [], 2));
        Assert.Equal(4, Door.Targets<float>(_info, new float[12], 3, new float[8], 2));
        Assert.Equal(4, Door.Labels<float>(_info, new float[12], 3, new int[4]));
        Assert.Equal(4, Door.Labels<float>(_info, new float[12], 3, new int[12], 3));
    }

    [Theory]
    [InlineData(4, 2, "Line: layer Dense1 takes inputs of shape [samples, 3]; got 4 numbers, no multiple of 3. (Parameter 'inputs')")]
    [InlineData(6, 3, "Line: layer Softmax1 gives [2, 2] for 2 samples, so outputs must hold 4 numbers; got 3. (Parameter 'outputs')")]
    public void Names_the_layer_and_the_shapes(int inputs, int outputs, string message)
    {
        var error = Assert.Throws<ArgumentException>(
            () => Door.Predict<float>(_info, new float[inputs], 3, new float[outputs], 2));
        Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData(6, 1, 1, "Line: layer Softmax1 takes a label for each of the 2 samples; got 1. (Parameter 'labels')")]
    [InlineData(6, 2, 3, "Line: layer Softmax1 takes 3 labels for each of the 2 samples; got 2. (Parameter 'labels')")]
    [InlineData(7, 2, 1, "Line: layer Dense1 takes inputs of shape [samples, 3]; got 7 numbers, no multiple of 3. (Parameter 'inputs')")]
    public void Names_the_labels_there_should_be(int inputs, int labels, int perSample, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => Door.Labels<float>(_info, new float[inputs], 3, new int[labels], perSample));
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void Names_the_targets_there_should_be()
    {
        var error = Assert.Throws<ArgumentException>(() => Door.Targets<float>(_info, new float[6], 3, new float[3], 2));
        Assert.Equal("Line: layer Softmax1 gives [2, 2] for 2 samples, so targets must hold 4 numbers; got 3. (Parameter 'targets')", error.Message);
    }

    [Fact]
    public void Refuses_outputs_that_overwrite_the_inputs()
    {
        var memory = new float[6];
        var error = Assert.Throws<ArgumentException>(
            () => Door.Predict<float>(_info, memory, 3, memory.AsSpan(0, 4), 2));
        Assert.Contains("share memory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_needs_a_sample()
    {
        var error = Assert.Throws<ArgumentException>(() => Door.Targets<float>(_info, [], 3, [], 2));
        Assert.Contains("one sample at least", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_sample_of_a_label_out_of_range()
    {
        var numbers = new float[3];
        var error = Assert.Throws<ArgumentException>(() => Door.CopyLabels(_info, [0, 1, 2], 2, ref numbers[0]));
        Assert.Equal("Line: the label of sample 2 is 2; layer Softmax1 has the classes 0 … 1. (Parameter 'labels')", error.Message);
        Assert.Throws<ArgumentException>(() => Door.CopyLabels(_info, [-1], 2, ref numbers[0]));
        Door.CopyLabels(_info, [1, 0, 1], 2, ref numbers[0]);
        Assert.Equal([1, 0, 1], numbers);
    }

    [Theory]
    [InlineData(0.5f, 0.4f, "they sum to 0.9, not to 1.")]
    [InlineData(1.5f, -0.5f, "one is negative.")]
    [InlineData(float.NaN, 0.5f, "they sum to NaN, not to 1.")]
    public void Names_the_sample_whose_targets_are_no_distribution(float first, float second, string reason)
    {
        float[] targets = [0, 1, first, second];
        var error = Assert.Throws<ArgumentException>(() => Door.Distributions<float>(_info, targets, 2));
        Assert.Contains("sample 1", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Distributions_may_be_off_by_rounding()
    {
        Door.Distributions<float>(_info, [0.3333f, 0.6666f, 1, 0], 2);
        Door.Distributions<float>(_info, [1.0005f, -0.0005f, 0.5f, 0.5009f], 2);
        Assert.Throws<ArgumentException>(() => Door.Distributions<float>(_info, [1.002f, -0.002f], 2));
        Assert.Throws<ArgumentException>(() => Door.Distributions<float>(_info, [0.5f, 0.502f], 2));
    }

    [Fact]
    public void Names_the_step_of_a_label_and_the_sample_of_a_step()
    {
        var numbers = new float[6];
        var error = Assert.Throws<ArgumentException>(() => Door.CopyLabels(Tagger.Info, [0, 1, 0, 1, 2, 0], 2, ref numbers[0], 3));
        Assert.Contains("label 1 of sample 1 is 2", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => Door.Distributions<float>(Tagger.Info, [1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0], 2));
        Assert.Contains("the targets of sample 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_lengths_of_a_gradient()
    {
        var error = Assert.Throws<ArgumentException>(() => Door.Gradient<float>(_info, new float[7], 8));
        Assert.Equal("Line: its 2 layers have 8 parameters; got room for 7. (Parameter 'gradient')", error.Message);
    }

    [Fact]
    public void A_network_without_layers_is_called_by_its_name()
    {
        NetworkInfo info = _info with { Layers = [] };
        Says("Line: layer Line takes inputs of shape [samples, 3]; got 4 numbers, no multiple of 3. (Parameter 'inputs')", () => Door.Predict<float>(info, new float[4], 3, [], 2));
        Says("Line: layer Line takes a label for each of the 1 samples; got 0. (Parameter 'labels')", () => Door.Labels<float>(info, new float[3], 3, []));
    }

    [Fact]
    public void Names_what_is_no_integer_of_its_range()
    {
        Door.Integers<float>(Words, [1, 0, 4, 3, 4, 0], 3);
        Door.Integers<float>(Tagger.Info, [2, 0.5f, -7, float.NaN], 4);
        Says("Tagger: the length of sample 1 in Length is 4; it must be an integer in 1 … 3. (Parameter 'inputs')", () => Door.Integers<float>(Words, [1, 0, 0, 4, 0, 0], 3));
        Says("Tagger: the length of sample 0 in Length is 0; it must be an integer in 1 … 3. (Parameter 'inputs')", () => Door.Integers<float>(Words, [0, 0, 0], 3));
        Says("Tagger: token 1 of sample 0 in Word is 5; it must be an integer in 0 … 4. (Parameter 'inputs')", () => Door.Integers<float>(Words, [1, 0, 5], 3));
        Says("Tagger: token 0 of sample 1 in Word is -1; it must be an integer in 0 … 4. (Parameter 'inputs')", () => Door.Integers<float>(Words, [1, 0, 0, 1, -1, 0], 3));
        Says("Tagger: token 0 of sample 0 in Word is 0.5; it must be an integer in 0 … 4. (Parameter 'inputs')", () => Door.Integers<float>(Words, [1, 0.5f, 0], 3));
        Says("Tagger: token 1 of sample 0 in Word is NaN; it must be an integer in 0 … 4. (Parameter 'inputs')", () => Door.Integers<float>(Words, [1, 0, float.NaN], 3));
    }

    [Fact]
    public void Labels_behind_the_last_step_may_be_anything_and_are_0()
    {
        float[] inputs = [2, 0, 0, 0, 3, 0, 0, 0];
        float[] numbers = [9, 9, 9, 9, 9, 9];
        Door.CopyLabels<float>(Tagger.Info, inputs, 4, [1, 0, 7, 0, 1, 1], 2, ref numbers[0]);
        Assert.Equal([1, 0, 0, 0, 1, 1], numbers);
        Says("Tagger: label 1 of sample 0 is 2; layer Dense1 has the classes 0 … 1. (Parameter 'labels')", () => Door.CopyLabels<float>(Tagger.Info, inputs, 4, [1, 2, 0, 0, 0, 0], 2, ref numbers[0]));
        Says("Tagger: label 2 of sample 1 is -1; layer Dense1 has the classes 0 … 1. (Parameter 'labels')", () => Door.CopyLabels<float>(Tagger.Info, inputs, 4, [1, 0, 0, 0, 0, -1], 2, ref numbers[0]));
    }

    [Fact]
    public void Targets_behind_the_last_step_may_be_anything()
    {
        float[] inputs = [2, 0, 0, 0, 3, 0, 0, 0];
        Door.Distributions<float>(Tagger.Info, inputs, 4, [1, 0, 0.5f, 0.5f, 9, 9, 0, 1, 0, 1, 1, 0], 6, 0);
        Says(
            "Tagger: the targets of sample 0 are no distribution over the classes of layer Dense1: they sum to 2, not to 1. (Parameter 'targets')",
            () => Door.Distributions<float>(Tagger.Info, inputs, 4, [1, 0, 1, 1, 0, 1, 0, 1, 0, 1, 1, 0], 6, 0));
        Says(
            "Tagger: the targets of sample 1 are no distribution over the classes of layer Dense1: one is negative. (Parameter 'targets')",
            () => Door.Distributions<float>(Tagger.Info, inputs, 4, [1, 0, 1, 0, 0, 1, 0, 1, 0, 1, 2, -1], 6, 0));
    }

    [Fact]
    public void Each_of_several_outputs_is_checked_where_it_lies()
    {
        NetworkInfo info = Tagger.Info with
        {
            Inputs = [new("Input", [1], 0), new("Length", [1], 1, InputKind.Length, 2)],
            Outputs = [new("Dense1", [1], 0, "MeanSquaredError"), new("Softmax1", [2, 2], 1, "CrossEntropy") { Lengths = "Length" }, new("Softmax2", [2], 5, "CrossEntropy")],
        };
        float[] inputs = [7, 1, 7, 2];
        float[] targets = [5, 0, 1, 9, 9, 1, 0, 5, 0, 1, 1, 0, 0.5f, 0.5f];
        Door.Distributions<float>(info, inputs, 2, targets, 7, 1);
        Door.Distributions<float>(info, inputs, 2, targets, 7, 2);
        targets[10] = 3;
        targets[13] = 3;
        Says(
            "Tagger: the targets of sample 1 are no distribution over the classes of layer Softmax1: they sum to 3, not to 1. (Parameter 'targets')",
            () => Door.Distributions<float>(info, inputs, 2, targets, 7, 1));
        Says(
            "Tagger: the targets of sample 1 are no distribution over the classes of layer Softmax2: they sum to 3.5, not to 1. (Parameter 'targets')",
            () => Door.Distributions<float>(info, inputs, 2, targets, 7, 2));
    }

    [Fact]
    public void Names_what_a_step_of_a_stream_takes_and_gives()
    {
        Door.Next<float>(_info, new float[3], 3, new float[2], 2);
        Says("Line: a step takes 3 numbers; got 2. (Parameter 'inputs')", () => Door.Next<float>(_info, new float[2], 3, new float[2], 2));
        Says("Line: a step gives 2 numbers; got 3. (Parameter 'outputs')", () => Door.Next<float>(_info, new float[3], 3, new float[3], 2));
        var memory = new float[4];
        Says("Line: outputs and inputs share memory; each needs its own. (Parameter 'outputs')", () => Door.Next<float>(_info, memory.AsSpan(0, 3), 3, memory.AsSpan(2), 2));
    }

    [Fact]
    public void The_tokens_of_a_step_are_checked()
    {
        NetworkInfo info = _info with { Inputs = [new("Word", [2], 0, InputKind.Tokens, 5)] };
        Door.NextTokens<float>(info, [4, 0]);
        Door.NextTokens<float>(_info, [0.5f, -1]);
        Says("Line: token 1 of sample 0 in Word is 5; it must be an integer in 0 … 4. (Parameter 'inputs')", () => Door.NextTokens<float>(info, [0, 5]));
    }

    [Fact]
    public void A_distribution_names_its_sample_where_a_sample_has_several()
    {
        NetworkInfo steps = _info with { OutputShape = [2, 2] };
        Says(
            "Line: the targets of sample 1 are no distribution over the classes of layer Softmax1: they sum to 0.5, not to 1. (Parameter 'targets')",
            () => Door.Distributions<float>(steps, [1, 0, 0, 1, 0.5f, 0.5f, 0.5f, 0], 2));
    }

    [Fact]
    public void A_shape_of_several_extents_is_written_out()
    {
        NetworkInfo picture = _info with { InputShape = [2, 3] };
        Says("Line: layer Dense1 takes inputs of shape [samples, 2, 3]; got 7 numbers, no multiple of 6. (Parameter 'inputs')", () => Door.Predict<float>(picture, new float[7], 6, new float[2], 2));
    }

    [Fact]
    public void Noise_is_drawn_from_23_bits_of_the_seed_and_24_of_the_step()
    {
        var noise = new float[2];
        Door.Noise(1, (1 << 24) + 5, ref noise[0]);
        Assert.Equal([5_184_444, 5], noise);
        NoiseStream.Current = 1;
        ulong offset = NoiseStream.Offset;
        Door.Noise(1, 0, ref noise[0]);
        NoiseStream.Current = 0;
        var shifted = new float[2];
        Door.Noise(1 + offset, 0, ref shifted[0]);
        Assert.Equal(shifted, noise);
        Assert.NotEqual(5_184_444, noise[0]);
    }

    private static NetworkInfo Words => Tagger.Info with
    {
        Inputs = [new("Length", [1], 0, InputKind.Length, 3), new("Word", [2], 1, InputKind.Tokens, 5)],
    };

    private static void Says(string message, Action call) => Assert.Equal(message, Assert.Throws<ArgumentException>(call).Message);
}
