using System.Collections.Immutable;
using NetGen.Core;

namespace NetGen.Testing;

/// <summary>
/// A network as a class declares it: an input, and layers that read each other by name. Random ones come from
/// <see cref="NetworkArbitraries"/>; they print themselves as C# to paste.
/// </summary>
public sealed record NetworkDeclaration
{
    /// <summary>What layers call the input of <c>[Network]</c>.</summary>
    internal const string FirstInput = "Input";

    internal NetworkDeclaration(LayerDeclaration input) => Input = input;

    /// <summary>The class's name.</summary>
    public string Name { get; init; } = "RandomNetwork";

    /// <summary>Layers, activations and losses, each behind what it reads, and further inputs.</summary>
    public ImmutableArray<LayerDeclaration> Layers { get; internal init; } = [];

    /// <summary>Single or double precision.</summary>
    public Precision Precision { get; init; }

    /// <summary>The class in C#, with every attribute.</summary>
    public string Source => DeclarationText.Print(this);

    /// <summary>Inputs, outputs, layers and parameters, with their shapes, as the generated class has them.</summary>
    public NetworkInfo Info => DeclarationInfo.Of(Infer.infer(this.ToSpec()).ResultValue);

    /// <summary>The arguments of <c>[Network]</c>, as [Input] would have them.</summary>
    internal LayerDeclaration Input { get; init; }

    /// <summary>Everything the compiler finds wrong; nothing, for a declaration that was handed out.</summary>
    internal IReadOnlyList<Diagnostic> Faults => [.. Compiler.diagnose(this.ToSpec())];

    /// <summary>The class in C#, as <see cref="Source"/>.</summary>
    public override string ToString() => Source;

    internal NetworkDeclaration With(LayerDeclaration layer) => this with { Layers = Layers.Add(layer) };

    internal NetworkDeclaration With(int index, LayerDeclaration layer) => this with { Layers = Layers.SetItem(index, layer) };

    /// <summary>Without a layer: who read it reads what it read, and who shared its parameters has its own.</summary>
    internal NetworkDeclaration Without(LayerDeclaration layer)
    {
        string before = layer.IsInput ? FirstInput : layer.Sources[0];

        return this with
        {
            Layers =
            [
                .. from other in Layers
                   where other != layer
                   select other with
                   {
                       Sources = [.. other.Sources.Select(source => source == layer.Name && !layer.IsLoss ? before : source)],
                       Share = other.Share == layer.Name ? null : other.Share,
                   },
            ],
        };
    }

    /// <summary>What nobody reads, the last layer and losses aside.</summary>
    internal IEnumerable<LayerDeclaration> Unread() =>
        Layers.Where(layer => !layer.IsLoss && !Layers.Any(other => other.Sources.Contains(layer.Name)));

    /// <summary>Without all that leads to no loss.</summary>
    internal NetworkDeclaration Pruned() =>
        Unread().FirstOrDefault() is { } unread ? Without(unread).Pruned() : this;
}
