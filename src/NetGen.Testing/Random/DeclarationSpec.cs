using Microsoft.FSharp.Collections;
using NetGen.Core;
using Attribute = NetGen.Core.Attribute;

namespace NetGen.Testing;

/// <summary>A declaration as the generator would read it from the user's source.</summary>
internal static class DeclarationSpec
{
    public static Spec ToSpec(this NetworkDeclaration declaration, bool allNames = false)
    {
        LayerDeclaration input = declaration.Input;
        List<Setting> settings = [.. input.Settings];
        if (declaration.Precision == NetGen.Precision.Double)
        {
            settings.Add(new("Precision", Argument.NewChoice(nameof(NetGen.Precision.Double))));
        }

        return new(
            "",
            FSharpList<Container>.Empty,
            declaration.Name,
            "public",
            new Shape(true, false, false, false, false),
            Attribute("Network", input.Arguments, settings),
            List(Attributes(declaration, allNames)),
            FSharpList<Attribute>.Empty,
            FSharpList<Function>.Empty,
            PositionModule.none);
    }

    /// <summary>Names and sources stand there only where the order of the text does not say them.</summary>
    private static IEnumerable<Attribute> Attributes(NetworkDeclaration declaration, bool allNames)
    {
        var referenced = new HashSet<string>();
        string before = NetworkDeclaration.FirstInput;
        var attributes = new List<Func<Attribute>>();

        foreach (LayerDeclaration layer in declaration.Layers)
        {
            List<Setting> settings = [];
            if (layer.IsJoin)
            {
                referenced.UnionWith(layer.Sources);
            }
            else if (!layer.IsInput && layer.Sources[0] != before)
            {
                referenced.Add(layer.Sources[0]);
                settings.Add(Text("From", layer.Sources[0]));
            }

            if (layer.Share is { } share)
            {
                referenced.Add(share);
                settings.Add(Text("Share", share));
            }

            attributes.Add(() => Attribute(
                layer.Kind,
                layer.IsJoin ? [Argument.NewMany(List(layer.Sources.Select(Argument.NewText)))] : layer.Arguments,
                [
                    .. layer.Settings,
                    .. allNames || referenced.Contains(layer.Name) ? [Text("Name", layer.Name)] : Array.Empty<Setting>(),
                    .. settings,
                ]));

            before = layer.IsLoss ? before : layer.Name;
        }

        return attributes.Select(attribute => attribute());
    }

    private static Setting Text(string name, string value) => new(name, Argument.NewText(value));

    private static Attribute Attribute(string kind, IEnumerable<Argument> arguments, IEnumerable<Setting> settings) =>
        new(
            kind,
            List(arguments),
            List(settings.Select(setting => Tuple.Create(setting.Name, setting.Value))),
            // where each text stands in a source, of which there is none
            List(arguments.SelectMany(Texts).Select(_ => PositionModule.none)),
            PositionModule.none);

    private static IEnumerable<Argument> Texts(Argument argument) =>
        argument switch
        {
            Argument.Many many => many.Item.SelectMany(Texts),
            Argument.Text => [argument],
            _ => [],
        };

    private static FSharpList<T> List<T>(IEnumerable<T> items) => ListModule.OfSeq(items);
}
