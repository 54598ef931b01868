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

/// <summary>A verdict with its numbers: for a step of 1 where the direction is one entry's.</summary>
/// <param name="Verdict">What came of it.</param>
/// <param name="Measured">The slope by differences.</param>
/// <param name="Given">The slope by the gradient.</param>
/// <param name="Tolerance">How far they may be apart.</param>
internal sealed record Judgement(Verdict Verdict, double Measured, double Given, double Tolerance);

/// <summary>Compares a gradient with finite differences.</summary>
internal sealed class Judge<T>(Subject<T> subject, Conditioning at, Ladder ladder)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A tolerance over this share of the slope proves nothing.</summary>
    public const double Coarse = 0.1;

    private readonly Residual<T> _residual = new(subject, at);
    private readonly double _typical = Math.Sqrt(at.Gradient.Sum(g => g * g) / at.Gradient.Length);

    public Judgement Along(Direction direction)
    {
        double given = direction.Along(at.Gradient);
        double own = Own(direction);
        List<Estimate> estimates = ladder.Slopes(t => _residual.At(direction, t), at.Noise);
        Estimate best = Ladder.Best(estimates);
        double tolerance = own + Allowed(best);
        double measured = given + best.Value;
        double size = Math.Max(Math.Max(Math.Abs(given), Math.Abs(measured)), Math.Max(direction.Length(at.Gradient), _typical * Norm(direction)));
        Verdict verdict =
            !double.IsFinite(best.Value) ? Verdict.Differs
            : Math.Abs(best.Value) > tolerance ? (Ladder.IsContradicted(estimates, best) || subject.CrossesKink(direction, best.Reach) ? Verdict.Kink : Verdict.Differs)
            : tolerance > Coarse * size && size > 0 ? (best.IsKink ? Verdict.Kink : Verdict.Unclear)
            : Verdict.Agrees;
        double scale = direction.Components.Length == 1 ? Math.Abs(direction.Components[0]) : 1;
        return new(verdict, measured / scale, given / scale, tolerance / scale);
    }

    /// <summary>What rounding makes of the gradient itself, along a direction.</summary>
    private double Own(Direction direction) =>
        (at.Roundings * Precision<T>.Unit * direction.Length(at.Gradient)) + (2 * direction.Length(at.Movement)) + Precision<T>.Underflow;

    /// <summary>The bound of a kink is that of one; there may be several.</summary>
    private static double Allowed(Estimate estimate) => (estimate.IsKink ? 4 : 2) * estimate.Error;

    private static double Norm(Direction direction) => Math.Sqrt(direction.Components.Sum(component => component * component));
}
