using System.Numerics;
using static System.FormattableString;

namespace NetGen.Testing;

/// <summary>The gradient against exact slopes along directions.</summary>
internal static class DualCheck
{
    private const int Few = 64;

    /// <summary>A value, its exact slope along a direction, and the size of the terms that the slope is the sum of.</summary>
    public readonly record struct Exact(double Value, double Slope, double Terms);

    /// <summary>The value and its exact slope along a direction.</summary>
    public delegate Exact Oracle(Direction direction);

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

        bool Compare(Place where, Direction direction)
        {
            Exact exact = oracle(direction);
            return tally.Compare(where, exact.Slope, direction.Along(at.Gradient), Allowed<T>(direction, at, exact));
        }

        double Severity(Direction direction)
        {
            Exact exact = oracle(direction);
            return Math.Abs(exact.Slope - direction.Along(at.Gradient)) / Allowed<T>(direction, at, exact);
        }

        for (int k = 0; k < directions.Count; k++)
        {
            Direction direction = directions[k];
            if (!Compare(new("", Invariant($"random direction {k + 1} through all {n:N0} numbers"), -1, []), direction))
            {
                Direction worst = Narrow(direction, Severity);
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

    /// <summary>The roundings of the gradient, or of the terms that cancel in it.</summary>
    private static double Allowed<T>(Direction direction, Conditioning at, Exact exact)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double length = direction.Length(at.Gradient);
        double size = double.IsFinite(exact.Terms) ? Math.Max(length, exact.Terms) : length;
        return (at.Roundings * Precision<T>.Unit * size) + (4 * direction.Length(at.Movement)) + Precision<T>.Underflow;
    }

    private static Direction Narrow(Direction direction, Func<Direction, double> severity)
    {
        while (direction.Components.Length > Few)
        {
            direction = direction.Halves().MaxBy(severity)!;
        }

        return direction;
    }
}
