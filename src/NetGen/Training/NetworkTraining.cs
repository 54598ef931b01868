using System.Numerics;

namespace NetGen;

/// <summary>Training and evaluation of any network.</summary>
public static class NetworkTraining
{
    /// <summary>
    /// Trains a network by mini-batches: every epoch puts the samples into a new order, and every step follows the
    /// gradient of the loss over the next <see cref="TrainingOptions{T}.BatchSize"/> of them.
    /// </summary>
    /// <remarks>
    /// All memory is taken before the first step. Training goes on from the parameters, the running statistics and the
    /// number of updates as they are; the optimiser's state begins anew. The same network, data, options and lanes give
    /// the same bits, on any number of threads.
    /// </remarks>
    /// <typeparam name="TSelf">The network's class.</typeparam>
    /// <typeparam name="T">Its numbers.</typeparam>
    /// <param name="network">The network, whose parameters are trained.</param>
    /// <param name="training">The samples to learn from.</param>
    /// <param name="options">How; as <see cref="TrainingOptions{T}"/> says unless given.</param>
    /// <param name="cancellation">Stops between two steps: what was reached so far is returned, no exception thrown.</param>
    /// <returns>What was reached, and why training ended: see <see cref="TrainingResult.Outcome"/>.</returns>
    /// <exception cref="ArgumentException">The data do not fit the network.</exception>
    public static TrainingResult Fit<TSelf, T>(
        this INetwork<TSelf, T> network,
        Dataset<T> training,
        TrainingOptions<T>? options = null,
        CancellationToken cancellation = default)
        where TSelf : INetwork<TSelf, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Fit(new Learner<TSelf, T>(network), training, options, cancellation);

    /// <inheritdoc cref="Fit{TSelf, T}(INetwork{TSelf, T}, Dataset{T}, TrainingOptions{T}?, CancellationToken)"/>
    public static TrainingResult Fit<TSelf, T>(
        this IClassifier<TSelf, T> network,
        Dataset<T> training,
        TrainingOptions<T>? options = null,
        CancellationToken cancellation = default)
        where TSelf : IClassifier<TSelf, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Fit(new ClassLearner<TSelf, T>(network), training, options, cancellation);

    /// <summary>Loss and accuracy on some samples.</summary>
    /// <typeparam name="TSelf">The network's class.</typeparam>
    /// <typeparam name="T">Its numbers.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">The samples.</param>
    /// <exception cref="ArgumentException">The data do not fit the network.</exception>
    public static Metrics Evaluate<TSelf, T>(this INetwork<TSelf, T> network, Dataset<T> data)
        where TSelf : INetwork<TSelf, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Evaluate(new Learner<TSelf, T>(network), data);

    /// <inheritdoc cref="Evaluate{TSelf, T}(INetwork{TSelf, T}, Dataset{T})"/>
    public static Metrics Evaluate<TSelf, T>(this IClassifier<TSelf, T> network, Dataset<T> data)
        where TSelf : IClassifier<TSelf, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Evaluate(new ClassLearner<TSelf, T>(network), data);

    /// <summary>
    /// The class that the network names for each sample: the greatest of several outputs; of a single output 1 from ½ on.
    /// With a cross-entropy over sequences it is one for each step, [samples, steps], and −1 beyond a sample's length.
    /// </summary>
    /// <typeparam name="TSelf">The network's class.</typeparam>
    /// <typeparam name="T">Its numbers.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">The samples; only their inputs count.</param>
    public static int[] Classify<TSelf, T>(this INetwork<TSelf, T> network, Dataset<T> data)
        where TSelf : INetwork<TSelf, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        return new Evaluator<T>(new Learner<TSelf, T>(network)).Classify(data);
    }

    /// <summary>Which classes the network takes for which.</summary>
    /// <typeparam name="TSelf">The network's class.</typeparam>
    /// <typeparam name="T">Its numbers.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with labels.</param>
    /// <exception cref="ArgumentException">The data have no labels.</exception>
    public static ConfusionMatrix ConfusionMatrix<TSelf, T>(this INetwork<TSelf, T> network, Dataset<T> data)
        where TSelf : INetwork<TSelf, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!data.HasLabels)
        {
            throw new ArgumentException("A confusion matrix needs labels; these data have targets only.", nameof(data));
        }

        int[] labels = data.Labels.ToArray();
        (int Actual, int Predicted)[] named = [.. labels.Zip(network.Classify(data)).Where(pair => pair.Second >= 0)];
        return new(data.Classes, Array.ConvertAll(named, pair => pair.Actual), Array.ConvertAll(named, pair => pair.Predicted));
    }

    private static TrainingResult Fit<T>(
        ILearner<T> network, Dataset<T> training, TrainingOptions<T>? options, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var trainer = new Trainer<T>(network, training, options ?? new());
        return trainer.Run(cancellation);
    }

    private static Metrics Evaluate<T>(ILearner<T> network, Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        network.Check(data, nameof(data));
        return new Evaluator<T>(network).Measure(data);
    }
}
