using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes;

/// <summary>NG0011: writes the layer's name that the user probably meant.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseNearestName))]
public sealed class UseNearestName : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds => ["NG0011"];

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            // The analyzer says under this key which name is nearest, if any is near.
            if (diagnostic.Properties.TryGetValue("Nearest", out string? nearest)
                && await context.BlamedAsync<AttributeSyntax>(diagnostic).ConfigureAwait(false) is { } attribute)
            {
                SyntaxToken name = attribute.Name.DescendantTokens().Last();
                context.Offer(diagnostic, $"Use '{nearest}'", [new TextChange(name.Span, nearest!)]);
            }
        }
    }
}
