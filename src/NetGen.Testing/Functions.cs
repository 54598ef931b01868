namespace NetGen.Testing;

/// <summary>A function of many numbers with one result: a loss of its parameters.</summary>
/// <typeparam name="T">Its numbers.</typeparam>
/// <param name="x">[n]</param>
/// <returns>f(x)</returns>
public delegate T ScalarFunction<T>(ReadOnlySpan<T> x);

/// <summary>Writes the gradient of a <see cref="ScalarFunction{T}"/>.</summary>
/// <typeparam name="T">Its numbers.</typeparam>
/// <param name="x">[n], not to be changed.</param>
/// <param name="gradient">[n]: ∂f/∂xᵢ, to be overwritten wholly.</param>
public delegate void GradientFunction<T>(ReadOnlySpan<T> x, Span<T> gradient);

/// <summary>Writes the Hessian-vector product of a <see cref="ScalarFunction{T}"/>.</summary>
/// <typeparam name="T">Its numbers.</typeparam>
/// <param name="x">[n], not to be changed.</param>
/// <param name="direction">[n]: v, not to be changed.</param>
/// <param name="product">[n]: Σⱼ ∂²f/∂xᵢ∂xⱼ · vⱼ, to be overwritten wholly.</param>
public delegate void HessianVectorProduct<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> direction, Span<T> product);

/// <summary>A function of many numbers with many results: a layer.</summary>
/// <typeparam name="T">Its numbers.</typeparam>
/// <param name="x">[n], not to be changed.</param>
/// <param name="y">[m]: f(x), to be overwritten wholly.</param>
public delegate void VectorFunction<T>(ReadOnlySpan<T> x, Span<T> y);

/// <summary>Writes the vector-Jacobian product of a <see cref="VectorFunction{T}"/>: its backward pass.</summary>
/// <typeparam name="T">Its numbers.</typeparam>
/// <param name="x">[n], not to be changed.</param>
/// <param name="cotangent">[m]: w, the slope of what follows by each result; not to be changed.</param>
/// <param name="product">[n]: Σₖ wₖ · ∂fₖ/∂xᵢ, to be overwritten wholly.</param>
public delegate void VectorJacobianProduct<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> cotangent, Span<T> product);

/// <summary>Writes the Jacobian-vector product of a <see cref="VectorFunction{T}"/>: its forward mode.</summary>
/// <typeparam name="T">Its numbers.</typeparam>
/// <param name="x">[n], not to be changed.</param>
/// <param name="tangent">[n]: v, not to be changed.</param>
/// <param name="product">[m]: Σᵢ ∂fₖ/∂xᵢ · vᵢ, to be overwritten wholly.</param>
public delegate void JacobianVectorProduct<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> tangent, Span<T> product);
