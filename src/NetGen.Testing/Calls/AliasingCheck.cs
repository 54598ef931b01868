using System.Collections.Immutable;
using System.Numerics;
using static System.FormattableString;

namespace NetGen.Testing;

/// <summary>
/// What is read stays as it is, what is written is written wholly, whatever was there, and nothing beside it: neither
/// written nor of influence. The same where the buffers begin at no aligned place.
/// </summary>
internal static class AliasingCheck
{
    private const string Name = "inputs untouched, results overwritten, canaries intact";

    /// <summary>The check, and whether memory outside of the buffers was written: no other call is safe then.</summary>
    public static (CheckResult Result, bool IsBroken) Run<T>(ImmutableArray<Operation<T>> operations)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckResult result = new(CheckKind.Aliasing, Name, Outcome.Passed);
        foreach (Operation<T> operation in operations)
        {
            T[]? expected = null;
            foreach (Setting<T> setting in Setting<T>.All)
            {
                (T[] actual, string reason, bool isBroken) = Run(operation, setting);
                result = result with { Compared = result.Compared + 1 };
                expected ??= actual;
                if (reason.Length > 0)
                {
                    return (result with { Outcome = Outcome.Failed, Reason = Invariant($"{operation.Name} {reason}") }, isBroken);
                }

                double tolerance = Allowed(expected, setting.Shift);
                int at = Differs(expected, actual, tolerance);
                if (at >= 0)
                {
                    Deviation worst = new(operation.PlaceOf(at), Precision<T>.Double(expected[at]), Precision<T>.Double(actual[at]), tolerance);
                    return (result with { Outcome = Outcome.Failed, Reason = Invariant($"{operation.Name} {setting.Suspicion}:"), Worst = worst }, false);
                }
            }
        }

        return (result, false);
    }

    /// <summary>The result with the value behind it, and what was wrong with the memory.</summary>
    private static (T[] Result, string Reason, bool IsBroken) Run<T>(Operation<T> operation, Setting<T> setting)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guarded<T> first = new(operation.First.AsSpan(), setting.Shift, setting.Canary);
        Guarded<T> second = new(operation.Second.AsSpan(), setting.Shift, setting.Canary);
        Guarded<int> labels = new(operation.Labels.AsSpan(), setting.Shift, -7);
        var before = new T[operation.Results];
        before.AsSpan().Fill(setting.Before);
        Guarded<T> result = new(before, setting.Shift, setting.Canary);
        operation.Restore();
        T value = operation.Call(first.Span, second.Span, labels.Span, result.Span);

        string? Changed(bool same, string name) => same ? null : $"changes {name}, which it may only read.";
        string? Broken(int? at, string name) =>
            at is not { } distance ? null
            : distance < 0 ? Invariant($"writes {-distance} before the beginning of {name}.")
            : Invariant($"writes {distance} behind the end of {name}.");

        string? broken =
            Broken(result.Broken(), operation.Names.Result)
            ?? Broken(first.Broken(), operation.Names.First)
            ?? Broken(second.Broken(), operation.Names.Second)
            ?? Broken(labels.Broken(), "labels");
        string reason =
            broken
            ?? Changed(Bits.Same<T>(first.Span, operation.First.AsSpan()), operation.Names.First)
            ?? Changed(Bits.Same<T>(second.Span, operation.Second.AsSpan()), operation.Names.Second)
            ?? Changed(Bits.Same<int>(labels.Span, operation.Labels.AsSpan()), "labels")
            ?? (operation.Changed() is { } other ? Changed(false, other) : null)
            ?? "";
        return ([.. result.Span, value], reason, broken is not null);
    }

    private static int Differs<T>(T[] expected, T[] actual, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int at = Bits.FirstDifference<T>(expected, actual);
        bool IsFar(int i) => !(Math.Abs(Precision<T>.Double(expected[i]) - Precision<T>.Double(actual[i])) <= tolerance);
        return at < 0 || tolerance == 0 ? at : Enumerable.Range(at, expected.Length - at).Where(IsFar).DefaultIfEmpty(-1).First();
    }

    /// <summary>
    /// Aligned otherwise, a function may add in another order, which its results' last bits show; what is read or
    /// written at a wrong place shows in more than half of the bits.
    /// </summary>
    private static double Allowed<T>(T[] expected, int shift)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        shift == 0 ? 0 : Math.Sqrt(Precision<T>.Unit) * expected.Max(e => Math.Abs(Precision<T>.Double(e)));

    /// <summary>How memory looks before a call.</summary>
    /// <param name="Before">What the result holds.</param>
    /// <param name="Canary">What lies around every buffer.</param>
    /// <param name="Shift">Numbers between an aligned place and the buffers.</param>
    /// <param name="Suspicion">What another result than at first means.</param>
    private sealed record Setting<T>(T Before, T Canary, int Shift, string Suspicion)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private static readonly T Odd = T.CreateChecked(-1234.5);

        public static Setting<T>[] All { get; } =
        [
            new(T.Zero, Odd, 0, ""),
            new(T.NaN, Odd, 0, "does not overwrite its result wholly: what was there before, NaN, has an influence"),
            new(Odd, Odd, 0, "does not overwrite its result wholly: what was there before, -1234.5, has an influence"),
            new(T.Zero, T.NaN, 0, "reads beside its buffers: NaN there has an influence"),
            new(T.NaN, T.NaN, 1, "gives another result for buffers that begin at no aligned place"),
        ];
    }
}
