using System.Numerics;

namespace NetGen;

/// <summary>
/// Where the decisions lie in a network's outputs: one a sample, or one for each step of a sequence, of which those
/// beyond the sample's length do not count.
/// </summary>
internal sealed class Decisions<T>(ILearner<T> network)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly OutputInfo? _output = network.Info.Outputs is [var only] ? only : null;

    /// <summary>Numbers of one decision.</summary>
    public int Classes { get; } =
        network.Info.Outputs is [{ Loss: "CrossEntropy", Shape: [.., var classes] }] ? classes : network.OutputSize;

    /// <summary>How many numbers of one sample's outputs count.</summary>
    public int Size(ReadOnlySpan<T> input) =>
        _output is null ? network.OutputSize : Door.Part(network.Info, input, _output, network.OutputSize);

    /// <summary>How many decisions are right, of how many; none where the task is no classification.</summary>
    public (int Right, int All) Count(in Batch<T> batch, ReadOnlySpan<T> outputs)
    {
        (int right, int all) = (0, 0);
        for (int n = 0; n < batch.Count && _output is not null; n++)
        {
            int size = Size(Row(batch.Inputs, n, batch.Count));
            ReadOnlySpan<T> given = Row(outputs, n, batch.Count)[..size];
            if (!batch.Labels.IsEmpty)
            {
                all += size / Classes;
                right += Decision.CountLabels(given, Classes, Row(batch.Labels, n, batch.Count)[..(size / Classes)]);
            }
            else if (_output.Loss == "CrossEntropy")
            {
                all += size / Classes;
                right += Decision.CountClasses(given, Row(batch.Targets, n, batch.Count)[..size], Classes);
            }
            else if (_output.Loss == "BinaryCrossEntropy")
            {
                all += size;
                right += Decision.CountYes(given, Row(batch.Targets, n, batch.Count)[..size]);
            }
        }

        return (right, all);
    }

    private static ReadOnlySpan<TItem> Row<TItem>(ReadOnlySpan<TItem> rows, int row, int count) =>
        rows.Slice(row * (rows.Length / count), rows.Length / count);
}
