using System.Diagnostics;
using System.Numerics;
using NetGen.Lanes;

namespace NetGen;

/// <summary>One training: all memory is taken before its first step.</summary>
internal sealed class Trainer<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int HistoryAtFirst = 4096;

    private readonly ParallelLearner<T> _network;
    private readonly Dataset<T> _data;
    private readonly TrainingOptions<T> _options;
    private readonly Evaluator<T> _evaluator;
    private readonly AlignedBuffer<T> _gradient;
    private readonly AlignedBuffer<T> _state;
    private readonly T[] _statistics;
    private readonly int _batchSize;
    private readonly int[] _order;
    private readonly T[] _inputs;
    private readonly T[] _targets;
    private readonly int[] _labels;
    private readonly List<EpochResult> _history;
    private readonly TrainingResult _result;
    private readonly Stopwatch _clock = new();
    private RandomNumbers _random;

    public Trainer(ILearner<T> network, Dataset<T> training, TrainingOptions<T> options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Epochs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.BatchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Threads);
        network.Check(training, nameof(training));
        if (options.Test is not null)
        {
            network.Check(options.Test, nameof(options.Test));
        }

        _network = new ParallelLearner<T>(network, options.Threads);
        _data = training;
        _options = options;
        _batchSize = Math.Min(options.BatchSize, training.Count);
        _evaluator = new Evaluator<T>(_network);
        _gradient = new AlignedBuffer<T>(network.Parameters.Length);
        _state = new AlignedBuffer<T>(checked(options.Optimizer.StatePerParameter * network.Parameters.Length));
        _statistics = new T[network.State.Length];
        _order = [.. Enumerable.Range(0, training.Count)];
        _random = new RandomNumbers(options.Seed);
        _history = new List<EpochResult>(Math.Min(options.Epochs, HistoryAtFirst));
        _result = new TrainingResult(_history);

        // A batch of all samples is the data itself.
        int gathered = _batchSize == training.Count ? 0 : _batchSize;
        _inputs = new T[gathered * training.InputSize];
        _targets = new T[gathered * training.TargetSize];
        _labels = new int[training.HasLabels ? gathered * training.LabelsPerSample : 0];
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose() => _network.Dispose();

    public TrainingResult Run(CancellationToken cancellation)
    {
        WarmUp();
        for (int epoch = 1; epoch <= _options.Epochs; epoch++)
        {
            if (Epoch(epoch, cancellation) is { } outcome)
            {
                _result.Outcome = outcome;
                break;
            }
        }

        _result.Elapsed = _clock.Elapsed;
        return _result;
    }

    /// <summary>Does everything once without a step: code is compiled and the workspace grows before the clock runs.</summary>
    private void WarmUp()
    {
        _ = Measure();
        _network.State.CopyTo(_statistics);
        _ = _network.Gradient(Batch(0, _batchSize), _gradient.Span);
        _statistics.CopyTo(_network.State);
        _options.Optimizer.Update<T>(1, [], [], []);
    }

    /// <summary>Trains one epoch; what ended it early, or null.</summary>
    private TrainingOutcome? Epoch(int epoch, CancellationToken cancellation)
    {
        int steps = ((_data.Count - 1) / _batchSize) + 1;
        double sum = 0;
        _clock.Start();
        _random.Shuffle(_order);
        _clock.Stop();
        for (int step = 1; step <= steps; step++)
        {
            if (cancellation.IsCancellationRequested)
            {
                return TrainingOutcome.Cancelled;
            }

            int first = (step - 1) * _batchSize;
            int count = Math.Min(_batchSize, _data.Count - first);
            long before = GC.GetAllocatedBytesForCurrentThread();
            T loss = Step(first, count);
            if (!T.IsFinite(loss))
            {
                return TrainingOutcome.Diverged;
            }

            double reported = double.CreateTruncating(loss);
            sum += reported * count;
            EpochResult? finished = step == steps ? Finish(epoch, sum / _data.Count) : null;
            _result.AllocatedBytes += GC.GetAllocatedBytesForCurrentThread() - before;
            _options.Progress?.Report(new(epoch, _options.Epochs, step, steps, reported, finished));
        }

        return null;
    }

    /// <summary>Takes one step, unless the loss is not finite.</summary>
    private T Step(int first, int count)
    {
        _clock.Start();
        _network.State.CopyTo(_statistics);
        T loss = _network.Gradient(Batch(first, count), _gradient.Span);
        if (T.IsFinite(loss))
        {
            _result.Steps++;
            _result.Samples += count;
            _options.Optimizer.Update(_result.Steps, _network.Parameters, _gradient.Span, _state.Span);
            _network.Step++;
        }
        else
        {
            _statistics.CopyTo(_network.State);
        }

        _clock.Stop();
        return loss;
    }

    private Batch<T> Batch(int first, int count)
    {
        if (count == _data.Count)
        {
            return new(count, _data.Inputs, _data.Targets, _data.Labels);
        }

        _data.Gather(_order.AsSpan(first, count), _inputs, _targets, _labels);
        return new(
            count,
            _inputs.AsSpan(0, count * _data.InputSize),
            _targets.AsSpan(0, count * _data.TargetSize),
            _labels.AsSpan(0, Math.Min(count * _data.LabelsPerSample, _labels.Length)));
    }

    private EpochResult Finish(int epoch, double stepLoss)
    {
        (Metrics? training, Metrics? test) = Measure();
        var result = new EpochResult(epoch, stepLoss, double.CreateTruncating(_network.Penalty()), training, test);
        _history.Add(result);
        return result;
    }

    private (Metrics? Training, Metrics? Test) Measure() =>
        _options.Measure
            ? (_evaluator.Measure(_data), _options.Test is null ? null : _evaluator.Measure(_options.Test))
            : default;
}
