using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.FSharp.Collections;
using NetGen.Core;
using Precision = NetGen.Core.Precision;

namespace NetGen.Generator.Reading;

/// <summary>Reads a method with [Differentiable], and what it calls, into values.</summary>
internal static class DerivationReader
{
    public static Derivation Read(IMethodSymbol method, MethodDeclarationSyntax declaration, Compilation compilation, bool reporting)
    {
        Positions positions = new(reporting);
        return new Derivation(
            @namespace: method.ContainingNamespace.IsGlobalNamespace ? "" : method.ContainingNamespace.ToDisplayString(),
            containers: ListModule.OfSeq(Containers.Around(declaration, method.ContainingType).Reverse()),
            accessibility: Containers.IsFileLocal(method.ContainingType) ? "file" : SyntaxFacts.GetText(method.DeclaredAccessibility),
            method: method.Name,
            numbers: ListModule.OfSeq(method.Parameters.Select(parameter => PrecisionOf(parameter.Type))),
            result: PrecisionOf(method.ReturnType),
            isStatic: method.IsStatic,
            isGeneric: method.IsGenericMethod,
            functions: ListModule.OfSeq(new FunctionReader(compilation, positions.Of).Read([method])),
            at: positions.Of(declaration));
    }

    private static Precision PrecisionOf(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Single ? Precision.Single : Precision.Double;
}
