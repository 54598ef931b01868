using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace NetGen.Testing;

/// <summary>Parameters of a network and a batch of data for it, laid out as the network takes them.</summary>
/// <typeparam name="T">The network's numbers: <see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>All that a network's loss depends on. Random ones come from <see cref="SampleArbitraries"/>.</remarks>
public sealed record NetworkSamples<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal NetworkSamples(NetworkInfo network, int count) => (Network, Count) = (network, count);

    /// <summary>The network they are for.</summary>
    public NetworkInfo Network { get; }

    /// <summary>The number of samples, at least 1.</summary>
    public int Count { get; internal init; }

    /// <summary>[ParameterCount]</summary>
    public ImmutableArray<T> Parameters { get; internal init; } = [];

    /// <summary>[StateCount]: running statistics.</summary>
    public ImmutableArray<T> State { get; internal init; } = [];

    /// <summary>[samples, InputSize]: tokens and lengths are within their limits.</summary>
    public ImmutableArray<T> Inputs { get; internal init; } = [];

    /// <summary>[samples, OutputSize]: distributions where a loss compares classes, 0 to 1 where it asks for that.</summary>
    public ImmutableArray<T> Targets { get; internal init; } = [];

    /// <summary>[samples, LabelsPerSample], each below the number of classes; none for a network that has no classes.</summary>
    public ImmutableArray<int> Labels { get; internal init; } = [];

    /// <summary>What the noise of a network is drawn from.</summary>
    internal (ulong Seed, long Step) Noise { get; init; }

    /// <summary>Copies <see cref="Parameters"/> and <see cref="State"/> into a network.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">A network of the shape of <see cref="Network"/>.</param>
    /// <exception cref="ArgumentException">The network is of another shape.</exception>
    public void CopyTo<TNetwork>(TNetwork network)
        where TNetwork : INetwork<TNetwork, T>
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Parameters.Length != Parameters.Length || network.State.Length != State.Length)
        {
            throw new ArgumentException(
                $"Samples of {Network.Name} have {Parameters.Length} parameters and {State.Length} numbers of state; "
                + $"{typeof(TNetwork).Name} has {network.Parameters.Length} and {network.State.Length}.",
                nameof(network));
        }

        Parameters.AsSpan().CopyTo(network.Parameters);
        State.AsSpan().CopyTo(network.State);
    }

    /// <summary>Every tensor by its name, so that the numbers can be typed in again.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Count} samples of {Network.Name}");

        foreach (ParameterInfo parameter in Network.Parameters)
        {
            Write(parameter.Name, Parameters.AsSpan(parameter.Offset, parameter.Length));
        }

        foreach (StateInfo state in Network.States)
        {
            Write(state.Name, State.AsSpan(state.Offset, state.Length));
        }

        Write("Inputs", Inputs.AsSpan());
        Write("Targets", Targets.AsSpan());
        if (!Labels.IsEmpty)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nLabels: {string.Join(", ", Labels)}");
        }

        return text.ToString();

        void Write(string name, ReadOnlySpan<T> values)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{name}: ");
            text.AppendJoin(", ", values.ToArray().Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
        }
    }
}
