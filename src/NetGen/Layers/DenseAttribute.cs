namespace NetGen;

/// <summary>
/// A fully connected layer: y[o] = Σᵢ x[i]·W[i, o] + b[o]. [inputs] becomes [<see cref="Units"/>], and of a
/// sequence every step does: [time, inputs] becomes [time, units]. Images are flattened first.
/// </summary>
/// <remarks>
/// Parameters: weights W [inputs, units], then the bias b [units]. The arguments of an initialiser count only where
/// <see cref="Weights"/> or <see cref="Biases"/> selects it.
/// </remarks>
/// <param name="units">The number of outputs, at least 1.</param>
public sealed class DenseAttribute(int units) : TrainedLayerAttribute
{
    /// <summary>The number of outputs.</summary>
    public int Units { get; } = units;

    /// <summary>Whether a bias is added.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>
    /// How the weights begin: He's normal before ReLU and its kin, a normal of variance 1 / inputs before
    /// <see cref="SELUAttribute"/>, Glorot's uniform else.
    /// </summary>
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
