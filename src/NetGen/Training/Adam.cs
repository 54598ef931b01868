using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Lanes;

namespace NetGen;

/// <summary>
/// Adam: steps of about the same length for every parameter. With the running means m ← β₁·m + (1 − β₁)·g of the
/// gradient and v ← β₂·v + (1 − β₂)·g² of its square, corrected for their start at 0 to m̂ = m / (1 − β₁ᵗ) and
/// v̂ = v / (1 − β₂ᵗ): p ← p − η·m̂ / (√v̂ + ε) (Kingma and Ba, 2015).
/// </summary>
public sealed class Adam : Optimizer
{
    /// <summary>Chooses the numbers; those not given are the paper's.</summary>
    /// <param name="learningRate">η ≥ 0, about the length of a step in every parameter.</param>
    /// <param name="beta1">β₁ in [0, 1), the memory of the gradient's mean.</param>
    /// <param name="beta2">β₂ in [0, 1), the memory of its square's mean.</param>
    /// <param name="epsilon">ε &gt; 0, which keeps a step finite where the gradient is 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Adam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
    {
        LearningRate = Numbers.NotNegative(learningRate);
        Beta1 = Numbers.BelowOne(beta1);
        Beta2 = Numbers.BelowOne(beta2);
        Epsilon = Numbers.Positive(epsilon);
    }

    /// <summary>η, about the length of a step in every parameter.</summary>
    public double LearningRate { get; }

    /// <summary>β₁, the memory of the gradient's mean.</summary>
    public double Beta1 { get; }

    /// <summary>β₂, the memory of the mean of the gradient's square.</summary>
    public double Beta2 { get; }

    /// <summary>ε, which keeps a step finite where the gradient is 0.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override int StatePerParameter => 2;

    /// <inheritdoc/>
    public override void Update<T>(long time, Span<T> parameters, ReadOnlySpan<T> gradient, Span<T> state)
    {
        // η·m̂ / (√v̂ + ε) = rate · m / (√v + epsilon): two products of a vector less.
        double root = Math.Sqrt(1 - Numbers.Power(Beta2, time));
        var formula = new Formula<T>(
            T.CreateTruncating(LearningRate * root / (1 - Numbers.Power(Beta1, time))),
            T.CreateTruncating(Beta1),
            T.CreateTruncating(Beta2),
            T.CreateTruncating(Epsilon * root));
        Elementwise.Run(formula, StatePerParameter, parameters, gradient, state);
    }

    private readonly struct Formula<T>(T rate, T beta1, T beta2, T epsilon) : IFormula<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Next<V>(V parameters, V gradient, in StateAt<T> state)
            where V : struct, ILanes<V, T>
        {
            V mean = (V.Broadcast(beta1) * state.Load<V>(0)) + (V.Broadcast(T.One - beta1) * gradient);
            V square = (V.Broadcast(beta2) * state.Load<V>(1)) + (V.Broadcast(T.One - beta2) * (gradient * gradient));
            state.Store(0, mean);
            state.Store(1, square);
            return parameters - (V.Broadcast(rate) * mean / (V.Sqrt(square) + V.Broadcast(epsilon)));
        }
    }
}
