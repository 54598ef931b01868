using System.Numerics;
using NetGen.Core;

namespace NetGen.Testing;

/// <summary>A network's values and gradient against those of the reference, in double and exact.</summary>
/// <remarks>
/// The reference is evaluated on the samples as they are, and several times with every number that it stores moved by
/// its last bits. What a result moves by then is what rounding does to it, however it is computed.
/// </remarks>
/// <param name="face">The network.</param>
/// <param name="reference">What it is to compute, on the samples.</param>
/// <param name="isAway">Whether no argument of relu and its kin lies so near to a kink that rounding decides.</param>
/// <param name="seed">What the moves are drawn from.</param>
internal sealed class ReferenceCheck<T>(NetworkFace<T> face, ReferenceRun reference, bool isAway, int seed)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Many = 3;
    private const int Few = 2;

    private static readonly double _share = Tolerances.Bits * Precision<T>.Unit;

    /// <summary>
    /// Loss, penalty, gradient and states of the reference: as they are, and moved; where tensors are large, fewer moves
    /// find the greatest of each.
    /// </summary>
    private readonly (double Loss, double Penalty, double[] Gradient, double[] States)[] _results =
        [.. Enumerable.Range(0, (face.IsLarge ? Few : Many) + 1).Select(k => reference.Training(k == 0 ? 0 : _share, seed + k))];

    /// <summary>The reference derivative.</summary>
    public double[] Derivative => _results[0].Gradient;

    /// <summary>How far rounding may move each entry of the gradient.</summary>
    public double[] Movement() => Movement([.. _results.Select(result => result.Gradient)]);

    /// <summary>Outputs, losses, penalty and states; without outputs where they were compared before, for another objective.</summary>
    public void Values(Tally tally, NetworkSamples<T> samples, string objective, bool withOutputs)
    {
        NetworkInfo info = face.Info;
        NetworkSubject<T> subject = new(face, samples);
        subject.Prepare(samples.Parameters.AsSpan());
        var outputs = new T[samples.Count * face.OutputSize];
        face.Predict(samples.Inputs.AsSpan(), outputs);
        T loss = face.Loss(samples.Inputs.AsSpan(), samples.Targets.AsSpan(), samples.Labels.AsSpan());
        T penalty = face.Penalty();
        T trained = face.Gradient(samples.Inputs.AsSpan(), samples.Targets.AsSpan(), samples.Labels.AsSpan(), new T[samples.Parameters.Length]);
        T[] states = [.. face.State];

        (double Loss, double[] Outputs)[] expected =
            withOutputs || !reference.TrainsOnLoss
            ? [.. Enumerable.Range(0, _results.Length).Select(k => reference.Prediction(k == 0 ? 0 : _share, seed + k))]
            : [.. _results.Select(result => (result.Loss, Array.Empty<double>()))];
        foreach (OutputInfo output in withOutputs ? info.Outputs : [])
        {
            int[] places = [.. Enumerable.Range(0, samples.Count).SelectMany(n => Enumerable.Range((n * face.OutputSize) + output.Offset, output.Length))];
            Compare(tally, k => new(output.Layer, "outputs", places[k], [samples.Count, face.OutputSize]), [.. expected.Select(e => Pick(e.Outputs, places))], Pick(Precision<T>.Doubles(outputs), places));
        }

        Single(tally, "loss of " + objective, [.. expected.Select(e => e.Loss)], loss);
        Single(tally, "loss of " + objective + " in training", [.. _results.Select(result => result.Loss)], trained);
        Single(tally, "penalty", [.. _results.Select(result => result.Penalty)], penalty);
        foreach (StateInfo state in info.States)
        {
            int[] places = [.. Enumerable.Range(state.Offset, state.Length)];
            Compare(tally, k => new(state.Layer, state.Name, k, state.Shape), [.. _results.Select(result => Pick(result.States, places))], Pick(Precision<T>.Doubles(states), places));
        }
    }

    /// <summary>Each parameter's gradient.</summary>
    public void Gradient(Tally tally, double[] actual)
    {
        foreach (ParameterInfo parameter in face.Info.Parameters)
        {
            int[] places = [.. Enumerable.Range(parameter.Offset, parameter.Length)];
            Compare(tally, k => new(parameter.Layer, parameter.Name, k, parameter.Shape), [.. _results.Select(result => Pick(result.Gradient, places))], Pick(actual, places));
        }
    }

    private void Single(Tally tally, string name, double[] expected, T actual) =>
        Compare(tally, _ => new("", name, -1, []), [.. expected.Select(value => new[] { value })], [Precision<T>.Double(actual)]);

    /// <summary>
    /// Compares a tensor: each entry may be off by some roundings of its own, and by twice the greatest movement in the
    /// tensor. An entry that last bits move by far more stands on a kink, where there is one so near.
    /// </summary>
    private void Compare(Tally tally, Func<int, Place> at, double[][] expected, double[] actual)
    {
        double[] movement = Movement(expected);
        double jump = isAway ? double.PositiveInfinity : Math.Sqrt(Precision<T>.Unit) * expected[0].Select(Math.Abs).DefaultIfEmpty().Max();
        double greatest = movement.Where(m => m <= jump).DefaultIfEmpty().Max();
        for (int k = 0; k < actual.Length; k++)
        {
            if (movement[k] > jump)
            {
                tally.SkipKink(at(k));
            }
            else
            {
                tally.Compare(at(k), expected[0][k], actual[k], (Tolerances.Roundings * Precision<T>.Unit * Math.Abs(expected[0][k])) + (2 * greatest) + Precision<T>.Underflow);
            }
        }
    }

    /// <summary>The greatest of each entry's moves.</summary>
    private static double[] Movement(double[][] results)
    {
        var movement = new double[results[0].Length];
        foreach (double[] moved in results)
        {
            for (int i = 0; i < movement.Length; i++)
            {
                movement[i] = Math.Max(movement[i], Math.Abs(moved[i] - results[0][i]));
            }
        }

        return movement;
    }

    private static double[] Pick(double[] values, int[] places) => Array.ConvertAll(places, place => values[place]);
}
