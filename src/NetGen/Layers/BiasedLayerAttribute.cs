namespace NetGen;

/// <summary>A layer with a bias that may be left out.</summary>
/// <remarks>The arguments of an initialiser count only where it is selected.</remarks>
public abstract class BiasedLayerAttribute : TrainedLayerAttribute
{
    /// <summary>Whether a bias is added.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>How the bias begins: zeros, but for the forget gate of an <see cref="LSTMAttribute"/>, which begins with ones.</summary>
    public Initializer Biases { get; set; }

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
