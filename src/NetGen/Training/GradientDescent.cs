using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Lanes;

namespace NetGen;

/// <summary>
/// Gradient descent: p ← p − η·g. With momentum μ the step follows a velocity, v ← μ·v + g and p ← p − η·v, that runs
/// through small hollows (Polyak, 1964); Nesterov's form looks ahead: p ← p − η·(g + μ·v) (Nesterov, 1983; Sutskever
/// et al., 2013).
/// </summary>
public sealed class GradientDescent : Optimizer
{
    /// <summary>Chooses the numbers.</summary>
    /// <param name="learningRate">η ≥ 0, the length of a step.</param>
    /// <param name="momentum">μ in [0, 1), the part of the velocity that is kept.</param>
    /// <param name="nesterov">Whether the velocity looks ahead.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public GradientDescent(double learningRate = 0.01, double momentum = 0, bool nesterov = false)
    {
        LearningRate = Numbers.NotNegative(learningRate);
        Momentum = Numbers.BelowOne(momentum);
        Nesterov = nesterov;
    }

    /// <summary>η, the length of a step.</summary>
    public double LearningRate { get; }

    /// <summary>μ, the part of the velocity that is kept.</summary>
    public double Momentum { get; }

    /// <summary>Whether the velocity looks ahead.</summary>
    public bool Nesterov { get; }

    /// <inheritdoc/>
    public override int StatePerParameter => Momentum > 0 ? 1 : 0;

    /// <inheritdoc/>
    public override void Update<T>(long time, Span<T> parameters, ReadOnlySpan<T> gradient, Span<T> state)
    {
        T rate = T.CreateTruncating(LearningRate);
        T momentum = T.CreateTruncating(Momentum);
        if (Momentum == 0)
        {
            Elementwise.Run(new Plain<T>(rate), StatePerParameter, parameters, gradient, state);
        }
        else
        {
            Elementwise.Run(new Moving<T>(rate, momentum, Nesterov), StatePerParameter, parameters, gradient, state);
        }
    }

    private readonly struct Plain<T>(T rate) : IFormula<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Next<V>(V parameters, V gradient, in StateAt<T> state)
            where V : struct, ILanes<V, T> =>
            parameters - (V.Broadcast(rate) * gradient);
    }

    private readonly struct Moving<T>(T rate, T momentum, bool nesterov) : IFormula<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Next<V>(V parameters, V gradient, in StateAt<T> state)
            where V : struct, ILanes<V, T>
        {
            V velocity = (V.Broadcast(momentum) * state.Load<V>(0)) + gradient;
            state.Store(0, velocity);
            V direction = nesterov ? gradient + (V.Broadcast(momentum) * velocity) : velocity;
            return parameters - (V.Broadcast(rate) * direction);
        }
    }
}
