using System.Numerics;

namespace NetGen;

/// <summary>
/// How a step changes the parameters, given the gradient: numbers chosen once, and a formula. It holds no state of its
/// own, so that one object serves any number of networks; <see cref="Update{T}"/> gets the state of the training.
/// </summary>
/// <remarks>A new optimiser is a class that derives from this one. Its results do not depend on the lanes' width.</remarks>
public abstract class Optimizer
{
    /// <summary>Numbers to be remembered for each parameter from step to step; they begin as 0.</summary>
    public abstract int StatePerParameter { get; }

    /// <summary>Takes one step downhill. Allocates nothing.</summary>
    /// <typeparam name="T">The numbers.</typeparam>
    /// <param name="time">The number of the step, from 1.</param>
    /// <param name="parameters">[parameters], changed.</param>
    /// <param name="gradient">[parameters]: the loss's slope by each of them.</param>
    /// <param name="state">[<see cref="StatePerParameter"/>, parameters], changed.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public abstract void Update<T>(long time, Span<T> parameters, ReadOnlySpan<T> gradient, Span<T> state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
