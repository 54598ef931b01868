using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Core;

namespace NetGen.Generator.Reading;

/// <summary>Where something stands in the source.</summary>
/// <param name="reporting">Whether to say so: the generator compares what it reads, and must not see text move.</param>
internal sealed class Positions(bool reporting)
{
    public Position Of(SyntaxTree tree, TextSpan span)
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

    /// <summary>Of a method, its name.</summary>
    public Position Of(SyntaxNode node) =>
        Of(node.SyntaxTree, node is MethodDeclarationSyntax method ? method.Identifier.Span : node.Span);
}
