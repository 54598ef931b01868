using System.Collections.Immutable;
using System.Numerics;
using static System.FormattableString;

namespace NetGen.Testing;

/// <summary>The same call gives the same bits.</summary>
internal static class RepeatabilityCheck
{
    public static CheckResult Run<T>(ImmutableArray<Operation<T>> operations)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckResult result = new(CheckKind.Repeatability, "the same bits twice", Outcome.Passed);
        foreach (Operation<T> operation in operations)
        {
            (T once, T[] first) = operation.Run();
            (T again, T[] second) = operation.Run();
            result = result with { Compared = result.Compared + first.Length + 1 };
            if (!Bits.Same([once], [again]))
            {
                return Differs(result, operation.Name, new("", "value", -1, []), once, again);
            }

            int at = Bits.FirstDifference<T>(first, second);
            if (at >= 0)
            {
                return Differs(result, operation.Name, operation.PlaceOf(at), first[at], second[at]);
            }
        }

        return result;
    }

    private static CheckResult Differs<T>(CheckResult result, string operation, Place where, T first, T second)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        result with
        {
            Outcome = Outcome.Failed,
            Reason = Invariant($"{operation} gives other bits when it is called again with the same arguments; first and second time:"),
            Worst = new(where, Precision<T>.Double(first), Precision<T>.Double(second), 0),
        };
}
