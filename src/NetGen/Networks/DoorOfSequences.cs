using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static System.FormattableString;

namespace NetGen;

/// <content>Tokens, lengths, and what depends on them; noise.</content>
public static partial class Door
{
    /// <summary>Checks that tokens and lengths are integers of their ranges.</summary>
    /// <param name="info">The network.</param>
    /// <param name="inputs">[samples, inputSize]</param>
    /// <param name="inputSize">Numbers of a sample.</param>
    /// <exception cref="ArgumentException">One is not; the message names its sample, its place and its range.</exception>
    public static void Integers<T>(NetworkInfo info, ReadOnlySpan<T> inputs, int inputSize)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (InputInfo input in info.Inputs)
        {
            if (input.Kind == InputKind.Numbers)
            {
                continue;
            }

            int length = input.Length;
            for (int row = 0; row < inputs.Length; row += inputSize)
            {
                CheckIntegers(info, input, inputs.Slice(row + input.Offset, length), row / inputSize);
            }
        }
    }

    /// <summary>
    /// Checks the labels of a sample's steps, and writes them as numbers of the network's type; those behind a
    /// sample's last step may be anything, and are written as 0.
    /// </summary>
    /// <param name="info">The network.</param>
    /// <param name="inputs">[samples, inputSize]</param>
    /// <param name="inputSize">Numbers of a sample.</param>
    /// <param name="labels">[samples, labels of a sample]</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="numbers">Where the first number is written: the workspace.</param>
    /// <exception cref="ArgumentException">A label is out of range; the message names its sample.</exception>
    public static void CopyLabels<T>(
        NetworkInfo info, ReadOnlySpan<T> inputs, int inputSize, ReadOnlySpan<int> labels, int classes, ref T numbers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int perSample = labels.Length / (inputs.Length / inputSize);
        Span<T> target = MemoryMarshal.CreateSpan(ref numbers, labels.Length);
        target.Clear();
        for (int at = 0, row = 0; at < labels.Length; at += perSample, row += inputSize)
        {
            int count = Part(info, inputs.Slice(row, inputSize), info.Outputs[0], perSample);
            for (int n = at; n < at + count; n++)
            {
                if ((uint)labels[n] >= (uint)classes)
                {
                    RefuseLabel(info, n, perSample, labels[n], classes);
                }

                target[n] = T.CreateTruncating(labels[n]);
            }
        }
    }

    /// <summary>
    /// Checks that the targets of one of several outputs, or of a sample's steps, are distributions; those behind a
    /// sample's last step may be anything.
    /// </summary>
    /// <param name="info">The network.</param>
    /// <param name="inputs">[samples, inputSize]</param>
    /// <param name="inputSize">Numbers of a sample.</param>
    /// <param name="targets">[samples, outputSize]</param>
    /// <param name="outputSize">Targets of a sample.</param>
    /// <param name="output">Which of the outputs.</param>
    /// <exception cref="ArgumentException">A row is no distribution; the message names its sample.</exception>
    public static void Distributions<T>(
        NetworkInfo info,
        ReadOnlySpan<T> inputs,
        int inputSize,
        ReadOnlySpan<T> targets,
        int outputSize,
        int output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T tolerance = T.CreateTruncating(Tolerance);
        OutputInfo part = info.Outputs[output];
        int classes = part.Shape[^1];
        int length = part.Length;
        for (int at = part.Offset, row = 0; at < targets.Length; at += outputSize, row += inputSize)
        {
            ReadOnlySpan<T> sample = targets.Slice(at, Part(info, inputs.Slice(row, inputSize), part, length));
            for (int k = 0; k < sample.Length; k += classes)
            {
                if (!IsDistribution(sample.Slice(k, classes), tolerance, out T sum, out T least))
                {
                    double total = double.CreateTruncating(sum);
                    RefuseDistribution(info, part.Layer, row / inputSize, total, least < T.Zero);
                }
            }
        }
    }

    /// <summary>Checks the arguments of a step of a stream.</summary>
    /// <exception cref="ArgumentException">A length does not fit, or the outputs overwrite the inputs.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Next<T>(
        NetworkInfo info, ReadOnlySpan<T> inputs, int inputSize, Span<T> outputs, int outputSize)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (inputs.Length != inputSize)
        {
            RefuseStep(info, nameof(inputs), "takes", inputSize, inputs.Length);
        }

        if (outputs.Length != outputSize)
        {
            RefuseStep(info, nameof(outputs), "gives", outputSize, outputs.Length);
        }

        if (inputs.Overlaps(outputs))
        {
            Refuse(nameof(outputs), info, "outputs and inputs share memory; each needs its own.");
        }
    }

    /// <summary>Checks the tokens of a step of a stream.</summary>
    /// <exception cref="ArgumentException">A token is out of range.</exception>
    public static void NextTokens<T>(NetworkInfo info, ReadOnlySpan<T> inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (InputInfo input in info.Inputs)
        {
            if (input.Kind == InputKind.Tokens)
            {
                CheckIntegers(info, input, inputs, 0);
            }
        }
    }

    /// <summary>The two numbers that noise is drawn from: what is left of the seed, and the step.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="step">The number of updates so far.</param>
    /// <param name="noise">Where the first of two numbers is written.</param>
    public static void Noise<T>(ulong seed, long step, ref T noise)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // 23 and 24 bits: a layer adds its number, and all of it is exact in single precision.
        noise = T.CreateTruncating(((seed + NoiseStream.Offset) * 0x9E3779B97F4A7C15UL) >> 41);
        Unsafe.Add(ref noise, 1) = T.CreateTruncating(step & 0xFFFFFF);
    }

    private static void CheckIntegers<T>(NetworkInfo info, InputInfo input, ReadOnlySpan<T> values, int sample)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (int first, int last) = Range(input);
        (T least, T greatest) = (T.CreateTruncating(first), T.CreateTruncating(last));
        for (int k = 0; k < values.Length; k++)
        {
            // Not "less than": a NaN is to be refused too.
            if (!(values[k] >= least && values[k] <= greatest && T.IsInteger(values[k])))
            {
                RefuseInteger(info, input, sample, k, double.CreateTruncating(values[k]));
            }
        }
    }

    /// <summary>Of so many numbers of a sample's output, those of the steps that the sample has.</summary>
    internal static int Part<T>(NetworkInfo info, ReadOnlySpan<T> row, OutputInfo output, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (InputInfo input in info.Inputs)
        {
            if (input.Name == output.Lengths)
            {
                return count / input.Limit * int.CreateTruncating(row[input.Offset]);
            }
        }

        return count;
    }

    private static (int First, int Last) Range(InputInfo input) =>
        input.Kind == InputKind.Length ? (1, input.Limit) : (0, input.Limit - 1);

    [DoesNotReturn]
    private static void RefuseStep(NetworkInfo info, string argument, string verb, int size, int length) =>
        Refuse(argument, info, Invariant($"a step {verb} {size} numbers; got {length}."));

    [DoesNotReturn]
    private static void RefuseInteger(NetworkInfo info, InputInfo input, int sample, int place, double value)
    {
        (int first, int last) = Range(input);
        string what = input.Kind == InputKind.Length ? "the length" : Invariant($"token {place}");
        Refuse(
            "inputs",
            info,
            Invariant($"{what} of sample {sample} in {input.Name} is {value:G9}; it must be an integer in ")
            + Invariant($"{first} … {last}."));
    }
}
