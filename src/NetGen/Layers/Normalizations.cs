namespace NetGen;

/// <summary>
/// y = γ·(x − μ)/√(σ² + ε) + β, for each channel (the last dimension): in training by the mean and variance of the
/// batch over samples and places, in Predict and Loss by running statistics (Ioffe and Szegedy, 2015).
/// </summary>
/// <remarks>
/// Parameters: scale γ [channels], ones; shift β [channels], zeros. State: running mean [channels], zeros, and running
/// variance [channels], ones, of the unbiased variance as in PyTorch; every Gradient moves them, and files keep them.
/// </remarks>
public sealed class BatchNormAttribute : TrainedLayerAttribute
{
    /// <summary>The share of the batch's statistics in the running ones after a step, as in PyTorch; greater than 0.</summary>
    public double Momentum { get; set; } = 0.1;

    /// <summary>ε, added to the variance; greater than 0.</summary>
    public double Epsilon { get; set; } = 1e-5;
}

/// <summary>
/// y = γ·(x − μ)/√(σ² + ε) + β by the mean and variance over the last dimension, for each sample and place, in
/// training and in Predict alike (Ba, Kiros and Hinton, 2016).
/// </summary>
/// <remarks>Parameters: scale γ [channels], ones; shift β [channels], zeros.</remarks>
public sealed class LayerNormAttribute : TrainedLayerAttribute
{
    /// <summary>ε, added to the variance; greater than 0.</summary>
    public double Epsilon { get; set; } = 1e-5;
}
