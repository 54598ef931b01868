using System.Collections.Immutable;
using Microsoft.FSharp.Collections;
using NetGen.Core;

namespace NetGen.Testing;

/// <summary>Smaller declarations: fewer layers, plainer arguments, smaller extents. All of them compile.</summary>
internal static class DeclarationShrinker
{
    public static IEnumerable<NetworkDeclaration> Shrink(NetworkDeclaration declaration) =>
        Halves(declaration)
            .Concat(declaration.Layers.Select(declaration.Without))
            .Select(smaller => smaller.Pruned())
            .Concat(Plainer(declaration))
            .Where(smaller => smaller.Faults.Count == 0);

    /// <summary>Without the first half, or the second half, of the layers: big steps first.</summary>
    private static IEnumerable<NetworkDeclaration> Halves(NetworkDeclaration declaration)
    {
        LayerDeclaration[] layers = [.. declaration.Layers.Where(layer => !layer.IsLoss)];
        if (layers.Length < 4)
        {
            return [];
        }

        return from half in new[] { layers[..(layers.Length / 2)], layers[(layers.Length / 2)..] }
               select half.Aggregate(declaration, (smaller, layer) => smaller.Without(smaller.Layers.First(other => other.Name == layer.Name)));
    }

    private static IEnumerable<NetworkDeclaration> Plainer(NetworkDeclaration declaration)
    {
        if (declaration.Precision != NetGen.Precision.Single)
        {
            yield return declaration with { Precision = NetGen.Precision.Single };
        }

        foreach (LayerDeclaration plainer in Plainer(declaration.Input))
        {
            yield return declaration with { Input = plainer };
        }

        for (int k = 0; k < declaration.Layers.Length; k++)
        {
            LayerDeclaration layer = declaration.Layers[k];
            if (layer.Share is not null)
            {
                yield return declaration.With(k, layer with { Share = null });
            }

            foreach (LayerDeclaration plainer in Plainer(layer))
            {
                yield return Alike(declaration, layer, declaration.With(k, plainer));
            }
        }
    }

    /// <summary>Layers that share parameters keep the same arguments.</summary>
    private static NetworkDeclaration Alike(NetworkDeclaration before, LayerDeclaration layer, NetworkDeclaration after)
    {
        string owner = layer.Share ?? layer.Name;
        LayerDeclaration changed = after.Layers[before.Layers.IndexOf(layer)];

        return after with
        {
            Layers =
            [
                .. after.Layers.Select(other => other.Name == owner || other.Share == owner
                    ? other with { Arguments = changed.Arguments, Settings = changed.Settings }
                    : other),
            ],
        };
    }

    private static IEnumerable<LayerDeclaration> Plainer(LayerDeclaration layer)
    {
        for (int k = 0; k < layer.Settings.Length; k++)
        {
            yield return layer with { Settings = layer.Settings.RemoveAt(k) };

            foreach (Argument smaller in Smaller(layer.Settings[k].Value))
            {
                yield return layer with { Settings = layer.Settings.SetItem(k, layer.Settings[k] with { Value = smaller }) };
            }
        }

        for (int k = 0; k < layer.Arguments.Length; k++)
        {
            foreach (Argument smaller in Smaller(layer.Arguments[k]))
            {
                yield return layer with { Arguments = layer.Arguments.SetItem(k, smaller) };
            }
        }
    }

    private static IEnumerable<Argument> Smaller(Argument argument) =>
        argument switch
        {
            Argument.Integer integer => Smaller(integer.Item).Select(Argument.NewInteger),
            Argument.Real { Item: not (0 or 1) } => [Argument.NewReal(1), Argument.NewReal(0)],
            Argument.Many many => from k in Enumerable.Range(0, many.Item.Length)
                                  from smaller in Smaller(many.Item[k])
                                  select Argument.NewMany(ListModule.OfSeq(many.Item.ToImmutableArray().SetItem(k, smaller))),
            _ => [],
        };

    /// <summary>1, half of it, one less.</summary>
    public static IEnumerable<long> Smaller(long value) =>
        new[] { 1, value / 2, value - 1 }.Where(smaller => smaller > 0 && smaller < value).Distinct();
}
