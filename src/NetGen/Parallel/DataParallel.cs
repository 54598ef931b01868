using System.Numerics;

namespace NetGen;

/// <summary>
/// A network computed by several threads: a batch is cut into shards, every free thread takes the next one, and the
/// shards' gradients are added in a fixed tree. Where a batch is cut depends on the network and on the number of samples
/// alone, so that 1, 2 or any number of threads give the same bits.
/// </summary>
/// <remarks>
/// Made by <see cref="ParallelNetworks.InParallel{TSelf, T}(INetwork{TSelf, T}, int)"/>. A batch too small to be worth
/// cutting, and every batch of a network with batch statistics, is computed whole, as the network computes it. The
/// threads wait between calls, and calls come from one thread at a time. After the first calls at a number of samples
/// nothing is allocated. Where noise is declared, every shard draws its own.
/// </remarks>
/// <typeparam name="TSelf">The network's class.</typeparam>
/// <typeparam name="T">Its numbers.</typeparam>
public sealed class DataParallel<TSelf, T> : IDisposable
    where TSelf : INetwork<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal DataParallel(ILearner<T> network, int threads)
    {
        Threads = threads;
        Learner = new(network, threads);
    }

    /// <summary>How many threads compute, the caller's included.</summary>
    public int Threads { get; }

    internal ParallelLearner<T> Learner { get; }

    /// <summary>Computes the outputs of any number of samples.</summary>
    /// <param name="inputs">[samples, InputSize]</param>
    /// <param name="outputs">[samples, OutputSize], overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the outputs overwrite the inputs.</exception>
    public void Predict(ReadOnlySpan<T> inputs, Span<T> outputs) => Learner.Predict(inputs, outputs);

    /// <summary>The declared loss, as its attribute averages it over the samples.</summary>
    /// <param name="inputs">[samples, InputSize]</param>
    /// <param name="targets">[samples, OutputSize]</param>
    /// <exception cref="ArgumentException">A length does not fit, or there is no sample.</exception>
    public T Loss(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets) => Learner.Loss(Batch(inputs, targets, []));

    /// <summary>The loss, and the gradient of the loss plus the penalty by every parameter.</summary>
    /// <param name="inputs">[samples, InputSize]</param>
    /// <param name="targets">[samples, OutputSize]</param>
    /// <param name="gradient">[ParameterCount], overwritten; laid out like the network's parameters.</param>
    /// <exception cref="ArgumentException">A length does not fit, or there is no sample.</exception>
    public T Gradient(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Span<T> gradient) =>
        Learner.Gradient(Batch(inputs, targets, []), gradient);

    /// <summary>Ends the threads; the network itself goes on as before.</summary>
    public void Dispose() => Learner.Dispose();

    internal static Batch<T> Batch(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<int> labels) =>
        new(inputs.Length / TSelf.InputSize, inputs, targets, labels);
}
