using System.Numerics;

namespace NetGen;

/// <summary>Networks on several threads.</summary>
public static class ParallelNetworks
{
    /// <summary>The network, computed by several threads: the same bits on any number of them.</summary>
    /// <typeparam name="TSelf">The network's class.</typeparam>
    /// <typeparam name="T">Its numbers.</typeparam>
    /// <param name="network">The network; nothing of it is copied.</param>
    /// <param name="threads">How many, the caller's included; more than processors are of no use.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no thread.</exception>
    public static DataParallel<TSelf, T> InParallel<TSelf, T>(this INetwork<TSelf, T> network, int threads)
        where TSelf : INetwork<TSelf, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(new Learner<TSelf, T>(network), threads);

    /// <inheritdoc cref="InParallel{TSelf, T}(INetwork{TSelf, T}, int)"/>
    public static DataParallel<TSelf, T> InParallel<TSelf, T>(this IClassifier<TSelf, T> network, int threads)
        where TSelf : IClassifier<TSelf, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(new ClassLearner<TSelf, T>(network), threads);

    /// <summary>The declared loss.</summary>
    /// <typeparam name="TSelf">The network's class.</typeparam>
    /// <typeparam name="T">Its numbers.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="inputs">[samples, InputSize]</param>
    /// <param name="labels">[samples, LabelsPerSample], each in 0 … ClassCount − 1.</param>
    /// <exception cref="ArgumentException">A length does not fit, a label is out of range, or there is no sample.</exception>
    public static T Loss<TSelf, T>(
        this DataParallel<TSelf, T> network, ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels)
        where TSelf : IClassifier<TSelf, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.Learner.Loss(DataParallel<TSelf, T>.Batch(inputs, [], labels));
    }

    /// <summary>The loss, and the gradient of the loss plus the penalty by every parameter.</summary>
    /// <typeparam name="TSelf">The network's class.</typeparam>
    /// <typeparam name="T">Its numbers.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="inputs">[samples, InputSize]</param>
    /// <param name="labels">[samples, LabelsPerSample], each in 0 … ClassCount − 1.</param>
    /// <param name="gradient">[ParameterCount], overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit, a label is out of range, or there is no sample.</exception>
    public static T Gradient<TSelf, T>(
        this DataParallel<TSelf, T> network, ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels, Span<T> gradient)
        where TSelf : IClassifier<TSelf, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.Learner.Gradient(DataParallel<TSelf, T>.Batch(inputs, [], labels), gradient);
    }
}
