using System.Numerics;

namespace NetGen;

/// <summary>How a network is trained.</summary>
/// <typeparam name="T">Its numbers.</typeparam>
public sealed record TrainingOptions<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How often every sample is seen.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>
    /// Samples in one step. 1 is stochastic gradient descent; all samples, or more, is batch gradient descent. The last
    /// step of an epoch gets what is left.
    /// </summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>How a step changes the parameters.</summary>
    public Optimizer Optimizer { get; init; } = new Adam();

    /// <summary>The order of the samples, drawn anew for every epoch; the same seed gives the same bits.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// How many threads compute a step, each some samples of its batch: see <see cref="DataParallel{TSelf, T}"/>. The
    /// results are the same bits for any number. Small batches of small networks are not worth a second thread.
    /// </summary>
    public int Threads { get; init; } = 1;

    /// <summary>Samples that are measured after every epoch and never learnt from.</summary>
    public Dataset<T>? Test { get; init; }

    /// <summary>Whether loss and accuracy are measured on the training data and the test data after every epoch.</summary>
    public bool Measure { get; init; } = true;

    /// <summary>
    /// Told after every step and every epoch, on the training's thread; called directly, so implement it yourself where
    /// it may not allocate (<see cref="Progress{T}"/> posts every report and allocates).
    /// </summary>
    public IProgress<TrainingProgress>? Progress { get; init; }
}
