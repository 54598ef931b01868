using NetGen.Core;

namespace NetGen.Testing;

/// <summary>
/// Random declarations, grown layer by layer: whatever the catalogue has is tried, and what the compiler's own inference
/// takes is kept.
/// </summary>
/// <param name="random">Where everything random comes from.</param>
/// <param name="size">From 1 to 100: how many layers there are, and how much they compute.</param>
internal sealed class Growth(Random random, int size)
{
    private const int Attempts = 20;

    private static readonly Entry[] Entries = [.. Catalogue.entries];

    /// <summary>The catalogue by the part an entry plays, and how often one of that kind is tried.</summary>
    private static readonly (int Weight, Entry[] Entries)[] Families =
    [
        (6, [.. Entries.Where(entry => entry.Role.IsLayer)]),
        (3, [.. Entries.Where(entry => entry.Role.IsTransform)]),
        (3, [.. Entries.Where(entry => entry.Role.IsActivation)]),
        (3, [.. Entries.Where(entry => entry.Role.IsJoin)]),
        (1, [.. Entries.Where(entry => entry.Role.IsSource)]),
    ];

    private static readonly Entry[] Losses = [.. Entries.Where(entry => entry.Role.IsLoss)];

    private int named;

    /// <summary>A declaration in which the compiler finds no fault.</summary>
    public NetworkDeclaration Grow()
    {
        while (true)
        {
            var declaration = new NetworkDeclaration(RandomInputs.First(random));
            int layers = 1 + random.Next(2 + Math.Clamp(size, 0, 100) / 12);

            for (int k = 0; k < layers; k++)
            {
                declaration = Longer(declaration, entry => true);
            }

            if (!declaration.Layers.Any(layer => layer.Role.IsLayer))
            {
                declaration = Longer(declaration, entry => entry.Role.IsLayer);
            }

            declaration = Closed(declaration);
            if (declaration.Faults.Count == 0)
            {
                return declaration;
            }
        }
    }

    /// <summary>One layer more, if one of several attempts fits.</summary>
    private NetworkDeclaration Longer(NetworkDeclaration declaration, Func<Entry, bool> isWanted)
    {
        Sketch sketch = Sketch.Of(declaration)!;

        for (int k = 0; k < Attempts; k++)
        {
            Entry entry = random.Pick(Family());
            if (isWanted(entry) && Candidate(declaration, sketch, entry) is { } layer)
            {
                NetworkDeclaration longer = declaration.With(layer);
                if (Sketch.Of(longer) is { } next && next.Fits(size))
                {
                    return longer;
                }
            }
        }

        return declaration;
    }

    private Entry[] Family()
    {
        int pick = random.Next(Families.Sum(family => family.Weight));
        return Families.First(family => (pick -= family.Weight) < 0).Entries;
    }

    private string Named() => $"L{++named}";

    /// <summary>The entry behind the last layer or an earlier one.</summary>
    private LayerDeclaration? Candidate(NetworkDeclaration declaration, Sketch sketch, Entry entry)
    {
        if (entry.Role.IsSource)
        {
            return RandomInputs.Further(random, Named(), sketch.Last);
        }

        if (entry.Role.IsJoin)
        {
            string[] others = [.. sketch.Beside(sketch.LastName, random.Chance(0.5))];
            return others.Length == 0 ? null : new(Named(), entry.Name, sketch.LastName, random.Pick(others));
        }

        string source = random.Chance(0.8) ? sketch.LastName : random.Pick([.. sketch.Names]);
        if (entry.Role.IsLayer && random.Chance(0.15))
        {
            return Again(declaration, source);
        }

        var (arguments, settings) = ArgumentDraws.Draw(random, entry, sketch[source]);
        return new(Named(), entry.Name, source) { Arguments = arguments, Settings = settings };
    }

    /// <summary>A layer once more, with its parameters.</summary>
    private LayerDeclaration? Again(NetworkDeclaration declaration, string source)
    {
        LayerDeclaration[] owners = [.. declaration.Layers.Where(layer => layer.Role.IsLayer && layer.Share is null)];
        return owners.Length == 0
            ? null
            : random.Pick(owners) is var owner ? owner with { Name = Named(), Sources = [source], Share = owner.Name } : null;
    }

    /// <summary>With a loss for the last layer, and for others that nobody reads; the rest goes.</summary>
    private NetworkDeclaration Closed(NetworkDeclaration declaration)
    {
        LayerDeclaration[] ends = [.. declaration.Unread().Where(layer => !layer.IsInput)];
        NetworkDeclaration closed = declaration;

        foreach (LayerDeclaration end in ends)
        {
            if (end == ends[^1] || random.Chance(0.6))
            {
                closed = Judged(closed, end.Name, isOne: ends.Length == 1);
            }
        }

        // losses stand behind all layers
        return (closed with
        {
            Layers = [.. closed.Layers.Where(layer => !layer.IsLoss), .. closed.Layers.Where(layer => layer.IsLoss)],
        }).Pruned();
    }

    /// <summary>With a loss of one layer's output, behind an activation if the loss asks for one.</summary>
    private NetworkDeclaration Judged(NetworkDeclaration declaration, string output, bool isOne)
    {
        Entry entry = random.Pick(Losses);
        var (arguments, settings) = ArgumentDraws.Draw(random, entry, Sketch.Of(declaration)![output]);
        settings = isOne ? [.. settings.Where(setting => setting.Name != "Weight")] : settings;
        Need need = ((Role.Loss)entry.Role).need;

        if (!need.IsNothing)
        {
            Entry activation = random.Pick([.. Entries.Where(entry => entry.Role is Role.Activation { range: var range } && Suits(range, need))]);
            var last = new LayerDeclaration(Named(), activation.Name, output);
            (declaration, output) = (declaration.With(last), last.Name);
        }

        return declaration.With(new(Named(), entry.Name, output) { Arguments = arguments, Settings = settings });
    }

    private static bool Suits(NetGen.Core.Range range, Need need) =>
        need.IsClasses ? range.IsProbabilities || range.IsLogProbabilities : range.IsLogistic;
}
