using System.Collections.Immutable;
using System.Numerics;

namespace NetGen.Testing;

/// <summary>What a subject's operations do beside their results.</summary>
internal static class CallChecks
{
    /// <summary>
    /// The checks of slopes, then those of calls. Memory is looked at first, between canaries: where something is
    /// written outside of the buffers, nothing more is called.
    /// </summary>
    public static ImmutableArray<CheckResult> After<T>(
        Func<IEnumerable<CheckResult>> slopes, ImmutableArray<Operation<T>> operations, GradientCheckOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (CheckResult aliasing, bool isBroken) = AliasingCheck.Run(operations);
        if (isBroken)
        {
            return [aliasing];
        }

        CheckResult repeatability = RepeatabilityCheck.Run(operations);
        bool isBlurred = repeatability.Outcome == Outcome.Failed && aliasing.Worst is not null;
        return
        [
            .. slopes(),
            repeatability,
            AllocationCheck.Run(operations, options.Allocation),
            isBlurred ? aliasing with { Outcome = Outcome.Skipped, Reason = "the same call gives other bits whatever the memory holds.", Worst = null } : aliasing,
        ];
    }
}
