using System.Numerics;

namespace NetGen;

public static partial class Dataset
{
    /// <summary>Holds back a part of the samples for tests.</summary>
    /// <remarks>Stratified: every class is divided in the same proportion, to within one sample.</remarks>
    /// <typeparam name="T">The numbers.</typeparam>
    /// <param name="data">The samples.</param>
    /// <param name="testFraction">The part held back, between 0 and 1.</param>
    /// <param name="seed">Who is held back; the same seed gives the same parts on every platform.</param>
    /// <param name="stratified">Whether to keep the proportions of the classes; without a label for each sample it means nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part does not lie between 0 and 1.</exception>
    public static (Dataset<T> Training, Dataset<T> Test) Split<T>(
        this Dataset<T> data, double testFraction = 0.2, ulong seed = 0, bool stratified = true)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        if (testFraction is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, "A fraction lies in 0 … 1.");
        }

        var random = new RandomNumbers(seed);
        var order = new int[data.Count];
        for (int sample = 0; sample < order.Length; sample++)
        {
            order[sample] = sample;
        }

        random.Shuffle(order);
        int[][] groups = stratified && data.HasLabels && data.LabelsPerSample == 1 ? ByClass(data, order) : [order];
        var training = new List<int>(data.Count);
        var test = new List<int>(data.Count);

        // Rounding the running total, not every class, keeps the whole at the fraction asked for.
        int seen = 0;
        foreach (int[] group in groups)
        {
            seen += group.Length;
            int held = Math.Clamp((int)Math.Round(seen * testFraction) - test.Count, 0, group.Length);
            test.AddRange(group.AsSpan(0, held));
            training.AddRange(group.AsSpan(held));
        }

        return (data.Select(InOrder(training, ref random)), data.Select(InOrder(test, ref random)));
    }

    private static int[][] ByClass<T>(Dataset<T> data, int[] order)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] labels = data.Labels.ToArray();
        return [.. Enumerable.Range(0, data.Classes.Length).Select(label => Array.FindAll(order, n => labels[n] == label))];
    }

    private static int[] InOrder(List<int> samples, ref RandomNumbers random)
    {
        int[] order = [.. samples];
        random.Shuffle(order);
        return order;
    }
}
