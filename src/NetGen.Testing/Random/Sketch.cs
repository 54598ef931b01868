using Microsoft.FSharp.Collections;
using NetGen.Core;

namespace NetGen.Testing;

/// <summary>What the compiler infers of a declaration without losses: the signals by name, and what they cost.</summary>
internal sealed class Sketch
{
    private readonly FSharpMap<string, Signal> signals;
    private readonly long multiplyAdds;

    private Sketch(Flow.Flow flow, string last)
    {
        signals = flow.Signals;
        multiplyAdds = ModelModule.multiplyAdds(
            ListModule.OfSeq(flow.Layers.SelectMany(layer => layer.Equations)));
        LastName = last;
    }

    /// <summary>Inputs and layers, by name.</summary>
    public IEnumerable<string> Names => signals.Keys;

    public string LastName { get; }

    public Signal Last => signals[LastName];

    public Signal this[string name] => signals[name];

    /// <summary>Nothing, where the declaration has a fault.</summary>
    public static Sketch? Of(NetworkDeclaration declaration)
    {
        Spec spec = (declaration with { Layers = [.. declaration.Layers.Where(layer => !layer.IsLoss)] }).ToSpec(allNames: true);
        var network = Declaration.network(spec);
        if (network.IsError)
        {
            return null;
        }

        var steps = Steps.read(spec, network.ResultValue.Item2).Item1;
        if (steps is null)
        {
            return null;
        }

        var ordered = Graph.order(steps.Value);
        if (ordered.IsError)
        {
            return null;
        }

        var flow = Flow.write(false, ordered.ResultValue);
        string last = declaration.Layers.LastOrDefault(layer => !layer.IsLoss)?.Name ?? NetworkDeclaration.FirstInput;
        return flow.IsOk ? new(flow.ResultValue, last) : null;
    }

    /// <summary>Whether it is no larger than a declaration of that size may be.</summary>
    public bool Fits(int size) =>
        multiplyAdds <= 40 * (size + 5)
        && signals.Values.All(signal => signal.Shape.Aggregate(1L, (product, extent) => product * extent) <= 300);

    /// <summary>Other signals that could be joined with one: of its shape, or differing in the last extent alone.</summary>
    public IEnumerable<string> Beside(string name, bool sameShape)
    {
        int[] shape = [.. signals[name].Shape];

        return from other in signals
               where other.Key != name && other.Value.Vocabulary is null
               let fits = sameShape
                   ? other.Value.Shape.SequenceEqual(shape)
                   : other.Value.Shape.Length == shape.Length && other.Value.Shape.Take(shape.Length - 1).SequenceEqual(shape[..^1])
               where fits
               select other.Key;
    }
}
