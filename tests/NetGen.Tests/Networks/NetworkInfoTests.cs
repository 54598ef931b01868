using Xunit;

namespace NetGen.Tests;

public class NetworkInfoTests
{
    private readonly NetworkInfo _bare = new(
        "Any", [2, 3], [4], [], [new("W", "Any", [2, 3], 0, new(Initializer.Zeros), 2, 3), new("B", "Any", [4], 6, new(Initializer.Zeros), 2, 3)], "None");

    [Fact]
    public void Parts_are_as_long_as_the_product_of_their_extents()
    {
        Assert.Equal([6, 4], _bare.Parameters.Select(parameter => parameter.Length));
        Assert.Equal(6, new InputInfo("Input", [2, 3], 0).Length);
        Assert.Equal(6, new OutputInfo("Any", [2, 3], 0, "None").Length);
        Assert.Equal(6, new StateInfo("S", "Any", [2, 3], 0, 0).Length);
    }

    [Fact]
    public void Parameters_and_state_are_added_up()
    {
        Assert.Equal((10, 0), (_bare.ParameterCount, _bare.StateCount));
        Assert.Equal(5, (_bare with { States = [new("S", "Any", [2], 0, 0), new("R", "Any", [3], 2, 0)] }).StateCount);
    }

    [Fact]
    public void One_input_and_one_output_are_what_a_network_has_unless_it_says_more()
    {
        InputInfo input = Assert.Single(_bare.Inputs);
        Assert.Equal(("Input", 0, InputKind.Numbers), (input.Name, input.Offset, input.Kind));
        Assert.Equal(_bare.InputShape, input.Shape);
        OutputInfo output = Assert.Single(_bare.Outputs);
        Assert.Equal(("Any", 0, "None", 1), (output.Layer, output.Offset, output.Loss, output.Weight));
        Assert.Equal(_bare.OutputShape, output.Shape);
        Assert.Equal("Last", Assert.Single(new NetworkInfo("Any", [2], [4], [new("First", "Dense", [3], 9, 6), new("Last", "Dense", [4], 16, 12)], [], "None").Outputs).Layer);
        Assert.Equal("", _bare.Declaration);
        Assert.Empty(_bare.States);
    }

    [Fact]
    public void A_network_has_no_state_noise_or_penalty_unless_it_says_so()
    {
        INetwork<Line, float> network = Line.Create(1);
        Assert.Equal((0, 0), (State<Line>(), network.State.Length));
        (network.Step, network.NoiseSeed) = (3, 4);
        Assert.Equal((0L, 0UL, 0f), (network.Step, network.NoiseSeed, network.Penalty()));
        Assert.Equal((1, 3), (Labels<Line>(), Labels<Tagger>()));
    }

    private static int State<TNetwork>()
        where TNetwork : INetwork<TNetwork, float> => TNetwork.StateCount;

    private static int Labels<TNetwork>()
        where TNetwork : IClassifier<TNetwork, float> => TNetwork.LabelsPerSample;
}
