using System.Numerics;

namespace NetGen.Testing;

/// <summary>A function of spans.</summary>
internal sealed class FunctionSubject<T>(ScalarFunction<T> f, GradientFunction<T> gradient, T[] point)
    : Subject<T>(point, [new Block("", "x", 0, [point.Length])])
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override double Value(ReadOnlySpan<T> x) => Precision<T>.Double(f(x));

    public override void Gradient(ReadOnlySpan<T> x, Span<T> result) => gradient(x, result);
}

/// <summary>A function with many results as the sum of them, each with a random factor w.</summary>
internal sealed class ProjectedSubject<T>(VectorFunction<T> f, VectorJacobianProduct<T> product, T[] point, T[] cotangent)
    : Subject<T>(point, [new Block("", "x", 0, [point.Length])])
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _results = new T[cotangent.Length];

    public override double Value(ReadOnlySpan<T> x)
    {
        f(x, _results);
        double sum = 0;
        for (int k = 0; k < _results.Length; k++)
        {
            sum += Precision<T>.Double(_results[k]) * Precision<T>.Double(cotangent[k]);
        }

        return sum;
    }

    public override void Gradient(ReadOnlySpan<T> x, Span<T> result) => product(x, cotangent, result);
}
