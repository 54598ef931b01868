using System.Numerics;

namespace NetGen;

/// <summary>Measures a network on data sets of any size, with the memory of one chunk of samples.</summary>
internal sealed class Evaluator<T>(ILearner<T> network)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Chunk = 256;

    private readonly T[] _outputs = new T[Chunk * network.OutputSize];
    private readonly Decisions<T> _decisions = new(network);

    /// <summary>Loss, and accuracy where the task is a classification.</summary>
    public Metrics Measure(Dataset<T> data)
    {
        double loss = 0;
        long correct = 0;
        long decisions = 0;
        for (int first = 0; first < data.Count; first += Chunk)
        {
            Batch<T> batch = At(data, first);
            loss += double.CreateTruncating(network.Loss(batch)) * batch.Count;
            (int right, int all) = _decisions.Count(batch, Predict(batch));
            correct += right;
            decisions += all;
        }

        return new(loss / data.Count, decisions == 0 ? null : (double)correct / decisions);
    }

    /// <summary>The class that the network names in each decision; −1 for those that do not count.</summary>
    public int[] Classify(Dataset<T> data)
    {
        int size = _decisions.Classes;
        int each = network.OutputSize / size;
        var classes = new int[data.Count * each];
        for (int first = 0; first < data.Count; first += Chunk)
        {
            ReadOnlySpan<T> outputs = Predict(At(data, first));
            for (int k = 0; k < outputs.Length / size; k++)
            {
                bool counts = (k % each * size) < _decisions.Size(data.Input(first + (k / each)));
                classes[(first * each) + k] = counts ? Decision.Class(outputs.Slice(k * size, size)) : -1;
            }
        }

        return classes;
    }

    private static Batch<T> At(Dataset<T> data, int first)
    {
        int count = Math.Min(Chunk, data.Count - first);
        int labels = data.HasLabels ? data.LabelsPerSample : 0;
        return new(
            count,
            data.Inputs.Slice(first * data.InputSize, count * data.InputSize),
            data.Targets.Slice(first * data.TargetSize, count * data.TargetSize),
            data.Labels.Slice(first * labels, count * labels));
    }

    private ReadOnlySpan<T> Predict(in Batch<T> batch)
    {
        Span<T> outputs = _outputs.AsSpan(0, batch.Count * network.OutputSize);
        network.Predict(batch.Inputs, outputs);
        return outputs;
    }
}
