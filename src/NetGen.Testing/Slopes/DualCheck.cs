using System.Numerics;
using static System.FormattableString;

namespace NetGen.Testing;

/// <summary>The gradient against exact slopes along directions.</summary>
internal static class DualCheck
{
    private const int Few = 64;

    /// <summary>A value and its exact slope along a direction.</summary>
    public delegate (double Value, double Slope) Oracle(Direction direction);

    /// <summary>Random directions; entries where one differs, to name one, and where there are few.</summary>
    public static CheckResult Run<T>(
        Subject<T> subject, Conditioning at, Oracle oracle, GradientCheckOptions options, string name, Chance chance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tally tally = new(CheckKind.DualNumbers, name);
        int n = subject.Point.Length;

        bool Compare(Place where, Direction direction) =>
            tally.Compare(where, oracle(direction).Slope, direction.Along(at.Gradient), Allowed<T>(direction, at));

        for (int k = 0; k < options.Directions; k++)
        {
            Direction direction = Direction.Random(subject, 0, n, chance);
            if (!Compare(new("", Invariant($"random direction {k + 1} through all {n:N0} numbers"), -1, []), direction))
            {
                Direction worst = Narrow(direction, half => Math.Abs(oracle(half).Slope - half.Along(at.Gradient)) / Allowed<T>(half, at));
                for (int i = 0; i < worst.Components.Length; i++)
                {
                    Compare(subject.At(worst.Offset + i), Direction.Entry(subject, worst.Offset + i));
                }

                break;
            }
        }

        for (int i = 0; i < n && !tally.HasFailed && (n <= Few || options.EveryEntry); i++)
        {
            Compare(subject.At(i), Direction.Entry(subject, i));
        }

        return tally.Result(options.KinkShare);
    }

    private static double Allowed<T>(Direction direction, Conditioning at)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (Judge<T>.Roundings * Precision<T>.Unit * direction.Length(at.Gradient)) + (4 * direction.Length(at.Movement)) + Precision<T>.Underflow;

    private static Direction Narrow(Direction direction, Func<Direction, double> severity)
    {
        while (direction.Components.Length > Few)
        {
            direction = direction.Halves().MaxBy(severity)!;
        }

        return direction;
    }
}
