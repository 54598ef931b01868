using System.Numerics;
using static System.FormattableString;

namespace NetGen;

/// <summary>
/// Shifts and scales every feature of the inputs: y[i] = (x[i] − <see cref="Shift"/>[i]) · <see cref="Scale"/>[i].
/// Fitted on the training data and applied to everything the network sees. A feature that is constant in the training
/// data is only shifted.
/// </summary>
/// <example>
/// <code>
/// var normalization = Normalization.Standardize(training);
/// training = normalization.Apply(training);
/// test = normalization.Apply(test);
/// </code>
/// </example>
/// <typeparam name="T">The numbers.</typeparam>
public sealed class Normalization<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _shift;
    private readonly T[] _scale;

    internal Normalization(T[] shift, T[] scale) => (_shift, _scale) = (shift, scale);

    /// <summary>What is subtracted from each feature.</summary>
    public ReadOnlySpan<T> Shift => _shift;

    /// <summary>What each difference is multiplied by.</summary>
    public ReadOnlySpan<T> Scale => _scale;

    /// <summary>The data set with its inputs normalised.</summary>
    /// <exception cref="ArgumentException">The size of an input differs.</exception>
    public Dataset<T> Apply(Dataset<T> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        T[] inputs = data.Inputs.ToArray();
        Apply(inputs);
        return data.WithInputs(inputs);
    }

    /// <summary>Normalises inputs in place.</summary>
    /// <param name="inputs">[samples, features]</param>
    /// <exception cref="ArgumentException">The length is no multiple of the number of features.</exception>
    public void Apply(Span<T> inputs)
    {
        if (inputs.Length % _shift.Length != 0)
        {
            throw new ArgumentException(
                Invariant($"Fitted on {_shift.Length} features; got {inputs.Length} numbers, no multiple of it."), nameof(inputs));
        }

        for (int sample = 0; sample < inputs.Length; sample += _shift.Length)
        {
            for (int i = 0; i < _shift.Length; i++)
            {
                inputs[sample + i] = (inputs[sample + i] - _shift[i]) * _scale[i];
            }
        }
    }
}

/// <summary>Fits normalisations on training data.</summary>
public static class Normalization
{
    /// <summary>Mean 0 and variance 1 in every feature.</summary>
    /// <exception cref="ArgumentException">There is no sample.</exception>
    public static Normalization<T> Standardize<T>(Dataset<T> training)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Fit(training, feature =>
        {
            double mean = feature.Average();
            return (mean, Math.Sqrt(feature.Sum(x => (x - mean) * (x - mean)) / feature.Length));
        });

    /// <summary>Every feature in 0 … 1.</summary>
    /// <exception cref="ArgumentException">There is no sample.</exception>
    public static Normalization<T> MinMax<T>(Dataset<T> training)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Fit(training, feature => (feature.Min(), feature.Max() - feature.Min()));

    private static Normalization<T> Fit<T>(
        Dataset<T> training, Func<double[], (double Shift, double Spread)> measure)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(training);
        if (training.Count == 0)
        {
            throw new ArgumentException("A normalisation is fitted on one sample at least.", nameof(training));
        }

        var shift = new T[training.InputSize];
        var scale = new T[training.InputSize];
        var feature = new double[training.Count];
        for (int i = 0; i < shift.Length; i++)
        {
            for (int sample = 0; sample < feature.Length; sample++)
            {
                feature[sample] = double.CreateTruncating(training.Input(sample)[i]);
            }

            (double offset, double spread) = measure(feature);
            shift[i] = T.CreateTruncating(offset);
            scale[i] = spread > 0 ? T.CreateTruncating(1 / spread) : T.One;
        }

        return new(shift, scale);
    }
}
