using NetGen.Core;
using NetGen.Tests.Roslyn;
using Xunit;

namespace NetGen.Tests.Parity;

/// <summary>Networks compute what PyTorch computes: outputs, loss, running statistics and all gradients.</summary>
public class ParityTests
{
    /// <summary>Why PyTorch has nothing to compare an entry with.</summary>
    private static readonly Dictionary<string, string> WithoutFixture = new()
    {
        ["Dropout"] = "Which numbers are dropped is NetGen's own function of seed, step and place.",
        ["GaussianNoise"] = "The noise is NetGen's own function of seed, step and place.",
        ["Activation"] = "What it computes is the class's own code.",
        ["Loss"] = "What it computes is the class's own code.",
        ["Equation"] = "What it computes is the class's own equation.",
    };

    public static TheoryData<string, Precision> Cases
    {
        get
        {
            TheoryData<string, Precision> cases = [];
            foreach (string title in Fixture.Titles)
            {
                cases.Add(title, Precision.Single);
                cases.Add(title, Precision.Double);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_network_computes_what_PyTorch_does(string title, Precision precision)
    {
        (double outputs, double gradients) = precision == Precision.Single ? (1e-5, 1e-4) : (1e-11, 1e-11);
        Fixture fixture = Fixture.Read(title);
        RunningNetwork network = await RunningNetwork.OfAsync(UserProject.Of(fixture.Declaration(precision)));
        network.Parameters = Load(fixture.Tensors("parameters"), network.Info.Parameters.Select(parameter => (parameter.Name, parameter.Shape.ToArray())));
        network.State = Load(fixture.Tensors("states"), network.Info.States.Select(state => (state.Name, state.Shape.ToArray())));

        Close("outputs", outputs, fixture["outputs"].Values, network.Predict(fixture.Inputs));
        Close("loss", outputs, [fixture.Loss], [fixture.Targets is { } t ? network.Loss(fixture.Inputs, t) : network.Loss(fixture.Inputs, fixture.Labels)]);
        Close("penalty", outputs, [fixture.Penalty], [network.Penalty]);

        (double loss, double[] gradient) = fixture.Targets is { } targets
            ? network.Gradient(fixture.Inputs, targets)
            : network.Gradient(fixture.Inputs, fixture.Labels);
        Close("loss of the gradient", outputs, [fixture.TrainingLoss], [loss]);
        foreach ((ParameterInfo parameter, (_, Tensor expected)) in network.Info.Parameters.Zip(fixture.Tensors("gradients")))
        {
            Close($"∂{parameter.Name}", gradients, expected.Values, gradient.AsSpan(parameter.Offset, parameter.Length).ToArray());
        }

        foreach ((StateInfo state, (_, Tensor expected)) in network.Info.States.Zip(fixture.Tensors("statesAfter")))
        {
            Close(state.Name, outputs, expected.Values, network.State.AsSpan(state.Offset, state.Length).ToArray());
        }
    }

    [Fact]
    public void Every_entry_has_a_fixture_or_a_reason_why_not()
    {
        Assert.Empty(Fixture.Titles.Select(title => Fixture.Read(title).Entry).Except(Catalogue.names));
        Assert.Empty(Catalogue.names.Except(Fixture.Titles.Select(title => Fixture.Read(title).Entry)).Except(WithoutFixture.Keys));
        Assert.Empty(WithoutFixture.Keys.Except(Catalogue.names));
    }

    /// <summary>The tensors one after the other; their names and shapes must be those that the network states.</summary>
    private static double[] Load(IReadOnlyList<(string Name, Tensor Tensor)> tensors, IEnumerable<(string Name, int[] Shape)> stated)
    {
        Assert.Equal(
            tensors.Select(tensor => $"{tensor.Name} [{string.Join(", ", tensor.Tensor.Shape)}]"),
            stated.Select(tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]"));
        return [.. tensors.SelectMany(tensor => tensor.Tensor.Values)];
    }

    /// <summary>The greatest difference, relative to the greatest number expected.</summary>
    private static void Close(string what, double tolerance, double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = expected.Max(Math.Abs);
        for (int k = 0; k < expected.Length; k++)
        {
            // not "greater than": a NaN is to fail
            Assert.True(
                Math.Abs(expected[k] - actual[k]) <= tolerance * scale,
                $"{what} {k}: PyTorch has {expected[k]:R}, NetGen {actual[k]:R}, among numbers to {scale:R}");
        }
    }
}
