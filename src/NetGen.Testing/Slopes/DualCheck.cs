using System.Numerics;
using static System.FormattableString;

namespace NetGen.Testing;

/// <summary>The gradient against exact slopes along directions.</summary>
internal static class DualCheck
{
    private const int Few = 64;

    /// <summary>A value and its exact slope along a direction.</summary>
    public delegate (double Value, double Slope) Oracle(Direction direction);

    /// <summary>Random directions through all numbers.</summary>
    public static Direction[] Directions<T>(Subject<T> subject, GradientCheckOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Chance chance = new(options.Seed, 1);
        return [.. Enumerable.Range(0, options.Directions).Select(_ => Direction.Random(subject, 0, subject.Point.Length, chance))];
    }

    /// <summary>The directions; entries where one differs, to name one, and where there are few.</summary>
    public static CheckResult Run<T>(
        Subject<T> subject, Conditioning at, Oracle oracle, IReadOnlyList<Direction> directions, GradientCheckOptions options, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tally tally = new(CheckKind.DualNumbers, name);
        int n = subject.Point.Length;

        bool Compare(Place where, Direction direction) =>
            tally.Compare(where, oracle(direction).Slope, direction.Along(at.Gradient), Allowed<T>(direction, at));

        for (int k = 0; k < directions.Count; k++)
        {
            Direction direction = directions[k];
            if (!Compare(new("", Invariant($"random direction {k + 1} through all {n:N0} numbers"), -1, []), direction))
            {
                Direction worst = Narrow(direction, half => Math.Abs(oracle(half).Slope - half.Along(at.Gradient)) / Allowed<T>(half, at));
                for (int i = 0; i < worst.Components.Length; i++)
                {
                    Compare(subject.At(worst.Offset + i), new(worst.Offset + i, [1]));
                }

                break;
            }
        }

        for (int i = 0; i < n && !tally.HasFailed && (n <= Few || options.EveryEntry); i++)
        {
            Compare(subject.At(i), new(i, [1]));
        }

        return tally.Result(options.KinkShare);
    }

    private static double Allowed<T>(Direction direction, Conditioning at)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (at.Roundings * Precision<T>.Unit * direction.Length(at.Gradient)) + (4 * direction.Length(at.Movement)) + Precision<T>.Underflow;

    private static Direction Narrow(Direction direction, Func<Direction, double> severity)
    {
        while (direction.Components.Length > Few)
        {
            direction = direction.Halves().MaxBy(severity)!;
        }

        return direction;
    }
}
