using System.Numerics;

namespace NetGen;

/// <summary>Measures a network on data sets of any size, with the memory of one chunk of samples.</summary>
internal sealed class Evaluator<T>(ILearner<T> network)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Chunk = 256;

    private readonly T[] _outputs = new T[Chunk * network.OutputSize];

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
            ReadOnlySpan<T> outputs = Predict(batch);
            if (data.HasLabels)
            {
                decisions += batch.Count;
                correct += Decision.CountLabels(outputs, network.OutputSize, batch.Labels);
            }
            else if (network.Info.Loss == "CrossEntropy")
            {
                decisions += batch.Count;
                correct += Decision.CountClasses(outputs, batch.Targets, network.OutputSize);
            }
            else if (network.Info.Loss == "BinaryCrossEntropy")
            {
                decisions += outputs.Length;
                correct += Decision.CountYes(outputs, batch.Targets);
            }
        }

        return new(loss / data.Count, decisions == 0 ? null : (double)correct / decisions);
    }

    /// <summary>The class that the network names for each sample.</summary>
    public int[] Classify(Dataset<T> data)
    {
        var classes = new int[data.Count];
        for (int first = 0; first < data.Count; first += Chunk)
        {
            ReadOnlySpan<T> outputs = Predict(At(data, first));
            for (int at = 0; at < outputs.Length; at += network.OutputSize)
            {
                classes[first + (at / network.OutputSize)] = Decision.Class(outputs.Slice(at, network.OutputSize));
            }
        }

        return classes;
    }

    private static Batch<T> At(Dataset<T> data, int first)
    {
        int count = Math.Min(Chunk, data.Count - first);
        return new(
            count,
            data.Inputs.Slice(first * data.InputSize, count * data.InputSize),
            data.Targets.Slice(first * data.TargetSize, count * data.TargetSize),
            data.HasLabels ? data.Labels.Slice(first, count) : []);
    }

    private ReadOnlySpan<T> Predict(in Batch<T> batch)
    {
        Span<T> outputs = _outputs.AsSpan(0, batch.Count * network.OutputSize);
        network.Predict(batch.Inputs, outputs);
        return outputs;
    }
}
