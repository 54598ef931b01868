using System.Numerics;
using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace NetGen.Testing;

/// <summary>
/// The gradient's own slopes. Second derivatives are symmetric, vᵀHw = wᵀHv, which no field but a gradient has; of a
/// function of one number they are the curvature of the values.
/// </summary>
internal sealed class SecondOrderCheck<T>(Subject<T> subject, Conditioning at, GradientCheckOptions options, Chance chance)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Directions tried for each one wanted, as long as they meet kinks.</summary>
    private const int Trials = 2;

    private readonly Ladder _ladder = new(options.Differences, Precision<T>.Unit, options.Step);
    private readonly Residual<T> _residual = new(subject, at);
    private readonly T[] _moved = new T[subject.Point.Length];
    private readonly T[] _gradient = new T[subject.Point.Length];
    private readonly double _size = Math.Sqrt(at.Gradient.Sum(g => g * g));

    public CheckResult Run(string name)
    {
        Tally tally = new(CheckKind.SecondOrder, name);
        int clear = 0;
        for (int trial = 0; clear < options.Directions && trial < Trials * options.Directions; trial++)
        {
            Judgement judgement = subject.Point.Length == 1 ? Curvature() : Symmetry();
            tally.Count(new("", subject.Point.Length == 1 ? "curvature of the values against the gradient's slope" : "vᵀHw against wᵀHv", -1, []), judgement);
            clear += judgement.Verdict is Verdict.Agrees or Verdict.Differs ? 1 : 0;
        }

        CheckResult result = tally.Result(1);
        return result.Compared > 0
            ? result
            : result with { Outcome = Outcome.Skipped, Reason = Invariant($"all of {Trials * options.Directions} random directions meet kinks or slopes too coarse to compare.") };
    }

    /// <summary>vᵀHw against wᵀHv.</summary>
    private Judgement Symmetry()
    {
        Direction v = Direction.Random(subject, 0, subject.Point.Length, chance);
        Direction w = Direction.Random(subject, 0, subject.Point.Length, chance);
        return Compare(Product(w, Gradients(v)), Product(v, Gradients(w)));
    }

    /// <summary>f″ by second differences of f against the slope of f′.</summary>
    private Judgement Curvature()
    {
        Direction v = Direction.Random(subject, 0, 1, chance);
        return Compare(Ladder.Best(_ladder.Curvatures(t => _residual.At(v, t), at.Noise)), Product(v, Gradients(v)));
    }

    /// <summary>Compares a Hessian-vector product with the gradient's slopes, entry by entry.</summary>
    public CheckResult Run(string name, HessianVectorProduct<T> hessian)
    {
        Tally tally = new(CheckKind.SecondOrder, name);
        int n = subject.Point.Length;
        for (int k = 0; k < options.Directions; k++)
        {
            T[] rounded = Precision<T>.Numbers(Direction.Random(subject, 0, n, chance).Components);
            Direction v = new(0, Precision<T>.Doubles(rounded));
            var product = new T[n];
            hessian(subject.Point, rounded, product);
            double[] given = Precision<T>.Doubles(product);
            double length = Math.Sqrt(given.Sum(entry => entry * entry) / n);
            Func<double, double[]> along = Gradients(v);
            for (int i = 0; i < n; i++)
            {
                Estimate measured = Product(new(i, [1]), along);
                Estimate actual = new(given[i], at.Roundings * Precision<T>.Unit * (Math.Abs(given[i]) + length), 0, false);
                tally.Count(new("", "Hv", i, [n]), Compare(measured, actual));
            }
        }

        return tally.Result(options.KinkShare);
    }

    private Judgement Compare(Estimate expected, Estimate actual)
    {
        double tolerance = ((expected.IsKink || actual.IsKink ? 4 : 2) * (expected.Error + actual.Error)) + Precision<T>.Underflow;
        double size = Math.Max(_size, Math.Max(Math.Abs(expected.Value), Math.Abs(actual.Value)));
        bool agrees = Math.Abs(expected.Value - actual.Value) <= tolerance;
        Verdict verdict =
            !double.IsFinite(expected.Value) || !double.IsFinite(actual.Value) ? Verdict.Differs
            : tolerance > Judge<T>.Coarse * size ? (expected.IsKink || actual.IsKink ? Verdict.Kink : Verdict.Unclear)
            : agrees ? Verdict.Agrees
            : expected.IsKink || actual.IsKink ? Verdict.Kink : Verdict.Differs;
        return new(verdict, expected.Value, actual.Value, tolerance);
    }

    /// <summary>aᵀHb, from the gradient's changes along b.</summary>
    private Estimate Product(Direction a, Func<double, double[]> along)
    {
        double noise = (2 * a.Length(at.Movement)) + (Precision<T>.Unit * a.Length(at.Gradient));
        List<Estimate> estimates = _ladder.Slopes(t => a.Along(along(t)), noise);
        Estimate best = Ladder.Best(estimates);
        return Ladder.IsContradicted(estimates, best) ? best with { IsKink = true } : best;
    }

    /// <summary>The gradient's change by a step along a direction, each computed once.</summary>
    private Func<double, double[]> Gradients(Direction direction)
    {
        Dictionary<double, double[]> known = [];
        return t => known.TryGetValue(t, out double[]? change) ? change : known[t] = Change(direction, t);
    }

    [MethodImpl(Loops.Optimized)]
    private double[] Change(Direction direction, double t)
    {
        double[] x = subject.Numbers;
        for (int i = 0; i < _moved.Length; i++)
        {
            _moved[i] = Precision<T>.Number(x[i] + (t * direction.Components[i]));
        }

        subject.Gradient(_moved, _gradient);
        double[] change = Precision<T>.Doubles(_gradient);
        for (int i = 0; i < change.Length; i++)
        {
            change[i] -= at.Gradient[i];
        }

        return change;
    }
}
