using NetGen.Lanes;

namespace NetGen.Benchmarks.Rows;

/// <summary>
/// One step of training, called as NetGen offers it: the gradient of a batch, then the optimiser's update. Every row
/// that trains goes through here, so that a better way to call is put in at one place.
/// </summary>
internal class TrainingStep<T>(T network, Optimizer optimizer)
    where T : INetwork<T>
{
    private readonly AlignedBuffer<float> _gradient = new(T.ParameterCount);
    private readonly AlignedBuffer<float> _state = new(optimizer.StatePerParameter * T.ParameterCount);
    private readonly float[] _initial = network.Parameters.ToArray();
    private long _time;

    /// <summary>The network that is trained.</summary>
    public T Network { get; } = network;

    /// <summary>Where a step's gradient is written.</summary>
    protected Span<float> Gradient => _gradient.Span;

    /// <summary>Takes a step, and returns the loss before it.</summary>
    public float Run(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        float loss = Network.Gradient(inputs, targets, Gradient);
        Update();
        return loss;
    }

    /// <summary>Begins anew with the parameters as they were at first.</summary>
    public void Reset()
    {
        _initial.CopyTo(Network.Parameters);
        _state.Span.Clear();
        _time = 0;
    }

    /// <summary>Whether so many steps from the first parameters on bring the loss down to this share of it.</summary>
    public Check Learns(float[] inputs, float[] targets, double share, int steps)
    {
        Reset();
        float before = Network.Loss(inputs, targets);
        for (int n = 0; n < steps; n++)
        {
            Run(inputs, targets);
        }

        return Check.Loss(before, Network.Loss(inputs, targets), share, steps);
    }

    /// <summary>Follows the gradient.</summary>
    protected void Update() => optimizer.Update(++_time, Network.Parameters, _gradient.Span, _state.Span);
}

/// <summary>The same with class labels.</summary>
internal sealed class ClassifierStep<T>(T network, Optimizer optimizer) : TrainingStep<T>(network, optimizer)
    where T : INetwork<T>, IClassifier<T, float>
{
    /// <summary>Takes a step, and returns the loss before it.</summary>
    public float Run(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        float loss = Network.Gradient(inputs, labels, Gradient);
        Update();
        return loss;
    }
}
