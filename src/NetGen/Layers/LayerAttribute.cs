using System.Diagnostics;

namespace NetGen;

/// <summary>
/// A step of the data flow: a layer, an activation, or the loss. The attributes of a class apply in the order in
/// which they are written; each takes the output of the one before, unless it says From.
/// </summary>
/// <remarks>Below, x is a sample's input to the step, y its output, and t its target.</remarks>
[Conditional("NETGEN_ATTRIBUTES")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>
    /// What the step is called in files, messages, members and the From of other steps: its kind, numbered within the
    /// kind (Dense1, Dense2, …), unless given. A loss is called by its kind.
    /// </summary>
    public string? Name { get; set; }
}

/// <summary>A step with one input.</summary>
public abstract class SingleInputAttribute : LayerAttribute
{
    /// <summary>The layer or input whose output the step takes; the step before in the text unless given.</summary>
    public string? From { get; set; }
}

/// <summary>A layer with parameters.</summary>
public abstract class TrainedLayerAttribute : SingleInputAttribute
{
    /// <summary>A layer of the same kind whose parameters this one uses: both train the same numbers.</summary>
    public string? Share { get; set; }

    /// <summary>
    /// λ of the penalty λ·Σ|w| over the layer's weights (its tensors of two or more dimensions), which pulls them to
    /// 0 (Tibshirani, 1996). Part of the gradient, and shown apart from the loss.
    /// </summary>
    public double L1 { get; set; }

    /// <summary>λ of the penalty λ·Σw² over the layer's weights (weight decay). Part of the gradient, and shown apart from the loss.</summary>
    public double L2 { get; set; }
}

/// <summary>What training reduces. A network with several outputs has a loss for each; their weighted sum is reduced.</summary>
public abstract class LossFunctionAttribute : SingleInputAttribute
{
    /// <summary>What the loss is multiplied by; greater than 0.</summary>
    public double Weight { get; set; } = 1;
}
