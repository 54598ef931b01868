using System.Collections.Immutable;

namespace NetGen;

/// <summary>A tensor that files hold, and where it lies in a network's parameters followed by its state.</summary>
internal sealed record NamedTensor(string Name, ImmutableArray<int> Shape, int Offset, int Length)
{
    public static ImmutableArray<NamedTensor> All(NetworkInfo info) =>
    [
        .. info.Parameters.Select(p => new NamedTensor(p.Name, p.Shape, p.Offset, p.Length)),
        .. info.States.Select(s => new NamedTensor(s.Name, s.Shape, info.ParameterCount + s.Offset, s.Length)),
    ];
}
