using System.Diagnostics;

namespace NetGen;

/// <summary>
/// Generates the gradient of a static method of numbers, in a partial class: beside <c>double Rosenbrock(double x, double
/// y)</c> it writes <c>double RosenbrockGradient(double x, double y, out double dx, out double dy)</c>, which returns the
/// value and sets the slopes.
/// </summary>
/// <remarks>
/// <code>
/// public static partial class Functions
/// {
///     [Differentiable]
///     public static double Rosenbrock(double x, double y) => (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);
/// }
/// </code>
/// <para>Reverse mode: straight-line code that computes what is shared once and allocates nothing. The method may use
/// what one of <see cref="ActivationAttribute"/> may; <see cref="Math.Floor(double)"/> and its kin have the slope 0, and where
/// the arguments of a maximum are equal the slope is the second's.</para>
/// </remarks>
[Conditional("NETGEN_ATTRIBUTES")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class DifferentiableAttribute : Attribute;
