using System.Numerics;

namespace NetGen.Testing;

/// <summary>
/// Checks gradients: of generated networks, and of any function of spans. <c>Verify</c> throws where a check fails,
/// <c>Check</c> gives the same report as a value.
/// </summary>
/// <remarks>
/// Deterministic: everything random comes from <see cref="GradientCheckOptions.Seed"/>. Depends on no test framework.
/// </remarks>
public static class GradientCheck
{
    /// <summary>Checks a network with random parameters on random samples.</summary>
    /// <typeparam name="TNetwork">A class with <c>[Network]</c>, of either precision.</typeparam>
    /// <param name="options">What to draw, compare and forgive.</param>
    /// <returns>The report, of checks none of which failed.</returns>
    /// <exception cref="GradientCheckException">A check failed; the message is the report.</exception>
    /// <exception cref="ArgumentException">The class is no network, or data of your own do not fit it.</exception>
    public static NetworkReport Verify<TNetwork>(GradientCheckOptions? options = null) =>
        Passed(Check<TNetwork>(options));

    /// <summary>Checks a network with random parameters on random samples.</summary>
    /// <typeparam name="TNetwork">A class with <c>[Network]</c>, of either precision.</typeparam>
    /// <param name="options">What to draw, compare and forgive.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">The class is no network, or data of your own do not fit it.</exception>
    public static NetworkReport Check<TNetwork>(GradientCheckOptions? options = null) =>
        NetworkCheck.Run<TNetwork>(default, options ?? new());

    /// <summary>Checks a network with the parameters and the state it has, which it has again afterwards.</summary>
    /// <typeparam name="TNetwork">A class with <c>[Network]</c>, of either precision.</typeparam>
    /// <param name="network">A trained one, say.</param>
    /// <param name="options">What to draw, compare and forgive.</param>
    /// <returns>The report, of checks none of which failed.</returns>
    /// <exception cref="GradientCheckException">A check failed; the message is the report.</exception>
    /// <exception cref="ArgumentException">The class is no network, or data of your own do not fit it.</exception>
    public static NetworkReport Verify<TNetwork>(TNetwork network, GradientCheckOptions? options = null) =>
        Passed(Check(network, options));

    /// <summary>Checks a network with the parameters and the state it has, which it has again afterwards.</summary>
    /// <typeparam name="TNetwork">A class with <c>[Network]</c>, of either precision.</typeparam>
    /// <param name="network">A trained one, say.</param>
    /// <param name="options">What to draw, compare and forgive.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">The class is no network, or data of your own do not fit it.</exception>
    public static NetworkReport Check<TNetwork>(TNetwork network, GradientCheckOptions? options = null) =>
        NetworkCheck.Run(network ?? throw new ArgumentNullException(nameof(network)), options ?? new());

    /// <summary>Checks the gradient of a function with one result.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="f">The function.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="at">[n]: where.</param>
    /// <param name="options">What to draw, compare and forgive.</param>
    /// <param name="dual">The function on dual numbers, if it is generic: <c>F&lt;Dual&gt;</c>. It gives exact slopes.</param>
    /// <param name="hessian">Its Hessian-vector product, if it has one.</param>
    /// <returns>The report, of checks none of which failed.</returns>
    /// <exception cref="GradientCheckException">A check failed; the message is the report.</exception>
    /// <exception cref="ArgumentException">There is no number to move, or one is not finite.</exception>
    public static FunctionReport Verify<T>(
        ScalarFunction<T> f,
        GradientFunction<T> gradient,
        ReadOnlySpan<T> at,
        GradientCheckOptions? options = null,
        ScalarFunction<Dual>? dual = null,
        HessianVectorProduct<T>? hessian = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Passed(Check(f, gradient, at, options, dual, hessian));

    /// <summary>Checks the gradient of a function with one result.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="f">The function.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="at">[n]: where.</param>
    /// <param name="options">What to draw, compare and forgive.</param>
    /// <param name="dual">The function on dual numbers, if it is generic: <c>F&lt;Dual&gt;</c>. It gives exact slopes.</param>
    /// <param name="hessian">Its Hessian-vector product, if it has one.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">There is no number to move, or one is not finite.</exception>
    public static FunctionReport Check<T>(
        ScalarFunction<T> f,
        GradientFunction<T> gradient,
        ReadOnlySpan<T> at,
        GradientCheckOptions? options = null,
        ScalarFunction<Dual>? dual = null,
        HessianVectorProduct<T>? hessian = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FunctionCheck.Run(f, gradient, at.ToArray(), options ?? new(), dual, hessian);

    /// <summary>Checks the backward pass of a function with many results.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="f">The function.</param>
    /// <param name="product">Its vector-Jacobian product.</param>
    /// <param name="at">[n]: where.</param>
    /// <param name="results">The number of results.</param>
    /// <param name="options">What to draw, compare and forgive.</param>
    /// <param name="dual">The function on dual numbers, if it is generic: <c>F&lt;Dual&gt;</c>. It gives exact slopes.</param>
    /// <param name="forward">Its Jacobian-vector product, if it has one.</param>
    /// <returns>The report, of checks none of which failed.</returns>
    /// <exception cref="GradientCheckException">A check failed; the message is the report.</exception>
    /// <exception cref="ArgumentException">There is no number to move, one is not finite, or there is no result.</exception>
    public static FunctionReport Verify<T>(
        VectorFunction<T> f,
        VectorJacobianProduct<T> product,
        ReadOnlySpan<T> at,
        int results,
        GradientCheckOptions? options = null,
        VectorFunction<Dual>? dual = null,
        JacobianVectorProduct<T>? forward = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Passed(Check(f, product, at, results, options, dual, forward));

    /// <summary>Checks the backward pass of a function with many results.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="f">The function.</param>
    /// <param name="product">Its vector-Jacobian product.</param>
    /// <param name="at">[n]: where.</param>
    /// <param name="results">The number of results.</param>
    /// <param name="options">What to draw, compare and forgive.</param>
    /// <param name="dual">The function on dual numbers, if it is generic: <c>F&lt;Dual&gt;</c>. It gives exact slopes.</param>
    /// <param name="forward">Its Jacobian-vector product, if it has one.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">There is no number to move, one is not finite, or there is no result.</exception>
    public static FunctionReport Check<T>(
        VectorFunction<T> f,
        VectorJacobianProduct<T> product,
        ReadOnlySpan<T> at,
        int results,
        GradientCheckOptions? options = null,
        VectorFunction<Dual>? dual = null,
        JacobianVectorProduct<T>? forward = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FunctionCheck.Run(f, product, at.ToArray(), results, options ?? new(), dual, forward);

    private static TReport Passed<TReport>(TReport report)
        where TReport : GradientReport =>
        report.Passed ? report : throw new GradientCheckException(report);
}
