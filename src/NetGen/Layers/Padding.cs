namespace NetGen;

/// <summary>What a window does at the border of its input.</summary>
public enum Padding
{
    /// <summary>It stays inside the input and the places that Pad adds.</summary>
    Valid,

    /// <summary>
    /// There are as many outputs as strides fit into the input, ⌈input / stride⌉; the places outside are shared
    /// between both ends, an odd one behind, as Keras and PyTorch do.
    /// </summary>
    Same,

    /// <summary>
    /// All places outside lie before the first: an output depends on its own place and on earlier ones alone, so that
    /// a network over a sequence can run step by step.
    /// </summary>
    Causal,
}
