namespace NetGen;

/// <summary>The identity: y = x. Says that a layer has no activation on purpose.</summary>
public sealed class LinearAttribute : SingleInputAttribute;

/// <summary>The rectifier: y = max(x, 0); its slope at 0 is 0 (Nair and Hinton, 2010).</summary>
public sealed class ReLUAttribute : SingleInputAttribute;

/// <summary>A rectifier that leaks: y = x for x &gt; 0, else α·x (Maas, Hannun and Ng, 2013).</summary>
/// <param name="alpha">α, the slope below 0.</param>
public sealed class LeakyReLUAttribute(double alpha = 0.01) : SingleInputAttribute
{
    /// <summary>α, the slope below 0.</summary>
    public double Alpha { get; } = alpha;
}

/// <summary>The exponential linear unit: y = x for x &gt; 0, else α·(eˣ − 1) (Clevert, Unterthiner and Hochreiter, 2016).</summary>
/// <param name="alpha">α: −α is the limit for x → −∞.</param>
public sealed class ELUAttribute(double alpha = 1) : SingleInputAttribute
{
    /// <summary>α: −α is the limit for x → −∞.</summary>
    public double Alpha { get; } = alpha;
}

/// <summary>
/// The scaled exponential linear unit: λ·ELU(x) with the α ≈ 1.6733 and λ ≈ 1.0507 that keep mean 0 and variance 1
/// (Klambauer et al., 2017).
/// </summary>
public sealed class SELUAttribute : SingleInputAttribute;

/// <summary>The Gaussian error linear unit, exact: y = x·Φ(x) = x·(1 + erf(x/√2))/2 (Hendrycks and Gimpel, 2016).</summary>
public sealed class GELUAttribute : SingleInputAttribute;

/// <summary>The sigmoid linear unit, also called swish: y = x·σ(x) (Elfwing, Uchibe and Doya, 2018).</summary>
public sealed class SiLUAttribute : SingleInputAttribute;

/// <summary>A smooth rectifier: y = log(1 + eˣ) (Dugas et al., 2001).</summary>
public sealed class SoftplusAttribute : SingleInputAttribute;

/// <summary>The logistic function: y = σ(x) = 1/(1 + e⁻ˣ), a probability for every output on its own.</summary>
public sealed class SigmoidAttribute : SingleInputAttribute;

/// <summary>Straight pieces in place of the sigmoid: y = x/6 + ½, cut off at 0 and 1 (Courbariaux et al., 2015).</summary>
public sealed class HardSigmoidAttribute : SingleInputAttribute;

/// <summary>The hyperbolic tangent: y = tanh x.</summary>
public sealed class TanhAttribute : SingleInputAttribute;

/// <summary>Probabilities over the last axis: y[j] = exp x[j] / Σₖ exp x[k], without overflow (Bridle, 1990).</summary>
public sealed class SoftmaxAttribute : SingleInputAttribute;

/// <summary>The logarithms of <see cref="SoftmaxAttribute"/>: y[j] = x[j] − log Σₖ exp x[k], without overflow.</summary>
public sealed class LogSoftmaxAttribute : SingleInputAttribute;
