using System;
using System.Numerics;

namespace Company.Tests;

/// <summary>
/// A function whose gradient is written by hand: the mean of log(1 + exp(−y·w·x)) over observations (x, y), which logistic
/// regression minimises.
/// </summary>
public static class LogisticLoss
{
    /// <summary>[observations, weights]: x.</summary>
    private static readonly double[][] Inputs = [[1, 0.5, -1.2], [1, -0.3, 0.8], [1, 1.7, 0.1], [1, -0.9, -0.4]];

    /// <summary>[observations]: y.</summary>
    private static readonly double[] Signs = [1, -1, 1, -1];

    /// <summary>The loss, of any numbers: of dual ones, it has exact slopes.</summary>
    public static T Value<T>(ReadOnlySpan<T> weights)
        where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int n = 0; n < Inputs.Length; n++)
        {
            sum += T.Log(T.One + T.Exp(-Margin(weights, n)));
        }

        return sum / T.CreateChecked(Inputs.Length);
    }

    /// <summary>Its gradient: the mean of −y·x / (1 + exp(y·w·x)).</summary>
    public static void Gradient<T>(ReadOnlySpan<T> weights, Span<T> gradient)
        where T : IFloatingPointIeee754<T>
    {
        gradient.Clear();
        for (int n = 0; n < Inputs.Length; n++)
        {
            T pull = T.CreateChecked(Signs[n]) / (T.One + T.Exp(Margin(weights, n)));
            for (int i = 0; i < gradient.Length; i++)
            {
                gradient[i] -= pull * T.CreateChecked(Inputs[n][i]) / T.CreateChecked(Inputs.Length);
            }
        }
    }

    /// <summary>y·w·x: how far an observation is on its side.</summary>
    private static T Margin<T>(ReadOnlySpan<T> weights, int n)
        where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * T.CreateChecked(Inputs[n][i]);
        }

        return T.CreateChecked(Signs[n]) * sum;
    }
}
