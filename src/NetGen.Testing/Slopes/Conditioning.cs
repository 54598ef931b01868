using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Testing;

/// <summary>
/// A subject's value and gradient at its point, and how far rounding may have moved them: as far as they move when
/// every number of the point is moved by its last bits.
/// </summary>
/// <param name="Value">f(x)</param>
/// <param name="Gradient">∂f/∂xᵢ as the subject has it.</param>
/// <param name="Noise">The error of a value.</param>
/// <param name="Movement">The error of each entry of the gradient.</param>
internal sealed record Conditioning(double Value, double[] Gradient, double Noise, double[] Movement)
{
    private const int Pairs = 4;
    private const double Jump = 0.01;

    /// <summary>Roundings of an entry that its movement does not show.</summary>
    public double Roundings { get; init; } = Tolerances.Roundings;

    [MethodImpl(Loops.Optimized)]
    public static Conditioning Of<T>(Subject<T> subject, Chance chance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = subject.Point.Length;
        double unit = Precision<T>.Unit;
        double[] x = subject.Numbers;
        var scratch = new T[n];
        double value = subject.Value(subject.Point);
        subject.Gradient(subject.Point, scratch);
        double[] gradient = Precision<T>.Doubles(scratch);
        double noise = unit * Math.Abs(value);
        var movement = new double[n];
        var moved = new T[n];
        var signs = new int[n];
        for (int pair = 0; pair < Pairs; pair++)
        {
            foreach (ref int sign in signs.AsSpan())
            {
                sign = chance.Sign();
            }

            for (int side = -1; side <= 1; side += 2)
            {
                double linear = 0;
                for (int i = 0; i < n; i++)
                {
                    moved[i] = Precision<T>.Number(x[i] * (1 + (side * signs[i] * Tolerances.Bits * unit)));
                    linear += gradient[i] * (Precision<T>.Double(moved[i]) - x[i]);
                }

                double change = Math.Abs(subject.Value(moved) - value - linear);
                noise = double.IsFinite(change) ? Math.Max(noise, change) : noise;
                subject.Gradient(moved, scratch);
                for (int i = 0; i < n; i++)
                {
                    double shift = Math.Abs(Precision<T>.Double(scratch[i]) - gradient[i]);
                    movement[i] = double.IsFinite(shift) ? Math.Max(movement[i], shift) : movement[i];
                }
            }
        }

        double jump = Jump * Scale(subject, gradient, chance);
        foreach (ref double move in movement.AsSpan())
        {
            move = move > jump ? 0 : move;
        }

        return new(value, gradient, noise, movement);
    }

    /// <summary>
    /// The greatest entry of the gradient here and farther away. An entry that last bits move by a hundredth of that
    /// is not badly conditioned: it stands on a kink, where each side has a slope and the convention is exact.
    /// </summary>
    [MethodImpl(Loops.Optimized)]
    private static double Scale<T>(Subject<T> subject, double[] gradient, Chance chance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (T[] moved, T[] slopes) = (new T[gradient.Length], new T[gradient.Length]);
        double scale = Greatest(gradient);
        for (int k = 0; k < Pairs; k++)
        {
            for (int i = 0; i < moved.Length; i++)
            {
                double x = subject.Numbers[i];
                moved[i] = Precision<T>.Number(x + chance.Symmetric(0.25 * Math.Max(1, Math.Abs(x))));
            }

            subject.Gradient(moved, slopes);
            scale = Math.Max(scale, Greatest(Precision<T>.Doubles(slopes)));
        }

        return scale;
    }

    /// <summary>The greatest size among the finite numbers.</summary>
    [MethodImpl(Loops.Optimized)]
    private static double Greatest(double[] values)
    {
        double greatest = 0;
        foreach (double value in values)
        {
            double size = Math.Abs(value);
            greatest = double.IsFinite(size) ? Math.Max(greatest, size) : greatest;
        }

        return greatest;
    }
}
