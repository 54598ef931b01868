using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Core;
using NetGen.Generator.Reading;
using NetGen.Generator.Reporting;

namespace NetGen.Generator;

/// <summary>
/// Reports what is wrong with a declaration, at the attribute to blame. It reads as the generator does, but keeps
/// positions; the generator drops them so that it need not run again when text moves.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
        context.RegisterSymbolAction(AnalyzeMethod, SymbolKind.Method);
    }

    private static void AnalyzeMethod(SymbolAnalysisContext context)
    {
        IMethodSymbol method = (IMethodSymbol)context.Symbol;
        if (method.GetAttributes().Any(Names.IsDifferentiable) && FunctionReader.Declaration(method) is { } declaration)
        {
            Derivation derivation = DerivationReader.Read(method, declaration, context.Compilation, reporting: true);
            foreach (Core.Diagnostic diagnostic in Compiler.diagnoseDerivation(derivation))
            {
                context.ReportDiagnostic(Descriptors.Report(diagnostic, Place(diagnostic.At, method)));
            }
        }
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Class || !type.GetAttributes().Any(Names.IsNetwork))
        {
            return;
        }

        NetworkReader reader = new(context.Compilation, reporting: true);
        IEnumerable<Spec> specs = type.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(context.CancellationToken))
            .OfType<TypeDeclarationSyntax>()
            .Select(declaration => reader.Read(type, declaration))
            .OfType<Spec>();

        foreach (Core.Diagnostic diagnostic in specs.SelectMany(spec => Diagnose(spec, context.Compilation.Options)))
        {
            context.ReportDiagnostic(Descriptors.Report(diagnostic, Place(diagnostic.At, type)));
        }
    }

    private static List<Core.Diagnostic> Diagnose(Spec spec, CompilationOptions options)
    {
        // The generator, which goes through every stage, reports the compiler's own faults.
        List<Core.Diagnostic> found = [.. Compiler.diagnose(spec).Where(diagnostic => !Descriptors.IsInternal(diagnostic))];
        if (found.Count == 0 && options.OptimizationLevel == OptimizationLevel.Debug)
        {
            found.Add(new(Fault.NewUnoptimizedBuild(spec.Class), spec.At));
        }

        return found;
    }

    private static Location Place(Position position, ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.FirstOrDefault(reference => reference.SyntaxTree.FilePath == position.Path) is { } reference
            ? Location.Create(reference.SyntaxTree, new(position.Start, position.Length))
            : symbol.Locations[0];
}
