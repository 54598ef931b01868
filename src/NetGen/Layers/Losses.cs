namespace NetGen;

/// <summary>The mean of the squared errors, over samples and outputs: Σ (y − t)² / (samples · outputs).</summary>
public sealed class MeanSquaredErrorAttribute : LossFunctionAttribute;

/// <summary>The sum of a sample's squared errors, mean over the samples: Σ (y − t)² / samples.</summary>
public sealed class SumSquaredErrorAttribute : LossFunctionAttribute;

/// <summary>The mean of the errors' sizes, over samples and outputs: Σ |y − t| / (samples · outputs).</summary>
public sealed class MeanAbsoluteErrorAttribute : LossFunctionAttribute;

/// <summary>
/// Squared near 0, straight beyond δ, so that outliers pull less: with e = |y − t|, e²/2 for e ≤ δ, else δ·(e − δ/2);
/// the mean over samples and outputs (Huber, 1964).
/// </summary>
/// <param name="delta">δ &gt; 0, where the parabola ends.</param>
public sealed class HuberAttribute(double delta = 1) : LossFunctionAttribute
{
    /// <summary>δ, where the parabola ends.</summary>
    public double Delta { get; } = delta;
}

/// <summary>
/// Every output is the probability of a yes: −Σ (t·log y + (1 − t)·log(1 − y)) / samples, summed over the outputs.
/// Targets lie in [0, 1]. After <see cref="SigmoidAttribute"/> nothing overflows, and the slope by its input is
/// (y − t) / samples.
/// </summary>
public sealed class BinaryCrossEntropyAttribute : LossFunctionAttribute;

/// <summary>
/// The outputs are the classes' probabilities, or their logarithms after <see cref="LogSoftmaxAttribute"/>:
/// −Σ t·log y / samples; over [positions, classes] the mean over the positions too. Targets are class labels, or distributions that sum to 1. After
/// <see cref="SoftmaxAttribute"/> nothing overflows, and the slope by its input is (y − t) / samples.
/// </summary>
public sealed class CrossEntropyAttribute : LossFunctionAttribute;
