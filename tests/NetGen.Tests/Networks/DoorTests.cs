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
}
