namespace NetGen;

/// <summary>
/// A layer of your own, written as equations in index notation: x is its input, y its output, for one sample.
/// Everything else, the backward pass included, follows.
/// </summary>
/// <remarks>
/// <code>
/// [Equation("y[o] = relu(sum(i, x[i] * w[i,o]) + b[o])", "o = 32", "w ~ HeNormal", "b ~ Zeros")]
/// </code>
/// <para>Every text holds one or more statements, separated by ';' or lines:</para>
/// <list type="bullet">
/// <item><c>y[o] = …</c>, an equation. There may be several, for tensors between x and y too, in any order.</item>
/// <item><c>o = 32</c>, how far an index runs: 0 to 31. One that stands alone as a place of x, as i above, runs as far as
/// x does there.</item>
/// <item><c>w ~ HeNormal</c>, a parameter and how it begins: a member of <see cref="Initializer"/>, of which
/// <c>Constant(0.5)</c>, <c>Uniform(-1, 1)</c> and <c>Normal(0, 0.1)</c>, mean and standard deviation, take numbers. It
/// is as large as the places at which it is read; numbers summed over count as its inputs.</item>
/// <item><c>x = 0 outside</c>: x, or another tensor, may be read beyond its border, where it is 0. Without it that is an
/// error.</item>
/// </list>
/// <para>An equation has sums, products and quotients of numbers, indices, elements <c>x[2*i + j - 1, c]</c> whose places
/// are whole multiples of indices, the reductions <c>sum(i, j, …)</c>, <c>max(i, …)</c> and <c>lse(i, …)</c>, the
/// logarithm of the sum of exponentials, and the functions exp, expm1, log, tanh, sigmoid, softplus, erf, relu, step, abs,
/// sign, sqrt, rsqrt, inverse, sin, cos, floor, round, pow, min, max, choose(condition, yes, no) with conditions such as
/// a &gt; b, and static methods of the network's class. A read of an earlier step, <c>h[t-1,o]</c>, makes it recurrent.</para>
/// <para>Parameters become properties: Equation1W, Equation1B.</para>
/// </remarks>
/// <param name="equations">The statements.</param>
public sealed class EquationAttribute(params string[] equations) : TrainedLayerAttribute
{
    /// <summary>The statements.</summary>
    public string[] Equations { get; } = equations;
}
