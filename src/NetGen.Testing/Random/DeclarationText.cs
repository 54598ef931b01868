using System.Globalization;
using Microsoft.FSharp.Collections;
using NetGen.Core;
using Attribute = NetGen.Core.Attribute;

namespace NetGen.Testing;

/// <summary>Declarations as C#, to be pasted into a file with <c>using NetGen;</c>.</summary>
internal static class DeclarationText
{
    public static string Print(NetworkDeclaration declaration)
    {
        Spec spec = declaration.ToSpec();
        IEnumerable<string> attributes = spec.Layers.Prepend(spec.Network).Select(Print);
        return string.Join('\n', [.. attributes, $"public sealed partial class {declaration.Name};"]);
    }

    private static string Print(Attribute attribute)
    {
        FSharpList<Rule> rules = attribute.Name == "Network"
            ? FSharpList<Rule>.Empty
            : EntryModule.rules(Catalogue.find(attribute.Name)!.Value);

        IEnumerable<string> arguments =
        [
            .. attribute.Arguments.Select(argument => Print(argument, "")),
            .. attribute.Named.Select(named => $"{named.Item1} = {Print(named.Item2, EnumOf(rules, named.Item1))}"),
        ];

        string list = string.Join(", ", arguments);
        return list.Length == 0 ? $"[{attribute.Name}]" : $"[{attribute.Name}({list})]";
    }

    private static string EnumOf(IEnumerable<Rule> rules, string argument) =>
        rules.FirstOrDefault(rule => rule.Name == argument)?.Values is Values.Member member ? member.@enum : nameof(Precision);

    private static string Print(Argument argument, string enumOfChoice) =>
        argument switch
        {
            Argument.Integer integer => integer.Item.ToString(CultureInfo.InvariantCulture),
            Argument.Real real => real.Item.ToString("R", CultureInfo.InvariantCulture),
            Argument.Text text => $"\"{text.Item.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"",
            Argument.Truth truth => truth.Item ? "true" : "false",
            Argument.Choice choice => $"{enumOfChoice}.{choice.Item}",
            Argument.Many many => string.Join(", ", many.Item.Select(item => Print(item, enumOfChoice))),
            _ => throw new InvalidOperationException("A random declaration has no argument that cannot be read."),
        };
}
