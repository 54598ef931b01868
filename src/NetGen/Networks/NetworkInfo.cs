using System.Collections.Immutable;

namespace NetGen;

/// <summary>How a network is built: what the table of <c>--help</c>, files and tools read.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="InputShape">One sample's input.</param>
/// <param name="OutputShape">One sample's output.</param>
/// <param name="Layers">The layers in order.</param>
/// <param name="Parameters">The parameters in the order of their offsets.</param>
/// <param name="Loss">The declared loss's name.</param>
public sealed record NetworkInfo(
    string Name,
    ImmutableArray<int> InputShape,
    ImmutableArray<int> OutputShape,
    ImmutableArray<LayerInfo> Layers,
    ImmutableArray<ParameterInfo> Parameters,
    string Loss)
{
    /// <summary>What a sample's row consists of, in order.</summary>
    public ImmutableArray<InputInfo> Inputs { get; init; } = [new("Input", InputShape, 0)];

    /// <summary>What an output row consists of, in order: what each loss compares.</summary>
    public ImmutableArray<OutputInfo> Outputs { get; init; } =
        [new(Layers.IsEmpty ? Name : Layers[^1].Name, OutputShape, 0, Loss)];

    /// <summary>The running statistics in the order of their offsets.</summary>
    public ImmutableArray<StateInfo> States { get; init; } = [];

    /// <summary>
    /// What was declared, in one line: Network(64) Dense(32) ReLU() … From it, tools that check a network know its
    /// equations. Empty where no generator wrote the network.
    /// </summary>
    public string Declaration { get; init; } = "";

    /// <summary>Trained numbers in the network.</summary>
    public int ParameterCount => Parameters.Sum(parameter => parameter.Length);

    /// <summary>Numbers of running statistics in the network.</summary>
    public int StateCount => States.Sum(state => state.Length);
}

/// <summary>One part of a sample's row.</summary>
/// <param name="Name">Its name: Input for the first.</param>
/// <param name="Shape">Its extents, the last contiguous.</param>
/// <param name="Offset">Where it begins in the row.</param>
/// <param name="Kind">What its numbers are.</param>
/// <param name="Limit">Tokens lie in 0 … limit − 1, a length in 1 … limit; of no meaning for numbers.</param>
public sealed record InputInfo(
    string Name,
    ImmutableArray<int> Shape,
    int Offset,
    InputKind Kind = InputKind.Numbers,
    int Limit = 0)
{
    /// <summary>The product of the extents.</summary>
    public int Length => Shape.Aggregate(1, (product, extent) => product * extent);
}

/// <summary>What the numbers of an input are.</summary>
public enum InputKind
{
    /// <summary>Any numbers.</summary>
    Numbers,

    /// <summary>Integers that name symbols, stored as numbers.</summary>
    Tokens,

    /// <summary>How many steps of the sample's sequence are there, stored as a number.</summary>
    Length,
}

/// <summary>One part of an output row, and of a row of targets.</summary>
/// <param name="Layer">The layer whose outputs these are.</param>
/// <param name="Shape">Its extents, the last contiguous.</param>
/// <param name="Offset">Where it begins in the row.</param>
/// <param name="Loss">The loss that compares it with targets.</param>
/// <param name="Weight">The factor of that loss in the sum of the losses.</param>
public sealed record OutputInfo(
    string Layer,
    ImmutableArray<int> Shape,
    int Offset,
    string Loss,
    double Weight = 1)
{
    /// <summary>
    /// The input that says how many steps of the first extent each sample has; <see langword="null"/> where all have all
    /// of them.
    /// </summary>
    public string? Lengths { get; init; }

    /// <summary>The product of the extents.</summary>
    public int Length => Shape.Aggregate(1, (product, extent) => product * extent);
}

/// <summary>One tensor of running statistics.</summary>
/// <param name="Name">Its property: BatchNorm1Mean.</param>
/// <param name="Layer">Its layer: BatchNorm1.</param>
/// <param name="Shape">Its extents, the last contiguous.</param>
/// <param name="Offset">Where it begins in the network's state.</param>
/// <param name="Initial">What it is filled with at first.</param>
public sealed record StateInfo(string Name, string Layer, ImmutableArray<int> Shape, int Offset, double Initial)
{
    /// <summary>The product of the extents.</summary>
    public int Length => Shape.Aggregate(1, (product, extent) => product * extent);
}

/// <summary>One layer.</summary>
/// <param name="Name">Its kind, numbered within the kind: Dense1.</param>
/// <param name="Kind">Its attribute: Dense.</param>
/// <param name="OutputShape">One sample's output.</param>
/// <param name="ParameterCount">Trained numbers.</param>
/// <param name="MultiplyAdds">Multiply-adds of one sample's forward pass.</param>
public sealed record LayerInfo(
    string Name,
    string Kind,
    ImmutableArray<int> OutputShape,
    int ParameterCount,
    long MultiplyAdds);

/// <summary>One tensor of parameters.</summary>
/// <param name="Name">Its property: Dense1Weights.</param>
/// <param name="Layer">Its layer: Dense1.</param>
/// <param name="Shape">Its extents, the last contiguous; weights are [inputs, outputs].</param>
/// <param name="Offset">Where it begins in the network's parameters.</param>
/// <param name="Initializer">How <c>Create</c> fills it.</param>
/// <param name="FanIn">Inputs of one output.</param>
/// <param name="FanOut">Outputs of one input.</param>
public sealed record ParameterInfo(
    string Name,
    string Layer,
    ImmutableArray<int> Shape,
    int Offset,
    InitializerInfo Initializer,
    int FanIn,
    int FanOut)
{
    /// <summary>The product of the extents.</summary>
    public int Length => Shape.Aggregate(1, (product, extent) => product * extent);
}

/// <summary>An initialiser and its arguments.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="First">The constant, the lower bound, or the mean.</param>
/// <param name="Second">The upper bound, or the standard deviation.</param>
public sealed record InitializerInfo(Initializer Kind, double First = 0, double Second = 0);

/// <summary>How parameters are filled before training.</summary>
public enum Initializer
{
    /// <summary>He's normal for layers followed by ReLU and its kin, Glorot's uniform else; zeros for a bias.</summary>
    Default,

    /// <summary>0</summary>
    Zeros,

    /// <summary>One number.</summary>
    Constant,

    /// <summary>Uniform between two bounds.</summary>
    Uniform,

    /// <summary>Normal with a mean and a standard deviation.</summary>
    Normal,

    /// <summary>Uniform in ±√(6 / (fan-in + fan-out)) (Glorot and Bengio, 2010).</summary>
    GlorotUniform,

    /// <summary>Normal with variance 2 / (fan-in + fan-out) (Glorot and Bengio, 2010).</summary>
    GlorotNormal,

    /// <summary>Uniform in ±√(6 / fan-in) (He et al., 2015).</summary>
    HeUniform,

    /// <summary>Normal with variance 2 / fan-in (He et al., 2015).</summary>
    HeNormal,

    /// <summary>
    /// A random matrix with orthonormal rows or columns (Saxe et al., 2014); of weights that hold several matrices of
    /// fan-in rows, such as the gates of a recurrent layer, each by itself.
    /// </summary>
    Orthogonal,

    /// <summary>
    /// Zeros, and ones for the second of four gates, so that it remembers at first: the biases of
    /// <see cref="LSTMAttribute"/> by default (Gers, Schmidhuber and Cummins, 2000; Jozefowicz, Zaremba and Sutskever, 2015).
    /// </summary>
    UnitForget,
}
