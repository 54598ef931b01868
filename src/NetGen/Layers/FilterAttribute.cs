namespace NetGen;

/// <summary>A layer of filters that slide over an image or a sequence: what the convolutions have in common.</summary>
/// <remarks>
/// Parameters: weights K [kernel, …, channels, filters], then the bias b [filters]. Fan-in, by which initialisers
/// scale, is the kernel's places times the channels a filter reads.
/// </remarks>
/// <param name="filters">The number of output channels, at least 1.</param>
/// <param name="kernel">The kernel's length along every dimension, from 1 to 32767.</param>
public abstract class FilterAttribute(int filters, int kernel) : WeightedLayerAttribute
{
    /// <summary>The number of output channels.</summary>
    public int Filters { get; } = filters;

    /// <summary>The kernel's length along every dimension.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>How far the kernel moves from one output to the next.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>What happens at the border: valid unless said otherwise.</summary>
    public Padding Padding { get; set; }

    /// <summary>Zeros added at each end of every dimension, 0 unless given; counts with <see cref="Padding.Valid"/>.</summary>
    public int Pad { get; set; }
}
