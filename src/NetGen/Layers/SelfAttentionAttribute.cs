namespace NetGen;

/// <summary>
/// Multi-head self-attention: every step of a sequence looks at all steps. In each head, with queries q = x·W_q + b_q,
/// keys k = x·W_k + b_k and values v = x·W_v + b_v of features / heads numbers, m[t] = Σₛ softmaxₛ(q[t]·k[s] / √size)·v[s];
/// the heads' m, one behind the other, give y = m·O + c (Vaswani et al., 2017). [time, features] stay so.
/// </summary>
/// <remarks>
/// <para>Where lengths differ from sample to sample, nothing beyond a sample's own last step is looked at.</para>
/// <para>Parameters: input weights W [3, features, heads, size] of queries, keys and values in this order, input bias b
/// [3, heads, size], output weights O [heads, size, features] and output bias c [features].</para>
/// </remarks>
/// <param name="heads">The number of heads, at least 1; it divides the features.</param>
public sealed class SelfAttentionAttribute(int heads) : TrainedLayerAttribute
{
    /// <summary>The number of heads.</summary>
    public int Heads { get; } = heads;

    /// <summary>Whether a step looks at itself and earlier ones alone, so that the next one can be foretold.</summary>
    public bool Causal { get; set; }

    /// <summary>Whether the projections have biases.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>How the weights begin: Glorot's uniform, of each projection by itself.</summary>
    public Initializer Weights { get; set; }

    /// <summary>The number of <see cref="Initializer.Constant"/> weights.</summary>
    public double WeightsValue { get; set; }

    /// <summary>The lower bound of <see cref="Initializer.Uniform"/> weights.</summary>
    public double WeightsMin { get; set; }

    /// <summary>The upper bound of <see cref="Initializer.Uniform"/> weights.</summary>
    public double WeightsMax { get; set; }

    /// <summary>The mean of <see cref="Initializer.Normal"/> weights, 0 unless given.</summary>
    public double WeightsMean { get; set; }

    /// <summary>The standard deviation of <see cref="Initializer.Normal"/> weights.</summary>
    public double WeightsStandardDeviation { get; set; }

    /// <summary>How the biases begin: zeros.</summary>
    public Initializer Biases { get; set; }

    /// <summary>The number of <see cref="Initializer.Constant"/> biases.</summary>
    public double BiasesValue { get; set; }

    /// <summary>The lower bound of <see cref="Initializer.Uniform"/> biases.</summary>
    public double BiasesMin { get; set; }

    /// <summary>The upper bound of <see cref="Initializer.Uniform"/> biases.</summary>
    public double BiasesMax { get; set; }

    /// <summary>The mean of <see cref="Initializer.Normal"/> biases, 0 unless given.</summary>
    public double BiasesMean { get; set; }

    /// <summary>The standard deviation of <see cref="Initializer.Normal"/> biases.</summary>
    public double BiasesStandardDeviation { get; set; }
}
