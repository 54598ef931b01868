using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Core;

namespace NetGen.Generator.Reading;

/// <summary>The types around a declaration.</summary>
internal static class Containers
{
    /// <summary>The types around a declaration, innermost first.</summary>
    /// <param name="declaration">What stands in them.</param>
    /// <param name="innermost">The innermost of them.</param>
    public static IEnumerable<Container> Around(SyntaxNode declaration, INamedTypeSymbol? innermost) =>
        declaration.Ancestors()
            .OfType<TypeDeclarationSyntax>()
            .Zip(Outward(innermost), (outer, around) => new Container($"partial {Keywords(outer)} {NameOf(outer)}", NameOf(outer), ShapeOf(around, outer)));

    public static bool IsFileLocal(INamedTypeSymbol type) => Outward(type).Any(around => around.IsFileLocal);

    public static string NameOf(TypeDeclarationSyntax declaration) =>
        $"{declaration.Identifier.Text}{declaration.TypeParameterList?.WithoutTrivia()}";

    public static Shape ShapeOf(INamedTypeSymbol type, TypeDeclarationSyntax declaration) =>
        new(
            isPartial: declaration.Modifiers.Any(SyntaxKind.PartialKeyword),
            isStatic: type.IsStatic,
            isAbstract: type.IsAbstract,
            isGeneric: type.Arity > 0,
            isRecord: type.IsRecord);

    private static string Keywords(TypeDeclarationSyntax declaration) =>
        declaration is RecordDeclarationSyntax { ClassOrStructKeyword.RawKind: not (int)SyntaxKind.None } record
            ? $"{record.Keyword.Text} {record.ClassOrStructKeyword.Text}"
            : declaration.Keyword.Text;

    private static IEnumerable<INamedTypeSymbol> Outward(INamedTypeSymbol? type)
    {
        for (INamedTypeSymbol? around = type; around is not null; around = around.ContainingType)
        {
            yield return around;
        }
    }
}
