using System.Numerics;

namespace NetGen.Testing.Tests;

/// <summary>What is done to a gradient that was right.</summary>
/// <param name="network">The right network.</param>
/// <param name="inputs">[samples, InputSize]</param>
/// <param name="before">[ParameterCount]: what the buffer of the gradient held before the call.</param>
/// <param name="gradient">[ParameterCount]: the right gradient.</param>
internal delegate void Fault<TNetwork, T>(TNetwork network, ReadOnlySpan<T> inputs, T[] before, Span<T> gradient);

/// <summary>A generated classifier with a fault planted in it.</summary>
internal sealed class Spoilt<TNetwork, T> : IClassifier<Spoilt<TNetwork, T>, T>
    where TNetwork : IClassifier<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TNetwork _network = TNetwork.Create(1);

    /// <summary>After a gradient.</summary>
    public Fault<TNetwork, T> Gradients { get; init; } = (_, _, _, _) => { };

    /// <summary>Of a loss.</summary>
    public Func<T, T> Losses { get; init; } = loss => loss;

    /// <summary>Of predictions.</summary>
    public Action<T[]> Predictions { get; init; } = _ => { };

    public static int InputSize => TNetwork.InputSize;

    public static int OutputSize => TNetwork.OutputSize;

    public static int ParameterCount => TNetwork.ParameterCount;

    public static int ClassCount => TNetwork.ClassCount;

    public static NetworkInfo Info => TNetwork.Info;

    public Span<T> Parameters => _network.Parameters;

    public static Spoilt<TNetwork, T> Create(ulong seed) => new();

    public void Predict(ReadOnlySpan<T> inputs, Span<T> outputs)
    {
        _network.Predict(inputs, outputs);
        T[] spoilt = outputs.ToArray();
        Predictions(spoilt);
        spoilt.CopyTo(outputs);
    }

    public T Loss(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets) => Losses(_network.Loss(inputs, targets));

    public T Loss(ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels) => Losses(_network.Loss(inputs, labels));

    public T Gradient(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Span<T> gradient)
    {
        T[] before = gradient.ToArray();
        T loss = _network.Gradient(inputs, targets, gradient);
        Gradients(_network, inputs, before, gradient);
        return Losses(loss);
    }

    public T Gradient(ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels, Span<T> gradient)
    {
        T[] before = gradient.ToArray();
        T loss = _network.Gradient(inputs, labels, gradient);
        Gradients(_network, inputs, before, gradient);
        return Losses(loss);
    }
}
