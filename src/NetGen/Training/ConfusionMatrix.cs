using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using static System.FormattableString;

namespace NetGen;

/// <summary>How often samples of one class were taken for another.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[,] _counts;

    /// <summary>Counts.</summary>
    /// <param name="classes">The classes' names.</param>
    /// <param name="actual">[samples]: the class of each.</param>
    /// <param name="predicted">[samples]: the class it was taken for.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a label is no class.</exception>
    public ConfusionMatrix(IEnumerable<string> classes, ReadOnlySpan<int> actual, ReadOnlySpan<int> predicted)
    {
        Classes = [.. classes];
        if (actual.Length != predicted.Length)
        {
            throw new ArgumentException(
                Invariant($"{actual.Length} samples need as many predictions; got {predicted.Length}."), nameof(predicted));
        }

        _counts = new int[Classes.Length, Classes.Length];
        for (int n = 0; n < actual.Length; n++)
        {
            if ((uint)actual[n] >= (uint)Classes.Length || (uint)predicted[n] >= (uint)Classes.Length)
            {
                throw new ArgumentException(
                    Invariant($"Sample {n}: class {actual[n]}, taken for {predicted[n]}; there are {Classes.Length} classes."),
                    nameof(actual));
            }

            _counts[actual[n], predicted[n]]++;
        }

        Count = actual.Length;
    }

    /// <summary>The classes' names.</summary>
    public ImmutableArray<string> Classes { get; }

    /// <summary>The number of samples.</summary>
    public int Count { get; }

    /// <summary>The samples of a class that were taken for another, or rightly for itself.</summary>
    public int this[int actual, int predicted] => _counts[actual, predicted];

    /// <summary>The part of the samples that was classified correctly.</summary>
    public double Accuracy => Enumerable.Range(0, Classes.Length).Sum(k => (double)_counts[k, k]) / Count;

    /// <summary>Of the samples taken for a class, the part that is of it; NaN where none was.</summary>
    public double Precision(int predicted) =>
        (double)_counts[predicted, predicted] / Enumerable.Range(0, Classes.Length).Sum(actual => _counts[actual, predicted]);

    /// <summary>Of the samples of a class, the part that was taken for it; NaN where there is none.</summary>
    public double Recall(int actual) =>
        (double)_counts[actual, actual] / Enumerable.Range(0, Classes.Length).Sum(predicted => _counts[actual, predicted]);

    /// <summary>A table: a row for each class, a column for what its samples were taken for.</summary>
    public override string ToString()
    {
        int width = Classes.Select(name => name.Length).Append(Invariant($"{Count}").Length).Max() + 1;
        var text = new StringBuilder().Append(' ', width);
        text.AppendJoin("", Classes.Select(name => name.PadLeft(width)));
        for (int actual = 0; actual < Classes.Length; actual++)
        {
            text.Append('\n').Append(Classes[actual].PadLeft(width));
            for (int predicted = 0; predicted < Classes.Length; predicted++)
            {
                text.Append(_counts[actual, predicted].ToString(CultureInfo.InvariantCulture).PadLeft(width));
            }
        }

        return text.ToString();
    }
}
