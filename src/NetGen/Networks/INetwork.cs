using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace NetGen;

/// <summary>What the generator writes for a class with <c>[Network]</c>.</summary>
/// <remarks>
/// A network holds nothing but its parameters and its state. Every method may be called from many threads at once,
/// as long as none of them writes <see cref="Parameters"/> or <see cref="State"/> meanwhile; <see cref="Gradient"/>
/// writes the state of a network that has one. After the first call on a thread at a number of samples
/// nothing is allocated. Samples lie one after the other: sample n's inputs begin at n · <see cref="InputSize"/>.
/// Numbers that are not finite are no error: a NaN or an infinity in a sample's inputs reaches that sample's outputs
/// alone, and the loss and the gradient of every batch that holds it.
/// </remarks>
/// <typeparam name="TSelf">The network's class.</typeparam>
/// <typeparam name="T">Its numbers: <see cref="float"/>, or <see cref="double"/> for <c>Precision.Double</c>.</typeparam>
public interface INetwork<TSelf, T>
    where TSelf : INetwork<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Numbers in one sample's inputs.</summary>
    static abstract int InputSize { get; }

    /// <summary>Numbers in one sample's outputs.</summary>
    static abstract int OutputSize { get; }

    /// <summary>Trained numbers in the network.</summary>
    static abstract int ParameterCount { get; }

    /// <summary>The layers, their shapes, and the names, shapes and offsets of the parameters.</summary>
    static abstract NetworkInfo Info { get; }

    /// <summary>A network whose parameters are initialised as declared; the same seed gives the same bits.</summary>
    static abstract TSelf Create(ulong seed);

    /// <summary>Numbers of state that training updates but does not train: running statistics.</summary>
    static virtual int StateCount => 0;

    /// <summary>All parameters, layer after layer, 64-byte aligned.</summary>
    Span<T> Parameters { get; }

    /// <summary>
    /// Running statistics, laid out as <see cref="NetworkInfo.States"/>: what <see cref="Predict"/> normalises by.
    /// <see cref="Gradient"/> moves them towards its batch's statistics.
    /// </summary>
    Span<T> State => [];

    /// <summary>
    /// What the noise of dropout and its kin is drawn from: in <see cref="Gradient"/> it is a function of this, of
    /// <see cref="Step"/>, and of the place alone. <see cref="Create"/> sets it to its seed.
    /// </summary>
    ulong NoiseSeed
    {
        get => 0;
        set { }
    }

    /// <summary>The number of updates so far: a trainer raises it, so that each has noise of its own.</summary>
    [SuppressMessage("Naming", "CA1716", Justification = "The field's word, a keyword in Visual Basic alone.")]
    long Step
    {
        get => 0;
        set { }
    }

    /// <summary>Computes the outputs of any number of samples.</summary>
    /// <param name="inputs">[samples, <see cref="InputSize"/>]</param>
    /// <param name="outputs">[samples, <see cref="OutputSize"/>], overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    void Predict(ReadOnlySpan<T> inputs, Span<T> outputs);

    /// <summary>The declared loss, as its attribute averages it over the samples.</summary>
    /// <param name="inputs">[samples, <see cref="InputSize"/>]</param>
    /// <param name="targets">[samples, <see cref="OutputSize"/>]</param>
    /// <exception cref="ArgumentException">A length does not fit, or there is no sample.</exception>
    T Loss(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets);

    /// <summary>
    /// The penalties Σ|w| and Σw² that the layers declare, each times its factor, at the present parameters;
    /// <see cref="Loss"/> and the loss that <see cref="Gradient"/> returns are without them.
    /// </summary>
    T Penalty() => T.Zero;

    /// <summary>
    /// The loss, and the gradient of the loss plus <see cref="Penalty"/> by every parameter. Layers behave as in
    /// training: dropout drops, and batch statistics are taken and move the running ones.
    /// </summary>
    /// <param name="inputs">[samples, <see cref="InputSize"/>]</param>
    /// <param name="targets">[samples, <see cref="OutputSize"/>]</param>
    /// <param name="gradient">[<see cref="ParameterCount"/>], overwritten; laid out like <see cref="Parameters"/>.</param>
    /// <exception cref="ArgumentException">A length does not fit, or there is no sample.</exception>
    T Gradient(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Span<T> gradient);
}

/// <summary>A network in single precision.</summary>
/// <typeparam name="TSelf">The network's class.</typeparam>
public interface INetwork<TSelf> : INetwork<TSelf, float>
    where TSelf : INetwork<TSelf>;

/// <summary>A network whose targets may be given as class labels.</summary>
/// <typeparam name="TSelf">The network's class.</typeparam>
/// <typeparam name="T">Its numbers.</typeparam>
public interface IClassifier<TSelf, T> : INetwork<TSelf, T>
    where TSelf : IClassifier<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of classes.</summary>
    static abstract int ClassCount { get; }

    /// <summary>Labels of one sample: one, or one for each step of a sequence.</summary>
    static virtual int LabelsPerSample => 1;

    /// <summary>The declared loss.</summary>
    /// <param name="inputs">[samples, InputSize]</param>
    /// <param name="labels">[samples, <see cref="LabelsPerSample"/>], each in 0 … <see cref="ClassCount"/> − 1.</param>
    /// <exception cref="ArgumentException">A length does not fit, a label is out of range, or there is no sample.</exception>
    T Loss(ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels);

    /// <summary>The loss, and its gradient by every parameter.</summary>
    /// <param name="inputs">[samples, InputSize]</param>
    /// <param name="labels">[samples, <see cref="LabelsPerSample"/>], each in 0 … <see cref="ClassCount"/> − 1.</param>
    /// <param name="gradient">[ParameterCount], overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit, a label is out of range, or there is no sample.</exception>
    T Gradient(ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels, Span<T> gradient);
}
