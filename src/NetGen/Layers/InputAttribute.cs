namespace NetGen;

/// <summary>
/// A further input of the network, beside the one that <see cref="NetworkAttribute"/> declares. A sample's row holds
/// all inputs, one after the other in the order of the text.
/// </summary>
/// <param name="shape">The extents of one sample's input, outermost first.</param>
public sealed class InputAttribute(params int[] shape) : LayerAttribute
{
    /// <summary>The extents of one sample's input.</summary>
    public int[] Shape { get; } = shape;

    /// <summary>As in <see cref="NetworkAttribute.Vocabulary"/>.</summary>
    public int Vocabulary { get; set; }

    /// <summary>As in <see cref="NetworkAttribute.VariableLength"/>.</summary>
    public bool VariableLength { get; set; }
}
