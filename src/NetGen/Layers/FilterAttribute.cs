namespace NetGen;

/// <summary>A layer of filters that slide over an image or a sequence: what the convolutions have in common.</summary>
/// <remarks>
/// Parameters: weights K [kernel, …, channels, filters], then the bias b [filters]. Fan-in, by which initialisers
/// scale, is the kernel's places times the channels a filter reads.
/// </remarks>
/// <param name="filters">The number of output channels, at least 1.</param>
/// <param name="kernel">The kernel's length along every dimension, from 1 to 32767.</param>
public abstract class FilterAttribute(int filters, int kernel) : TrainedLayerAttribute
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

    /// <summary>Whether a bias is added.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>How the weights begin: as in <see cref="DenseAttribute.Weights"/>.</summary>
    public Initializer Weights { get; set; }

    /// <summary>How the bias begins: zeros.</summary>
    public Initializer Biases { get; set; }

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
