using System.Collections.Immutable;
using NetGen.Core;

namespace NetGen.Testing;

/// <summary>One attribute of a random network: an input, a layer, an activation, a join or a loss.</summary>
public sealed record LayerDeclaration
{
    internal LayerDeclaration(string name, string kind, params ImmutableArray<string> sources) =>
        (Name, Kind, Sources) = (name, kind, sources);

    /// <summary>What other layers of the declaration call it; the printed source leaves out names nobody uses.</summary>
    public string Name { get; internal init; }

    /// <summary>Its attribute, without the suffix: Dense.</summary>
    public string Kind { get; internal init; }

    /// <summary>The layers and inputs it reads; none for an input.</summary>
    public ImmutableArray<string> Sources { get; internal init; }

    /// <summary>The layer whose parameters it uses, if it has none of its own.</summary>
    public string? Share { get; internal init; }

    /// <summary>The constructor's arguments.</summary>
    internal ImmutableArray<Argument> Arguments { get; init; } = [];

    /// <summary>The properties set, beside Name, From and Share.</summary>
    internal ImmutableArray<Setting> Settings { get; init; } = [];

    internal Role Role => Catalogue.find(Kind)!.Value.Role;

    internal bool IsLoss => Role.IsLoss;

    /// <summary>Whether it reads its inputs by its constructor's arguments.</summary>
    internal bool IsJoin => Role.IsJoin;

    internal bool IsInput => Role.IsSource;
}

/// <summary>A property of an attribute and its value: Stride = 2.</summary>
internal readonly record struct Setting(string Name, Argument Value);
