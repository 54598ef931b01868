using System.Numerics;

namespace NetGen.Testing.Tests;

/// <summary>Functions written by hand with their slopes, for any numbers, so that they run on dual numbers too.</summary>
internal static class Functions
{
    /// <summary>(1 − x)² + 100·(y − x²)² (Rosenbrock, 1960).</summary>
    public static T Rosenbrock<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T a = T.One - x[0];
        T b = x[1] - (x[0] * x[0]);
        return (a * a) + (T.CreateChecked(100) * b * b);
    }

    public static void RosenbrockGradient<T>(ReadOnlySpan<T> x, Span<T> gradient)
        where T : IFloatingPointIeee754<T>
    {
        T b = x[1] - (x[0] * x[0]);
        gradient[0] = (T.CreateChecked(-2) * (T.One - x[0])) - (T.CreateChecked(400) * b * x[0]);
        gradient[1] = T.CreateChecked(200) * b;
    }

    public static void RosenbrockHessian<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> v, Span<T> product)
        where T : IFloatingPointIeee754<T>
    {
        T xx = T.CreateChecked(2) - (T.CreateChecked(400) * (x[1] - (T.CreateChecked(3) * x[0] * x[0])));
        T xy = T.CreateChecked(-400) * x[0];
        product[0] = (xx * v[0]) + (xy * v[1]);
        product[1] = (xy * v[0]) + (T.CreateChecked(200) * v[1]);
    }

    /// <summary>Σ log(1 + eˣ) + log(1 + e⁻ˣ), whose slopes are small beside their terms where x is.</summary>
    public static T Balanced<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        foreach (T value in x)
        {
            sum += T.Log(T.One + T.Exp(value)) + T.Log(T.One + T.Exp(-value));
        }

        return sum;
    }

    public static void BalancedGradient<T>(ReadOnlySpan<T> x, Span<T> gradient)
        where T : IFloatingPointIeee754<T>
    {
        for (int i = 0; i < x.Length; i++)
        {
            gradient[i] = (T.One / (T.One + T.Exp(-x[i]))) - (T.One / (T.One + T.Exp(x[i])));
        }
    }

    /// <summary>log Σ exp, without overflow.</summary>
    public static T LogSumExp<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T top = Greatest(x);
        T sum = T.Zero;
        foreach (T value in x)
        {
            sum += T.Exp(value - top);
        }

        return top + T.Log(sum);
    }

    public static void LogSumExpGradient<T>(ReadOnlySpan<T> x, Span<T> gradient)
        where T : IFloatingPointIeee754<T> => Softmax(x, gradient);

    /// <summary>exp x / Σ exp x</summary>
    public static void Softmax<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : IFloatingPointIeee754<T>
    {
        T total = LogSumExp(x);
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = T.Exp(x[i] - total);
        }
    }

    /// <summary>yᵢ·(wᵢ − Σ w·y): the softmax's Jacobian is symmetric, so this is its product from either side.</summary>
    public static void SoftmaxProduct<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> w, Span<T> product)
        where T : IFloatingPointIeee754<T>
    {
        Softmax(x, product);
        T mean = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            mean += w[i] * product[i];
        }

        for (int i = 0; i < x.Length; i++)
        {
            product[i] *= w[i] - mean;
        }
    }

    /// <summary>Σ max(0, xᵢ)·i</summary>
    public static T WeighedReLU<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] > T.Zero ? x[i] * T.CreateChecked(i + 1) : T.Zero;
        }

        return sum;
    }

    public static void WeighedReLUGradient<T>(ReadOnlySpan<T> x, Span<T> gradient)
        where T : IFloatingPointIeee754<T>
    {
        for (int i = 0; i < x.Length; i++)
        {
            gradient[i] = x[i] > T.Zero ? T.CreateChecked(i + 1) : T.Zero;
        }
    }

    /// <summary>max xᵢ</summary>
    public static T Greatest<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T top = x[0];
        foreach (T value in x[1..])
        {
            top = value > top ? value : top;
        }

        return top;
    }
}
