namespace NetGen;

/// <summary>
/// Adds to each step of a sequence where it stands: y[t, f] = x[t, f] + p[t, f], with p[t, 2i] = sin(t·ω),
/// p[t, 2i + 1] = cos(t·ω) and ω = 10000^(−2i / features) (Vaswani et al., 2017). [time, features] stay so.
/// </summary>
/// <remarks>Parameters: none, or if <see cref="Learned"/> weights p [time, features], normal of deviation 0.02 at first.</remarks>
public sealed class PositionalEncodingAttribute : TrainedLayerAttribute
{
    /// <summary>Whether p are parameters, trained as all others are (Gehring et al., 2017), in place of sines.</summary>
    public bool Learned { get; set; }
}
