using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes;

/// <summary>NG0004 and NG0005: removes <c>static</c> or <c>abstract</c> from a network's class.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveModifier))]
public sealed class RemoveModifier : CodeFixProvider
{
    private static readonly ImmutableDictionary<string, SyntaxKind> Modifiers = ImmutableDictionary<string, SyntaxKind>.Empty
        .Add("NG0004", SyntaxKind.StaticKeyword)
        .Add("NG0005", SyntaxKind.AbstractKeyword);

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds => [.. Modifiers.Keys];

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            TypeDeclarationSyntax? declaration = await context.BlamedAsync<TypeDeclarationSyntax>(diagnostic).ConfigureAwait(false);
            if (declaration?.Modifiers.FirstOrDefault(token => token.IsKind(Modifiers[diagnostic.Id])) is { RawKind: not 0 } modifier)
            {
                context.Offer(
                    diagnostic,
                    $"Remove '{modifier.Text}'",
                    [new TextChange(TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart), "")]);
            }
        }
    }
}
