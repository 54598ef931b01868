using System.Numerics;

namespace NetGen.Testing;

/// <summary>What came of comparing the gradient with differences along a direction.</summary>
internal enum Verdict
{
    /// <summary>They agree.</summary>
    Agrees,

    /// <summary>The slopes from the left and from the right differ: there is no slope to compare.</summary>
    Kink,

    /// <summary>The value is too coarse to tell a right slope from a wrong one.</summary>
    Unclear,

    /// <summary>They do not agree.</summary>
    Differs,
}

/// <summary>A verdict with its numbers.</summary>
/// <param name="Verdict">What came of it.</param>
/// <param name="Measured">The slope by differences.</param>
/// <param name="Given">The slope by the gradient.</param>
/// <param name="Tolerance">How far they may be apart.</param>
internal sealed record Judgement(Verdict Verdict, double Measured, double Given, double Tolerance);

/// <summary>Compares a gradient with finite differences.</summary>
internal sealed class Judge<T>(Subject<T> subject, Conditioning at, Ladder ladder)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Roundings of an entry of the gradient that its movement may not show.</summary>
    public const double Roundings = 16;

    /// <summary>A tolerance over this share of the slope proves nothing.</summary>
    private const double Coarse = 0.1;

    private readonly Residual<T> _residual = new(subject, at);
    private readonly double _typical = Math.Sqrt(at.Gradient.Sum(g => g * g) / at.Gradient.Length);

    public Judgement Along(Direction direction)
    {
        double given = direction.Along(at.Gradient);
        double own = Own(direction);
        Estimate estimate = ladder.Best(t => _residual.At(direction, t), at.Noise);
        double tolerance = own + (2 * estimate.Error);
        double measured = given + estimate.Slope;
        double size = Math.Max(Math.Max(Math.Abs(given), Math.Abs(measured)), Math.Max(direction.Length(at.Gradient), _typical * Norm(direction)));
        Verdict verdict =
            !double.IsFinite(estimate.Slope) ? Verdict.Differs
            : Math.Abs(estimate.Slope) > tolerance ? Explained(direction, estimate.Slope, own)
            : tolerance > Coarse * size && size > 0 ? (HasKink(direction, size) ? Verdict.Kink : Verdict.Unclear)
            : Verdict.Agrees;
        return new(verdict, measured, given, tolerance);
    }

    /// <summary>What rounding makes of the gradient itself, along a direction.</summary>
    public double Own(Direction direction) =>
        (Roundings * Precision<T>.Unit * direction.Length(at.Gradient)) + (2 * direction.Length(at.Movement)) + Precision<T>.Underflow;

    /// <summary>
    /// A disagreement is a kink's where the one-sided slopes lie further apart; where the smallest step agrees, a kink
    /// lies within the larger ones.
    /// </summary>
    private Verdict Explained(Direction direction, double slope, double own)
    {
        if (HasKink(direction, Math.Abs(slope)))
        {
            return Verdict.Kink;
        }

        double h = ladder.Steps[^1];
        double near = (_residual.At(direction, h) - _residual.At(direction, -h)) / (2 * h);
        double farther = (_residual.At(direction, 2 * h) - _residual.At(direction, -2 * h)) / (4 * h);
        double allowed = own + Math.Abs(near - farther) + (2 * at.Noise / h);
        return Math.Abs(near) <= allowed && allowed <= Coarse * Math.Abs(slope) ? Verdict.Agrees : Verdict.Differs;
    }

    /// <summary>Whether one-sided slopes, at the smallest steps, differ by more than noise and by at least so much.</summary>
    private bool HasKink(Direction direction, double jump)
    {
        double h = ladder.Steps[^1];
        double right = Side(direction, h);
        double left = Side(direction, -h);
        double noise = 8 * at.Noise / h;
        return Math.Abs(right - left) > noise && Math.Abs(right - left) >= jump;
    }

    /// <summary>From one side, with an error of h².</summary>
    private double Side(Direction direction, double h) =>
        ((4 * _residual.At(direction, h)) - _residual.At(direction, 2 * h)) / (2 * h);

    private static double Norm(Direction direction) => Math.Sqrt(direction.Components.Sum(component => component * component));
}
