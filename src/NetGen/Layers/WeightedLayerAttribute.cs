namespace NetGen;

/// <summary>A layer with weights, and a bias that may be left out.</summary>
/// <remarks>The arguments of an initialiser count only where it is selected.</remarks>
public abstract class WeightedLayerAttribute : BiasedLayerAttribute
{
    /// <summary>
    /// How the weights begin. Of dense layers and filters: He's normal before ReLU and its kin, a normal of variance
    /// 1 / fan-in before <see cref="SELUAttribute"/>, Glorot's uniform else. Of attention: Glorot's uniform, of each
    /// projection by itself.
    /// </summary>
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
