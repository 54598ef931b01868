namespace NetGen;

/// <summary>
/// A fully connected layer: y[o] = Σᵢ x[i]·W[i, o] + b[o]. [inputs] becomes [<see cref="Units"/>], and of a
/// sequence every step does: [time, inputs] becomes [time, units]. Images are flattened first.
/// </summary>
/// <remarks>
/// Parameters: weights W [inputs, units], then the bias b [units].
/// </remarks>
/// <param name="units">The number of outputs, at least 1.</param>
public sealed class DenseAttribute(int units) : WeightedLayerAttribute
{
    /// <summary>The number of outputs.</summary>
    public int Units { get; } = units;
}
