using System.Collections.Immutable;
using System.Numerics;
using static System.FormattableString;

namespace NetGen;

public static partial class Dataset
{
    // One label that is a lie shall not name billions of classes.
    private const int MostClasses = 1 << 16;

    /// <summary>Reads two IDX files, the format of MNIST and its kin: samples and their labels.</summary>
    /// <inheritdoc cref="ReadIdx{T}(Stream, Stream, double, IEnumerable{string}?, string, string)"/>
    /// <param name="inputs">The samples' file, packed by gzip or not.</param>
    /// <param name="labels">The labels' file, likewise.</param>
    /// <param name="scale">What every number is multiplied by: 1/255 makes pixels lie in 0 … 1.</param>
    /// <param name="classes">The classes' names; "0", "1", … up to the greatest label unless given.</param>
    public static Dataset<T> ReadIdx<T>(
        string inputs, string labels, double scale = 1, IEnumerable<string>? classes = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using FileStream inputFile = File.OpenRead(inputs);
        using FileStream labelFile = File.OpenRead(labels);
        return ReadIdx<T>(inputFile, labelFile, scale, classes, Path.GetFileName(inputs), Path.GetFileName(labels));
    }

    /// <summary>Reads two streams of IDX, the format of MNIST and its kin: samples and their labels.</summary>
    /// <remarks>
    /// The first dimension counts the samples, the others are the shape of one. Files from strangers are safe: every
    /// length is checked before it is believed, and numbers that are not finite are refused. What is packed by gzip is
    /// recognised in a stream that can seek.
    /// </remarks>
    /// <typeparam name="T">The numbers.</typeparam>
    /// <param name="inputs">The samples.</param>
    /// <param name="labels">The labels, of one dimension: whole numbers from 0 on.</param>
    /// <param name="scale">What every number is multiplied by: 1/255 makes pixels lie in 0 … 1.</param>
    /// <param name="classes">The classes' names; "0", "1", … up to the greatest label unless given.</param>
    /// <param name="inputSource">What errors call the samples.</param>
    /// <param name="labelSource">What errors call the labels.</param>
    /// <exception cref="InvalidDataException">A file is malformed; the message names the file and the field.</exception>
    public static Dataset<T> ReadIdx<T>(
        Stream inputs,
        Stream labels,
        double scale = 1,
        IEnumerable<string>? classes = null,
        string inputSource = "inputs",
        string labelSource = "labels")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        var labelReader = new IdxReader(labels, labelSource);
        var inputReader = new IdxReader(inputs, inputSource);
        int[] numbers = Labels(labelReader);
        (ImmutableArray<int> shape, T[] samples) = inputReader.Read<T>();
        if (shape[0] != numbers.Length)
        {
            throw inputReader.Error("dimensions", Invariant($"{shape[0]} samples; {labelSource} has {numbers.Length} labels."));
        }

        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = T.CreateTruncating(double.CreateTruncating(samples[i]) * scale);
            if (!T.IsFinite(samples[i]))
            {
                throw inputReader.Error("data", Invariant($"number {i} is not finite."));
            }
        }

        ImmutableArray<string> names = classes is null ? Numbered(numbers) : [.. classes];
        int wrong = Array.FindIndex(numbers, label => label >= names.Length);
        return wrong < 0
            ? new(numbers.Length, samples, shape[1..], null, [], numbers, names)
            : throw labelReader.Error("data", Invariant($"label {wrong} is {numbers[wrong]}; there are {names.Length} classes."));
    }

    private static int[] Labels(IdxReader reader)
    {
        (ImmutableArray<int> shape, float[] numbers) = reader.Read<float>();
        if (shape.Length != 1)
        {
            throw reader.Error("number of dimensions", Invariant($"labels have one; got {shape.Length}."));
        }

        int wrong = Array.FindIndex(numbers, label => !(label is >= 0 and < MostClasses && label == MathF.Floor(label)));
        return wrong < 0
            ? Array.ConvertAll(numbers, label => (int)label)
            : throw reader.Error("data", Invariant($"label {wrong} is {numbers[wrong]}, no whole number in 0 … {MostClasses - 1}."));
    }

    private static ImmutableArray<string> Numbered(int[] labels) =>
        [.. Enumerable.Range(0, labels.Append(-1).Max() + 1).Select(label => Invariant($"{label}"))];
}
