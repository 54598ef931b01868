using System.Numerics;
using static System.FormattableString;

namespace NetGen.Testing;

/// <summary>Forward and backward products are those of one Jacobian: w·(Jv) = (wᵀJ)·v.</summary>
internal static class ForwardCheck
{
    public static CheckResult Run<T>(
        Subject<T> subject, Conditioning at, JacobianVectorProduct<T> forward, T[] cotangent, GradientCheckOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tally tally = new(CheckKind.ForwardProduct, "Jacobian-vector product against the vector-Jacobian product");
        Chance chance = new(options.Seed, 7);
        var product = new T[cotangent.Length];
        for (int k = 0; k < options.Directions; k++)
        {
            T[] tangent = Precision<T>.Numbers(Direction.Random(subject, 0, subject.Point.Length, chance).Components);
            forward(subject.Point, tangent, product);
            Compare(tally, new("", Invariant($"random direction {k + 1}"), -1, []), new(0, Precision<T>.Doubles(tangent)), at, product, cotangent);
        }

        return tally.Result(options.KinkShare);
    }

    private static void Compare<T>(Tally tally, Place where, Direction tangent, Conditioning at, T[] product, T[] cotangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] results = Precision<T>.Doubles(product);
        Direction along = new(0, Precision<T>.Doubles(cotangent));
        double tolerance =
            (at.Roundings * Precision<T>.Unit * (tangent.Length(at.Gradient) + along.Length(results)))
            + (4 * tangent.Length(at.Movement)) + Precision<T>.Underflow;
        tally.Compare(where, tangent.Along(at.Gradient), along.Along(results), tolerance);
    }
}
