using NetGen.Lanes;

namespace NetGen.Benchmarks.Threads;

/// <summary>Steps of training on some threads, always over the same batch.</summary>
internal sealed class ParallelStep<T>(T network, DataParallel<T, float> parallel, Optimizer optimizer, Func<DataParallel<T, float>, Span<float>, float> gradient) : IParallelStep
    where T : INetwork<T, float>
{
    private readonly AlignedBuffer<float> _gradient = new(T.ParameterCount);
    private readonly AlignedBuffer<float> _state = new(optimizer.StatePerParameter * T.ParameterCount);
    private long _time;

    public ReadOnlySpan<float> Parameters => network.Parameters;

    public void Run()
    {
        _ = gradient(parallel, _gradient.Span);
        optimizer.Update(++_time, network.Parameters, _gradient.Span, _state.Span);
    }

    public void Dispose() => parallel.Dispose();
}

/// <summary>Steps of training of any network.</summary>
internal interface IParallelStep : IDisposable
{
    /// <summary>What the steps have reached.</summary>
    ReadOnlySpan<float> Parameters { get; }

    /// <summary>Takes a step.</summary>
    void Run();
}
