using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes;

/// <summary>NG0001 and NG0002: makes a network's class, and every type around it, partial.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartial))]
public sealed class MakePartial : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds => ["NG0001", "NG0002"];

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (await context.BlamedAsync<TypeDeclarationSyntax>(diagnostic).ConfigureAwait(false) is { } declaration)
            {
                context.Offer(
                    diagnostic,
                    "Make partial",
                    declaration.AncestorsAndSelf()
                        .OfType<TypeDeclarationSyntax>()
                        .Where(type => !type.Modifiers.Any(SyntaxKind.PartialKeyword))
                        .Select(type => new TextChange(new(type.Keyword.SpanStart, 0), "partial ")));
            }
        }
    }
}
