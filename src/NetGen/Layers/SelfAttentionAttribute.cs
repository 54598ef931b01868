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
public sealed class SelfAttentionAttribute(int heads) : WeightedLayerAttribute
{
    /// <summary>The number of heads.</summary>
    public int Heads { get; } = heads;

    /// <summary>Whether a step looks at itself and earlier ones alone, so that the next one can be foretold.</summary>
    public bool Causal { get; set; }
}
