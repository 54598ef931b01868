using System.Collections.Immutable;
using System.Numerics;
using static System.FormattableString;

namespace NetGen.Testing;

/// <summary>After the first call nothing is allocated.</summary>
internal static class AllocationCheck
{
    /// <summary>
    /// Calls after the first, where one allocates: the runtime may allocate on the thread that calls, once, when it
    /// compiles a method anew.
    /// </summary>
    private const int Calls = 3;

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
            Bytes(operation, result);
            long bytes = Bytes(operation, result);
            for (int again = 1; again < Calls && bytes != 0; again++)
            {
                bytes = Math.Min(bytes, Bytes(operation, result));
            }

            if (bytes != 0)
            {
                return new(CheckKind.Allocation, Name, Outcome.Failed, Invariant($"every call of {operation.Name} allocates {bytes:N0} bytes or more."));
            }
        }

        return new(CheckKind.Allocation, Name, Outcome.Passed) { Compared = operations.Length };
    }

    private static long Bytes<T>(Operation<T> operation, T[] result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        operation.Restore();
        long before = GC.GetAllocatedBytesForCurrentThread();
        operation.Call(operation.First.AsSpan(), operation.Second.AsSpan(), operation.Labels.AsSpan(), result);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
