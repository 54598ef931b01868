using System.Collections.Immutable;
using System.Numerics;

namespace NetGen.Testing;

/// <summary>What an operation of a subject is called with: numbers it reads, labels it reads, numbers it writes.</summary>
/// <returns>Its value, or 0 where it has none.</returns>
internal delegate T Call<T>(ReadOnlySpan<T> first, ReadOnlySpan<T> second, ReadOnlySpan<int> labels, Span<T> result);

/// <summary>One operation of a subject on given arguments: a gradient, a prediction.</summary>
/// <param name="Name">What it is called: Gradient.</param>
/// <param name="Call">The operation.</param>
/// <param name="First">The first numbers it reads.</param>
/// <param name="Second">Others, or none.</param>
/// <param name="Labels">Labels, or none.</param>
/// <param name="Results">How many numbers it writes.</param>
/// <param name="Names">What first, second, labels and results are called.</param>
internal sealed record Operation<T>(
    string Name, Call<T> Call, ImmutableArray<T> First, ImmutableArray<T> Second, ImmutableArray<int> Labels, int Results, (string First, string Second, string Result) Names)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Puts back what the operation may change by contract: running statistics.</summary>
    public Action Restore { get; init; } = () => { };

    /// <summary>What else must be as it was before; the name of what is not.</summary>
    public Func<string?> Changed { get; init; } = () => null;

    /// <summary>Which number of the result this is.</summary>
    public Func<int, Place>? At { get; init; }

    /// <summary>Runs it on plain arrays.</summary>
    public (T Value, T[] Result) Run()
    {
        Restore();
        var result = new T[Results];
        T value = Call(First.AsSpan(), Second.AsSpan(), Labels.AsSpan(), result);
        return (value, result);
    }

    public Place PlaceOf(int index) => At?.Invoke(index) ?? new("", Names.Result, index, [Results]);
}
