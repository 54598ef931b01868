namespace NetGen;

/// <summary>
/// An activation of your own: y = f(x) for every number, f a static method of the network's class. The generator reads
/// its code and derives the slope.
/// </summary>
/// <remarks>
/// <code>
/// [Network(4), Dense(8), Activation(nameof(Swish)), Dense(1), MeanSquaredError]
/// public sealed partial class PriceNet
/// {
///     private static float Swish(float x) => x / (1 + MathF.Exp(-x));
/// }
/// </code>
/// <para>The method may use arithmetic, functions of <see cref="MathF"/> and <see cref="Math"/>, conditionals,
/// <c>if</c>, locals, constants, and calls of static methods like it. It is computed in the network's precision, by
/// vector functions; Pow with an exponent that is no small whole number takes x ≥ 0, and its error grows with
/// |y·log x|. What a conditional does not choose has neither a value nor a slope, even where it would be infinite.</para>
/// </remarks>
/// <param name="function">The method's name: nameof(Swish).</param>
public sealed class ActivationAttribute(string function) : SingleInputAttribute
{
    /// <summary>The method's name.</summary>
    public string Function { get; } = function;
}

/// <summary>
/// A loss of your own: the mean of f(y, t) over samples and outputs, f a static method of prediction and target in the
/// network's class. The generator reads its code as that of <see cref="ActivationAttribute"/>.
/// </summary>
/// <remarks>
/// <code>
/// [Network(4), Dense(8), ReLU, Dense(1), Loss(nameof(Pinball))]
/// public sealed partial class QuantileNet
/// {
///     private static float Pinball(float y, float t) => t > y ? 0.9f * (t - y) : 0.1f * (y - t);
/// }
/// </code>
/// </remarks>
/// <param name="function">The method's name: nameof(Pinball).</param>
public sealed class LossAttribute(string function) : LossFunctionAttribute
{
    /// <summary>The method's name.</summary>
    public string Function { get; } = function;
}
