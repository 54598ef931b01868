namespace NetGen;

/// <summary>
/// In training every number becomes 0 with probability <see cref="Rate"/>, and the others are divided by 1 − rate, so
/// that their mean stays; in Predict and Loss nothing happens (Srivastava et al., 2014).
/// </summary>
/// <remarks>Which numbers depends on the network's NoiseSeed and Step, the sample's place in the batch and the number's alone.</remarks>
/// <param name="rate">The probability of 0, from 0 to below 1.</param>
public sealed class DropoutAttribute(double rate) : SingleInputAttribute
{
    /// <summary>The probability of 0.</summary>
    public double Rate { get; } = rate;
}

/// <summary>In training adds normal noise of mean 0; in Predict and Loss nothing happens.</summary>
/// <remarks>The noise depends on the network's NoiseSeed and Step, the sample's place in the batch and the number's alone.</remarks>
/// <param name="deviation">The standard deviation, greater than 0.</param>
public sealed class GaussianNoiseAttribute(double deviation) : SingleInputAttribute
{
    /// <summary>The standard deviation.</summary>
    public double Deviation { get; } = deviation;
}
