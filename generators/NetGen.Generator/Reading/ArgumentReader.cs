using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.FSharp.Collections;
using NetGen.Core;

namespace NetGen.Generator.Reading;

/// <summary>The values in an attribute's brackets.</summary>
internal static class ArgumentReader
{
    private static readonly Regex Word = new(@"\w+", RegexOptions.CultureInvariant);

    /// <summary>The arguments by position, with the defaults of those left out.</summary>
    public static FSharpList<Argument> Positional(AttributeData attribute) =>
        // Without a constructor the arguments fit none: the compiler reports it, and has no values for us.
        attribute.AttributeConstructor is null
            ? ListModule.OfSeq([Argument.Unreadable])
            : ListModule.OfSeq(attribute.ConstructorArguments.Select(Read));

    /// <summary>The arguments by name, in the order of the text.</summary>
    public static FSharpList<Tuple<string, Argument>> Named(AttributeData attribute) =>
        ListModule.OfSeq(attribute.NamedArguments.Select(pair => Tuple.Create(pair.Key, Read(pair.Value))));

    /// <summary>The words in the texts of the positional arguments.</summary>
    public static IEnumerable<string> Words(AttributeData attribute) =>
        attribute.ConstructorArguments
            .SelectMany(constant => constant.Kind == TypedConstantKind.Array ? constant.Values.AsEnumerable() : [constant])
            .SelectMany(constant => constant.Kind == TypedConstantKind.Primitive && constant.Value is string text ? Word.Matches(text).Cast<Match>() : [])
            .Select(match => match.Value);

    private static Argument Read(TypedConstant constant) =>
        constant.Kind switch
        {
            _ when constant.IsNull => Argument.Unreadable,
            TypedConstantKind.Primitive => Primitive(constant.Value!),
            TypedConstantKind.Enum => Argument.NewChoice(Member(constant)),
            TypedConstantKind.Array => Argument.NewMany(ListModule.OfSeq(constant.Values.Select(Read))),
            TypedConstantKind.Type => Argument.NewText(((ITypeSymbol)constant.Value!).ToDisplayString()),
            _ => Argument.Unreadable,
        };

    private static Argument Primitive(object value) =>
        value switch
        {
            bool truth => Argument.NewTruth(truth),
            string text => Argument.NewText(text),
            char letter => Argument.NewText(letter.ToString()),
            float or double => Argument.NewReal(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
            // The only integers beyond an Int64; no size or seed means anything there.
            ulong and > long.MaxValue => Argument.Unreadable,
            _ => Argument.NewInteger(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        };

    /// <summary>The member's name, or the number where no member has that value.</summary>
    private static string Member(TypedConstant constant) =>
        constant.Type!
            .GetMembers()
            .OfType<IFieldSymbol>()
            .FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, constant.Value))
            ?.Name
        ?? Convert.ToString(constant.Value, CultureInfo.InvariantCulture);
}
