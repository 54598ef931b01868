using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.Generator.Reading;

/// <summary>Where the texts in an attribute's brackets stand.</summary>
internal static class TextReader
{
    /// <summary>
    /// The spans of the positional texts: inside the quotes where the source has the text's own characters there, of
    /// the whole expression otherwise.
    /// </summary>
    public static IEnumerable<TextSpan> Spans(AttributeSyntax attribute, SemanticModel model) =>
        from argument in attribute.ArgumentList?.Arguments ?? []
        where argument.NameEquals is null
        from expression in Elements(argument.Expression)
        where model.GetConstantValue(expression).Value is string
        select Content(expression);

    private static ExpressionSyntax[] Elements(ExpressionSyntax expression) =>
        expression switch
        {
            ArrayCreationExpressionSyntax { Initializer: { } elements } => [.. elements.Expressions],
            ImplicitArrayCreationExpressionSyntax array => [.. array.Initializer.Expressions],
            _ => [expression],
        };

    private static TextSpan Content(ExpressionSyntax expression)
    {
        if (expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression, Token: var token })
        {
            int quote = token.Text.IndexOf(token.ValueText, StringComparison.Ordinal);
            if (quote > 0 && token.ValueText.Length > 0)
            {
                return new(token.SpanStart + quote, token.ValueText.Length);
            }
        }

        return expression.Span;
    }
}
