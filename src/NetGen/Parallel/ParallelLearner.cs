using System.Numerics;

namespace NetGen;

/// <summary>
/// A network whose batches are computed in <see cref="Shards"/> by several threads. Means over shards are added in one
/// fixed order, so that the number of threads changes no bit.
/// </summary>
internal sealed unsafe class ParallelLearner<T> : ILearner<T>, IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ILearner<T> _network;
    private readonly Crew _crew;
    private readonly int _least;
    private readonly T[] _losses = new T[Shards.Most];
    private readonly GradientSum<T> _sum;
    private readonly Action<int> _predict;
    private readonly Action<int> _loss;
    private readonly Action<int> _gradient;
    private Shards _shards;
    private PinnedBatch<T> _batch;
    private T* _outputs;

    public ParallelLearner(ILearner<T> network, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _network = network;
        _crew = new Crew(threads);
        _least = Shards.Least(network.Info);
        _sum = new GradientSum<T>(network.Parameters.Length);
        (_predict, _loss, _gradient) = (PredictShard, LossOfShard, GradientOfShard);
    }

    public NetworkInfo Info => _network.Info;

    public int OutputSize => _network.OutputSize;

    public Span<T> Parameters => _network.Parameters;

    public Span<T> State => _network.State;

    public long Step
    {
        get => _network.Step;
        set => _network.Step = value;
    }

    public T Penalty() => _network.Penalty();

    public void Check(Dataset<T> data, string name) => _network.Check(data, name);

    public void Dispose() => _crew.Dispose();

    public void Predict(ReadOnlySpan<T> inputs, Span<T> outputs)
    {
        int samples = outputs.Length / OutputSize;
        if (inputs.Overlaps(outputs) || !Cut(new(samples, inputs, outputs, [])))
        {
            _network.Predict(inputs, outputs);
            return;
        }

        try
        {
            fixed (T* first = inputs, target = outputs)
            {
                _batch = new(samples, first, inputs.Length, null, 0, null, 0);
                _outputs = target;
                _crew.Run(_shards.Count, _predict);
            }
        }
        catch (ArgumentException)
        {
            // A shard's message counts its own samples; the network's counts the batch's.
            _network.Predict(inputs, outputs);
        }
    }

    public T Loss(in Batch<T> batch)
    {
        try
        {
            return Cut(batch) ? Run(batch, _loss) : _network.Loss(batch);
        }
        catch (ArgumentException)
        {
            return _network.Loss(batch);
        }
    }

    public T Gradient(in Batch<T> batch, Span<T> gradient)
    {
        if (gradient.Length != Parameters.Length || !Cut(batch))
        {
            return _network.Gradient(batch, gradient);
        }

        try
        {
            fixed (T* target = gradient)
            {
                _sum.Begin(target, _shards);
                T loss = Run(batch, _gradient);
                _sum.Add(_crew);
                return loss;
            }
        }
        catch (ArgumentException)
        {
            return _network.Gradient(batch, gradient);
        }
    }

    /// <summary>Whether there are several shards; not where rows do not fit, which is the network's to refuse.</summary>
    private bool Cut(in Batch<T> batch)
    {
        int samples = Math.Max(batch.Count, 1);
        _shards = new(samples, _least);
        return _shards.Count > 1
            && batch.Inputs.Length % samples == 0
            && batch.Targets.Length % samples == 0
            && batch.Labels.Length % samples == 0;
    }

    /// <summary>Runs the shards of a batch, each of which gives its loss.</summary>
    private T Run(in Batch<T> batch, Action<int> shard)
    {
        fixed (T* inputs = batch.Inputs, targets = batch.Targets)
        {
            fixed (int* labels = batch.Labels)
            {
                _batch = new(
                    batch.Count, inputs, batch.Inputs.Length, targets, batch.Targets.Length, labels, batch.Labels.Length);
                _crew.Run(_shards.Count, shard);
            }
        }

        T loss = T.Zero;
        for (int k = 0; k < _shards.Count; k++)
        {
            loss += T.CreateTruncating(_shards.Weight(k)) * _losses[k];
        }

        return loss;
    }

    private void PredictShard(int k)
    {
        (int first, int count) = (_shards.First(k), _shards.Length(k));
        _network.Predict(_batch.Part(first, count).Inputs, new(_outputs + ((long)first * OutputSize), count * OutputSize));
    }

    private void LossOfShard(int k) => _losses[k] = _network.Loss(_batch.Part(_shards.First(k), _shards.Length(k)));

    private void GradientOfShard(int k)
    {
        NoiseStream.Current = k;
        try
        {
            _losses[k] = _network.Gradient(_batch.Part(_shards.First(k), _shards.Length(k)), _sum.Part(k));
        }
        finally
        {
            NoiseStream.Current = 0;
        }
    }
}
