namespace NetGen;

/// <summary>
/// The plain recurrent layer: h[t] = tanh(x[t]·W + b + h[t−1]·U) (Elman, 1990).
/// </summary>
/// <remarks><inheritdoc cref="RecurrentAttribute" path="/remarks"/></remarks>
/// <param name="units">The numbers of the state, at least 1.</param>
public sealed class RNNAttribute(int units) : RecurrentAttribute(units)
{
    /// <summary>What the sum goes through: tanh unless given.</summary>
    public RecurrentActivation Activation { get; set; }
}

/// <summary>What the sum in a plain recurrent layer goes through.</summary>
public enum RecurrentActivation
{
    /// <summary>tanh x</summary>
    Tanh,

    /// <summary>max(x, 0)</summary>
    ReLU,
}

/// <summary>
/// Long short-term memory: with z = x[t]·W + b + h[t−1]·U for each of the gates i, f, g and o, in this order,
/// c[t] = σ(z_f)·c[t−1] + σ(z_i)·tanh(z_g) and h[t] = σ(z_o)·tanh(c[t]) (Hochreiter and Schmidhuber, 1997; Gers,
/// Schmidhuber and Cummins, 2000).
/// </summary>
/// <remarks><inheritdoc cref="RecurrentAttribute" path="/remarks"/></remarks>
/// <param name="units">The numbers of the state, at least 1.</param>
public sealed class LSTMAttribute(int units) : RecurrentAttribute(units);

/// <summary>
/// The gated recurrent unit: for the gates r, z and n, in this order, r = σ(x[t]·W + b + h[t−1]·U), z likewise,
/// n = tanh(x[t]·W + b + r·(h[t−1]·U + d)) and h[t] = (1 − z)·n + z·h[t−1] (Cho et al., 2014).
/// </summary>
/// <remarks>
/// <inheritdoc cref="RecurrentAttribute" path="/remarks"/>
/// <para>The bias d [units] is a parameter of its own, the recurrent bias.</para>
/// </remarks>
/// <param name="units">The numbers of the state, at least 1.</param>
public sealed class GRUAttribute(int units) : RecurrentAttribute(units)
{
    /// <summary>
    /// Whether the reset gate acts behind the recurrent weights, as in PyTorch, Keras and cuDNN. If not,
    /// n = tanh(x[t]·W + b + (r·h[t−1])·U) as first published and as in ONNX by default, and there is no d.
    /// </summary>
    public bool ResetAfter { get; set; } = true;
}
