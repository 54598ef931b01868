namespace NetGen;

/// <summary>
/// Tokens as points in a space: y[t, e] = E[x[t], e], a row of weights for each token. [time] tokens become
/// [time, <see cref="Size"/>] numbers. The input declares its Vocabulary (Bengio et al., 2003).
/// </summary>
/// <remarks>Parameters: weights E [vocabulary, size].</remarks>
/// <param name="size">The numbers of a point, at least 1.</param>
public sealed class EmbeddingAttribute(int size) : TrainedLayerAttribute
{
    /// <summary>The numbers of a point.</summary>
    public int Size { get; } = size;

    /// <summary>How the weights begin: normal, with mean 0 and standard deviation 1.</summary>
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
}
