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
    private readonly Positions _positions = new(reporting);

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
            containers: ListModule.OfSeq(Containers.Around(declaration, type.ContainingType).Reverse()),
            @class: Containers.NameOf(declaration),
            accessibility: Accessibility(type),
            shape: Containers.ShapeOf(type, declaration),
            network: Read(network),
            layers: ListModule.OfSeq(layers[true].Select(Read)),
            strays: ListModule.OfSeq(layers[false].Select(Read)),
            functions: ListModule.OfSeq(new FunctionReader(compilation, _positions.Of).Read(Named(type, layers[true]))),
            at: _positions.Of(declaration.SyntaxTree, declaration.Identifier.Span));
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
            _positions.Of(place.SyntaxTree, place.Span));
    }

    private IEnumerable<Position> Texts(SyntaxReference attribute) =>
        attribute.GetSyntax() is AttributeSyntax syntax
            ? TextReader.Spans(syntax, compilation.GetSemanticModel(attribute.SyntaxTree)).Select(span => _positions.Of(attribute.SyntaxTree, span))
            : [];

    /// <summary>The class's methods whose names stand in the texts of its layers.</summary>
    private static IEnumerable<IMethodSymbol> Named(INamedTypeSymbol type, IEnumerable<AttributeData> layers)
    {
        HashSet<string> words = [.. layers.SelectMany(layer => ArgumentReader.Words(layer))];
        return type.GetMembers()
            .OfType<IMethodSymbol>()
            .Where(method => method.MethodKind == MethodKind.Ordinary && words.Contains(method.Name) && FunctionReader.Declaration(method) is not null);
    }

    private static string Accessibility(INamedTypeSymbol type) =>
        Containers.IsFileLocal(type) ? "file" : SyntaxFacts.GetText(type.DeclaredAccessibility);
}
