namespace NetGen;

/// <summary>
/// A layer that walks through a sequence and carries a state h from step to step: [time, features] becomes [units], the
/// last state, or with <see cref="ReturnSequences"/> [time, units], the states of all steps. The state begins at 0.
/// Layers one behind the other are stacked; all but the last one return sequences.
/// </summary>
/// <remarks>
/// <para>Where lengths differ from sample to sample, the last state is that of a sample's own last step, a way back in
/// time begins there, and the states returned beyond it are 0.</para>
/// <para>Parameters: input weights W [gates, features, units], recurrent weights U [gates, units, units] and one bias
/// b [gates, units], without the first axis where there are no gates; in both directions all of them once more, called
/// Backward. The gates stand in PyTorch's order, whose two biases add up to this one.</para>
/// </remarks>
/// <param name="units">The numbers of the state, at least 1.</param>
public abstract class RecurrentAttribute(int units) : BiasedLayerAttribute
{
    /// <summary>The numbers of the state.</summary>
    public int Units { get; } = units;

    /// <summary>Whether the states of all steps are the output; else the last state alone.</summary>
    public bool ReturnSequences { get; set; }

    /// <summary>Whether the layer walks from the last step to the first; the last state is that of the first step then.</summary>
    public bool Backward { get; set; }

    /// <summary>
    /// Whether there are two such layers, one in each direction, whose states are put one behind the other: 2·units
    /// (Schuster and Paliwal, 1997).
    /// </summary>
    public bool Bidirectional { get; set; }

    /// <summary>How the input weights begin: Glorot's uniform, of each gate by itself.</summary>
    public Initializer InputWeights { get; set; }

    /// <summary>The number of <see cref="Initializer.Constant"/> input weights.</summary>
    public double InputWeightsValue { get; set; }

    /// <summary>The lower bound of <see cref="Initializer.Uniform"/> input weights.</summary>
    public double InputWeightsMin { get; set; }

    /// <summary>The upper bound of <see cref="Initializer.Uniform"/> input weights.</summary>
    public double InputWeightsMax { get; set; }

    /// <summary>The mean of <see cref="Initializer.Normal"/> input weights, 0 unless given.</summary>
    public double InputWeightsMean { get; set; }

    /// <summary>The standard deviation of <see cref="Initializer.Normal"/> input weights.</summary>
    public double InputWeightsStandardDeviation { get; set; }

    /// <summary>How the recurrent weights begin: orthogonal, of each gate by itself.</summary>
    public Initializer RecurrentWeights { get; set; }

    /// <summary>The number of <see cref="Initializer.Constant"/> recurrent weights.</summary>
    public double RecurrentWeightsValue { get; set; }

    /// <summary>The lower bound of <see cref="Initializer.Uniform"/> recurrent weights.</summary>
    public double RecurrentWeightsMin { get; set; }

    /// <summary>The upper bound of <see cref="Initializer.Uniform"/> recurrent weights.</summary>
    public double RecurrentWeightsMax { get; set; }

    /// <summary>The mean of <see cref="Initializer.Normal"/> recurrent weights, 0 unless given.</summary>
    public double RecurrentWeightsMean { get; set; }

    /// <summary>The standard deviation of <see cref="Initializer.Normal"/> recurrent weights.</summary>
    public double RecurrentWeightsStandardDeviation { get; set; }
}
