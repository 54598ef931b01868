using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static System.FormattableString;

namespace NetGen;

/// <summary>
/// What generated networks ask of their callers' arguments, once for a call: lengths, labels and distributions.
/// Called by generated code; nothing here is of use elsewhere.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Door
{
    private const double Tolerance = 1e-3;

    /// <summary>Checks Predict's arguments: any number of samples, none included.</summary>
    /// <returns>The number of samples.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or the outputs overwrite the inputs.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Predict<T>(
        NetworkInfo info, ReadOnlySpan<T> inputs, int inputSize, Span<T> outputs, int outputSize)
    {
        int samples = inputs.Length / inputSize;
        if (inputs.Length != samples * inputSize)
        {
            RefuseInputs(info, inputs.Length, inputSize);
        }

        if (outputs.Length != (long)samples * outputSize)
        {
            RefuseOutputs(info, nameof(outputs), outputs.Length, samples, outputSize);
        }

        if (inputs.Overlaps(outputs))
        {
            Refuse(nameof(outputs), info, "outputs and inputs share memory; each needs its own.");
        }

        return samples;
    }

    /// <summary>Checks the arguments of Loss and Gradient with targets.</summary>
    /// <returns>The number of samples, at least 1.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or there is no sample.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Targets<T>(
        NetworkInfo info, ReadOnlySpan<T> inputs, int inputSize, ReadOnlySpan<T> targets, int outputSize)
    {
        int samples = Samples(info, inputs.Length, inputSize);
        if (targets.Length != (long)samples * outputSize)
        {
            RefuseOutputs(info, nameof(targets), targets.Length, samples, outputSize);
        }

        return samples;
    }

    /// <summary>Checks the lengths of Loss and Gradient with labels.</summary>
    /// <returns>The number of samples, at least 1.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or there is no sample.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Labels<T>(
        NetworkInfo info, ReadOnlySpan<T> inputs, int inputSize, ReadOnlySpan<int> labels, int perSample = 1)
    {
        int samples = Samples(info, inputs.Length, inputSize);
        if (labels.Length != (long)samples * perSample)
        {
            RefuseLabels(info, labels.Length, samples, perSample);
        }

        return samples;
    }

    /// <summary>Checks the gradient's length.</summary>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gradient<T>(NetworkInfo info, Span<T> gradient, int parameterCount)
    {
        if (gradient.Length != parameterCount)
        {
            RefuseGradient(info, gradient.Length, parameterCount);
        }
    }

    /// <summary>Checks that labels lie in 0 … classes − 1, and writes them as numbers of the network's type.</summary>
    /// <param name="info">The network.</param>
    /// <param name="labels">[samples, perSample]</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="numbers">Where the first of [samples, perSample] numbers is written: the workspace.</param>
    /// <param name="perSample">Labels of one sample.</param>
    /// <exception cref="ArgumentException">A label is out of range; the message names its sample.</exception>
    public static void CopyLabels<T>(
        NetworkInfo info, ReadOnlySpan<int> labels, int classes, ref T numbers, int perSample = 1)
        where T : unmanaged, INumberBase<T>
    {
        Span<T> target = MemoryMarshal.CreateSpan(ref numbers, labels.Length);
        for (int n = 0; n < labels.Length; n++)
        {
            if ((uint)labels[n] >= (uint)classes)
            {
                RefuseLabel(info, n, perSample, labels[n], classes);
            }

            target[n] = T.CreateTruncating(labels[n]);
        }
    }

    /// <summary>Checks that every row of targets is a distribution: no number negative, the sum 1, each to 0.001.</summary>
    /// <param name="info">The network.</param>
    /// <param name="targets">[rows, classes]</param>
    /// <param name="classes">The length of a row.</param>
    /// <exception cref="ArgumentException">A row is no distribution; the message names its sample.</exception>
    public static void Distributions<T>(NetworkInfo info, ReadOnlySpan<T> targets, int classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T tolerance = T.CreateTruncating(Tolerance);
        for (int at = 0; at < targets.Length; at += classes)
        {
            if (!IsDistribution(targets.Slice(at, classes), tolerance, out T sum, out T least))
            {
                int rows = Size(info.OutputShape) / classes;
                int sample = at / classes / int.Max(rows, 1);
                RefuseDistribution(info, LastLayer(info), sample, double.CreateTruncating(sum), least < T.Zero);
            }
        }
    }

    private static bool IsDistribution<T>(ReadOnlySpan<T> targets, T tolerance, out T sum, out T least)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        sum = T.Zero;
        least = T.Zero;
        foreach (T target in targets)
        {
            sum += target;
            least = T.Min(least, target);
        }

        // Not "greater than": a NaN is to be refused too.
        return T.Abs(sum - T.One) <= tolerance && least >= -tolerance;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Samples(NetworkInfo info, int length, int inputSize)
    {
        int samples = length / inputSize;
        if (samples == 0 || length != samples * inputSize)
        {
            RefuseInputs(info, length, inputSize);
        }

        return samples;
    }

    [DoesNotReturn]
    private static void RefuseInputs(NetworkInfo info, int length, int inputSize) =>
        Refuse(
            "inputs",
            info,
            $"layer {FirstLayer(info)} takes inputs of shape [samples, {Extents(info.InputShape)}]; "
            + (length == 0
                ? "got none, and a loss is a mean over one sample at least."
                : Invariant($"got {length} numbers, no multiple of {inputSize}.")));

    [DoesNotReturn]
    private static void RefuseOutputs(NetworkInfo info, string argument, int length, int samples, int outputSize) =>
        Refuse(
            argument,
            info,
            Invariant($"layer {LastLayer(info)} gives [{samples}, {Extents(info.OutputShape)}] for {samples} samples, ")
            + Invariant($"so {argument} must hold {(long)samples * outputSize} numbers; got {length}."));

    [DoesNotReturn]
    private static void RefuseLabels(NetworkInfo info, int length, int samples, int perSample) =>
        Refuse(
            "labels",
            info,
            $"layer {LastLayer(info)} takes "
            + (perSample == 1 ? "a label" : Invariant($"{perSample} labels"))
            + Invariant($" for each of the {samples} samples; got {length}."));

    [DoesNotReturn]
    private static void RefuseGradient(NetworkInfo info, int length, int parameterCount) =>
        Refuse(
            "gradient",
            info,
            Invariant($"its {info.Layers.Length} layers have {parameterCount} parameters; got room for {length}."));

    [DoesNotReturn]
    private static void RefuseLabel(NetworkInfo info, int at, int perSample, int label, int classes) =>
        Refuse(
            "labels",
            info,
            (perSample == 1
                ? Invariant($"the label of sample {at}")
                : Invariant($"label {at % perSample} of sample {at / perSample}"))
            + Invariant($" is {label}; layer {LastLayer(info)} has the classes ")
            + Invariant($"0 … {classes - 1}."));

    [DoesNotReturn]
    private static void RefuseDistribution(
        NetworkInfo info, string layer, int sample, double sum, bool negative) =>
        Refuse(
            "targets",
            info,
            Invariant($"the targets of sample {sample} are no distribution over the classes of layer {layer}: ")
            + (negative ? "one is negative." : Invariant($"they sum to {sum:G6}, not to 1.")));

    [DoesNotReturn]
    private static void Refuse(string argument, NetworkInfo info, string message) =>
        throw new ArgumentException($"{info.Name}: {message}", argument);

    private static string FirstLayer(NetworkInfo info) => info.Layers.IsEmpty ? info.Name : info.Layers[0].Name;

    private static string LastLayer(NetworkInfo info) => info.Layers.IsEmpty ? info.Name : info.Layers[^1].Name;

    private static string Extents(IEnumerable<int> shape) =>
        string.Join(", ", shape.Select(extent => extent.ToString(CultureInfo.InvariantCulture)));

    private static int Size(IEnumerable<int> shape) => shape.Aggregate(1, (product, extent) => product * extent);
}
