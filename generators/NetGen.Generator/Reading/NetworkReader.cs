using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Microsoft.FSharp.Collections;
using NetGen.Core;
using Attribute = NetGen.Core.Attribute;

namespace NetGen.Generator.Reading;

/// <summary>Reads what the user wrote on a class into values: nothing of the compiler outlives this step.</summary>
/// <param name="compilation">What the class is declared in.</param>
/// <param name="reporting">
/// Whether to read for reports: with positions, and with attributes that are no types because a layer's name is
/// misspelt. The generator compares what it reads, and must not see text move.
/// </param>
internal sealed class NetworkReader(Compilation compilation, bool reporting)
{
    /// <summary>Reads the class, or nothing if it carries no [Network] or only on another of its declarations.</summary>
    /// <param name="type">The class.</param>
    /// <param name="declaration">Its declaration in hand; several may carry [Network], which the compiler reports: the first counts.</param>
    public Spec? Read(INamedTypeSymbol type, TypeDeclarationSyntax declaration)
    {
        AttributeData? network = Applied(type).FirstOrDefault(Names.IsNetwork);
        if (network is null || !IsOn(declaration, network))
        {
            return null;
        }

        ILookup<bool, AttributeData> layers = Applied(type).Where(IsLayer).ToLookup(layer => IsOn(declaration, layer));
        return new Spec(
            @namespace: type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            containers: ListModule.OfSeq(Containers(type, declaration).Reverse()),
            @class: NameOf(declaration),
            accessibility: Accessibility(type),
            shape: ShapeOf(type, declaration),
            network: Read(network),
            layers: ListModule.OfSeq(layers[true].Select(Read)),
            strays: ListModule.OfSeq(layers[false].Select(Read)),
            functions: ListModule.OfSeq(new FunctionReader(compilation, PositionOf).Read(Named(type, layers[true]))),
            at: PositionOf(declaration.SyntaxTree, declaration.Identifier.Span));
    }

    /// <summary>
    /// The class's attributes by file and place. The compiler's own order follows the order in which the files are
    /// given, so that swapping two files would swap layers.
    /// </summary>
    private static IEnumerable<AttributeData> Applied(INamedTypeSymbol type) =>
        type.GetAttributes()
            .Where(attribute => attribute.ApplicationSyntaxReference is not null)
            .OrderBy(attribute => attribute.ApplicationSyntaxReference!.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(attribute => attribute.ApplicationSyntaxReference!.Span.Start);

    private static bool IsOn(TypeDeclarationSyntax declaration, AttributeData attribute) =>
        attribute.ApplicationSyntaxReference is { } place
        && place.SyntaxTree == declaration.SyntaxTree
        && declaration.Span.Contains(place.Span);

    private bool IsLayer(AttributeData attribute) =>
        Names.IsLayer(attribute) || (reporting && Names.IsMisspeltLayer(attribute));

    private Attribute Read(AttributeData attribute)
    {
        SyntaxReference place = attribute.ApplicationSyntaxReference!;
        return new Attribute(
            Names.OfAttribute(attribute),
            ArgumentReader.Positional(attribute),
            ArgumentReader.Named(attribute),
            ListModule.OfSeq(Texts(place)),
            PositionOf(place.SyntaxTree, place.Span));
    }

    private IEnumerable<Position> Texts(SyntaxReference attribute) =>
        attribute.GetSyntax() is AttributeSyntax syntax
            ? TextReader.Spans(syntax, compilation.GetSemanticModel(attribute.SyntaxTree)).Select(span => PositionOf(attribute.SyntaxTree, span))
            : [];

    /// <summary>The class's methods whose names stand in the texts of its layers.</summary>
    private static IEnumerable<IMethodSymbol> Named(INamedTypeSymbol type, IEnumerable<AttributeData> layers)
    {
        HashSet<string> words = [.. layers.SelectMany(layer => ArgumentReader.Words(layer))];
        return type.GetMembers()
            .OfType<IMethodSymbol>()
            .Where(method => method.MethodKind == MethodKind.Ordinary && words.Contains(method.Name) && FunctionReader.Declaration(method) is not null);
    }

    private Position PositionOf(SyntaxNode node) =>
        PositionOf(node.SyntaxTree, node is MethodDeclarationSyntax method ? method.Identifier.Span : node.Span);

    private Position PositionOf(SyntaxTree tree, TextSpan span)
    {
        if (!reporting)
        {
            return PositionModule.none;
        }

        LinePositionSpan lines = tree.GetLineSpan(span).Span;
        return new Position(
            tree.FilePath,
            span.Start,
            span.Length,
            lines.Start.Line,
            lines.Start.Character,
            lines.End.Line,
            lines.End.Character);
    }

    /// <summary>The types around the class, innermost first.</summary>
    private static IEnumerable<Container> Containers(INamedTypeSymbol type, TypeDeclarationSyntax declaration) =>
        declaration.Ancestors()
            .OfType<TypeDeclarationSyntax>()
            .Zip(Outward(type).Skip(1), (outer, around) => new Container($"partial {Keywords(outer)} {NameOf(outer)}", NameOf(outer), ShapeOf(around, outer)));

    private static string NameOf(TypeDeclarationSyntax declaration) =>
        $"{declaration.Identifier.Text}{declaration.TypeParameterList?.WithoutTrivia()}";

    private static string Keywords(TypeDeclarationSyntax declaration) =>
        declaration is RecordDeclarationSyntax { ClassOrStructKeyword.RawKind: not (int)SyntaxKind.None } record
            ? $"{record.Keyword.Text} {record.ClassOrStructKeyword.Text}"
            : declaration.Keyword.Text;

    private static Shape ShapeOf(INamedTypeSymbol type, TypeDeclarationSyntax declaration) =>
        new(
            isPartial: declaration.Modifiers.Any(SyntaxKind.PartialKeyword),
            isStatic: type.IsStatic,
            isAbstract: type.IsAbstract,
            isGeneric: type.Arity > 0,
            isRecord: type.IsRecord);

    private static string Accessibility(INamedTypeSymbol type) =>
        Outward(type).Any(around => around.IsFileLocal) ? "file" : SyntaxFacts.GetText(type.DeclaredAccessibility);

    private static IEnumerable<INamedTypeSymbol> Outward(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? around = type; around is not null; around = around.ContainingType)
        {
            yield return around;
        }
    }
}
