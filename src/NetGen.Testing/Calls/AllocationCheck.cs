using System.Collections.Immutable;
using System.Numerics;
using static System.FormattableString;

namespace NetGen.Testing;

/// <summary>After the first call nothing is allocated.</summary>
internal static class AllocationCheck
{
    private const string Name = "nothing allocated after the first call";

    public static CheckResult Run<T>(ImmutableArray<Operation<T>> operations, bool wanted)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!wanted)
        {
            return new(CheckKind.Allocation, Name, Outcome.Skipped, "GradientCheckOptions.Allocation is false.");
        }

        foreach (Operation<T> operation in operations)
        {
            var result = new T[operation.Results];
            operation.Restore();
            operation.Call(operation.First, operation.Second, operation.Labels, result);
            operation.Restore();
            long before = GC.GetAllocatedBytesForCurrentThread();
            operation.Call(operation.First, operation.Second, operation.Labels, result);
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (bytes != 0)
            {
                return new(CheckKind.Allocation, Name, Outcome.Failed, Invariant($"the second call of {operation.Name} allocates {bytes:N0} bytes."));
            }
        }

        return new(CheckKind.Allocation, Name, Outcome.Passed) { Compared = operations.Length };
    }
}
