using System.Collections.Immutable;
using System.IO.Compression;
using System.Numerics;
using System.Runtime.InteropServices;
using static System.FormattableString;

namespace NetGen;

/// <summary>Makes data sets: from arrays and spans, from text, and the digits that come with the library.</summary>
public static partial class Dataset
{
    private static readonly Lazy<Dataset<float>> _digits = new(ReadDigits);

    /// <summary>Samples with class labels.</summary>
    /// <typeparam name="T">The numbers.</typeparam>
    /// <param name="inputs">[samples, size of the shape], copied.</param>
    /// <param name="labels">[samples], each the position of its class, copied.</param>
    /// <param name="classes">The classes' names.</param>
    /// <param name="inputShape">One sample's input; one axis unless given.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a label is no class.</exception>
    public static Dataset<T> FromLabels<T>(
        ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels, IEnumerable<string> classes, params int[] inputShape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        ImmutableArray<int> shape = inputShape is [] ? [labels.IsEmpty ? 0 : inputs.Length / labels.Length] : [.. inputShape];
        return new(labels.Length, inputs.ToArray(), shape, null, [], labels.ToArray(), [.. classes]);
    }

    /// <summary>Samples with several class labels each: one for each step of a sequence.</summary>
    /// <typeparam name="T">The numbers.</typeparam>
    /// <param name="inputs">[samples, <paramref name="inputSize"/>], copied.</param>
    /// <param name="inputSize">Numbers in one sample's input.</param>
    /// <param name="labels">[samples, <paramref name="labelsPerSample"/>], each the position of its class, copied.</param>
    /// <param name="labelsPerSample">Labels of one sample.</param>
    /// <param name="classes">The classes' names.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a label is no class.</exception>
    public static Dataset<T> FromLabels<T>(
        ReadOnlySpan<T> inputs, int inputSize, ReadOnlySpan<int> labels, int labelsPerSample, IEnumerable<string> classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(labelsPerSample);
        int count = inputs.Length / inputSize;
        return new(count, inputs.ToArray(), [inputSize], null, [], labels.ToArray(), [.. classes], labelsPerSample);
    }

    /// <summary>Samples with targets.</summary>
    /// <typeparam name="T">The numbers.</typeparam>
    /// <param name="inputs">[samples, <paramref name="inputSize"/>], copied.</param>
    /// <param name="inputSize">Numbers in one sample's input.</param>
    /// <param name="targets">[samples, <paramref name="targetSize"/>], copied.</param>
    /// <param name="targetSize">Numbers in one sample's target.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public static Dataset<T> FromTargets<T>(ReadOnlySpan<T> inputs, int inputSize, ReadOnlySpan<T> targets, int targetSize)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targetSize);
        return new(inputs.Length / inputSize, inputs.ToArray(), [inputSize], targets.ToArray(), [targetSize], null, []);
    }

    /// <summary>Samples with class labels, a row of inputs for each.</summary>
    /// <inheritdoc cref="FromLabels{T}(ReadOnlySpan{T}, ReadOnlySpan{int}, IEnumerable{string}, int[])"/>
    public static Dataset<T> FromLabels<T>(T[,] inputs, int[] labels, params string[] classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return FromLabels(Numbers(inputs), labels, classes, inputs.GetLength(1));
    }

    /// <summary>Samples with targets, a row of inputs and a row of targets for each.</summary>
    /// <typeparam name="T">The numbers.</typeparam>
    /// <param name="inputs">[samples, inputs], copied.</param>
    /// <param name="targets">[samples, outputs], copied.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ.</exception>
    public static Dataset<T> FromTargets<T>(T[,] inputs, T[,] targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        if (inputs.GetLength(0) != targets.GetLength(0))
        {
            throw new ArgumentException(
                Invariant($"{inputs.GetLength(0)} rows of inputs need as many of targets; got {targets.GetLength(0)}."),
                nameof(targets));
        }

        return FromTargets(Numbers(inputs), inputs.GetLength(1), Numbers(targets), targets.GetLength(1));
    }

    /// <summary>
    /// 1,797 handwritten digits of 43 people, 8×8 pixels from 0 (paper) to 1 (ink): the test part of the UCI data set
    /// "Optical Recognition of Handwritten Digits" by E. Alpaydin and C. Kaynak (1998), CC BY 4.0, its pixels divided by 16.
    /// </summary>
    public static Dataset<float> Digits() => _digits.Value;

    private static Dataset<float> ReadDigits()
    {
        const string name = "NetGen.Data.digits.csv.gz";
        using Stream packed = typeof(Dataset).Assembly.GetManifestResourceStream(name)!;
        using var text = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        Dataset<float> raw = ReadCsv<float>(text, new CsvOptions { Header = false }, name);

        // A text's classes are numbered as they sort: "0" … "9" are 0 … 9.
        float[] pixels = Array.ConvertAll(raw.Inputs.ToArray(), pixel => pixel / 16);
        return new(raw.Count, pixels, [8, 8], null, [], raw.Labels.ToArray(), raw.Classes);
    }

    private static ReadOnlySpan<T> Numbers<T>(T[,] rows) =>
        rows.Length == 0 ? [] : MemoryMarshal.CreateReadOnlySpan(ref rows[0, 0], rows.Length);
}
