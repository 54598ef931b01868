using System.Numerics;

namespace NetGen.Testing;

/// <summary>
/// The gradient's own slopes. Second derivatives are symmetric, vᵀHw = wᵀHv, which no field but a gradient has; and
/// vᵀHv is the curvature of the values.
/// </summary>
internal sealed class SecondOrderCheck<T>(Subject<T> subject, Conditioning at, GradientCheckOptions options, Chance chance)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Coarse = 0.1;

    private readonly Ladder _ladder = new(options.Differences, Precision<T>.Unit, options.Step);
    private readonly Residual<T> _residual = new(subject, at);
    private readonly T[] _moved = new T[subject.Point.Length];
    private readonly T[] _gradient = new T[subject.Point.Length];

    public CheckResult Run(string name)
    {
        Tally tally = new(CheckKind.SecondOrder, name);
        int n = subject.Point.Length;
        for (int k = 0; k < options.Directions; k++)
        {
            Direction v = Direction.Random(subject, 0, n, chance);
            Direction w = Direction.Random(subject, 0, n, chance);
            if (n > 1)
            {
                Estimate vw = Product(v, w);
                Estimate wv = Product(w, v);
                Note(tally, "vᵀHw against wᵀHv", vw, wv);
            }

            Note(tally, "curvature vᵀHv of the values against the gradient's", Curvature(v), Product(v, v));
        }

        return tally.Result(options.KinkShare);
    }

    /// <summary>Compares a Hessian-vector product with the gradient's slopes, entry by entry, and with itself.</summary>
    public CheckResult Run(string name, HessianVectorProduct<T> hessian)
    {
        Tally tally = new(CheckKind.SecondOrder, name);
        int n = subject.Point.Length;
        for (int k = 0; k < options.Directions; k++)
        {
            Direction v = Direction.Random(subject, 0, n, chance);
            T[] rounded = Precision<T>.Numbers(v.Components);
            v = new(0, Precision<T>.Doubles(rounded));
            var product = new T[n];
            hessian(subject.Point, rounded, product);
            double[] given = Precision<T>.Doubles(product);
            double length = Math.Sqrt(given.Sum(entry => entry * entry) / n);
            for (int i = 0; i < n; i++)
            {
                int entry = i;
                Estimate measured = _ladder.Best(t => Gradient(v, t)[entry], 2 * at.Movement[entry] + (Precision<T>.Unit * Math.Abs(at.Gradient[entry])));
                Note(tally, "Hv", measured, new(given[i], Judge<T>.Roundings * Precision<T>.Unit * (Math.Abs(given[i]) + length)), i);
            }
        }

        return tally.Result(options.KinkShare);
    }

    private void Note(Tally tally, string what, Estimate expected, Estimate actual, int index = -1)
    {
        double tolerance = (2 * (expected.Error + actual.Error)) + Precision<T>.Underflow;
        double size = Math.Max(Math.Abs(expected.Slope), Math.Abs(actual.Slope));
        bool agrees = Math.Abs(expected.Slope - actual.Slope) <= tolerance;
        Verdict verdict =
            !double.IsFinite(expected.Slope) || !double.IsFinite(actual.Slope) ? Verdict.Differs
            : !agrees ? Verdict.Differs
            : tolerance > Coarse * size && tolerance > Coarse * Scale() ? Verdict.Unclear
            : Verdict.Agrees;
        tally.Count(new("", what, index, [subject.Point.Length]), new(verdict, expected.Slope, actual.Slope, tolerance));
    }

    /// <summary>A second derivative that is small beside the gradient need not be seen.</summary>
    private double Scale() => Math.Sqrt(at.Gradient.Sum(g => g * g));

    /// <summary>aᵀHb, by differences of the gradient along b.</summary>
    private Estimate Product(Direction a, Direction b)
    {
        double noise = (2 * a.Length(at.Movement)) + (Precision<T>.Unit * a.Length(at.Gradient));
        return _ladder.Best(t => a.Along(Gradient(b, t)), noise);
    }

    /// <summary>vᵀHv, by second differences of the values: (ρ(h) + ρ(−h)) / h².</summary>
    private Estimate Curvature(Direction v)
    {
        Estimate best = new(double.NaN, double.PositiveInfinity);
        double before = double.NaN;
        foreach (double h in _ladder.Steps)
        {
            double curvature = (_residual.At(v, h) + _residual.At(v, -h)) / (h * h);
            double error = Math.Abs(curvature - before) + (4 * at.Noise / (h * h));
            best = error < best.Error ? new(curvature, error) : best;
            before = curvature;
        }

        return best;
    }

    private double[] Gradient(Direction direction, double t)
    {
        for (int i = 0; i < _moved.Length; i++)
        {
            _moved[i] = Precision<T>.Number(Precision<T>.Double(subject.Point[i]) + (t * direction.Components[i]));
        }

        subject.Gradient(_moved, _gradient);
        return Precision<T>.Doubles(_gradient);
    }
}
