using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes;

/// <summary>What the fixes share: find the node to blame, offer changes to the text.</summary>
internal static class Rewrite
{
    /// <summary>The node of a kind at or around the diagnostic.</summary>
    public static async Task<T?> BlamedAsync<T>(this CodeFixContext context, Diagnostic diagnostic)
        where T : SyntaxNode
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        return root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<T>();
    }

    /// <summary>Offers changes to the text under a title.</summary>
    public static void Offer(this CodeFixContext context, Diagnostic diagnostic, string title, IEnumerable<TextChange> changes) =>
        context.RegisterCodeFix(
            CodeAction.Create(
                title,
                async cancellation =>
                {
                    SourceText text = await context.Document.GetTextAsync(cancellation).ConfigureAwait(false);
                    return context.Document.WithText(text.WithChanges(changes));
                },
                equivalenceKey: title),
            diagnostic);
}
