using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Generator;

namespace NetGen.Tests.Roslyn;

/// <summary>A user's project in memory, and what the generator and the analyzer make of it.</summary>
internal sealed record UserProject(params (string Path, string Text)[] Files)
{
    private static readonly ImmutableArray<MetadataReference> References = [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "NetGen.dll"))
            .Select(path => MetadataReference.CreateFromFile(path))];

    public LanguageVersion Language { get; init; } = LanguageVersion.Latest;

    public OptimizationLevel Optimization { get; init; } = OptimizationLevel.Release;

    /// <summary>A project with one file.</summary>
    public static UserProject Of(string text) => new(("Network.cs", text));

    public CSharpParseOptions ParseOptions => CSharpParseOptions.Default.WithLanguageVersion(Language).WithDocumentationMode(DocumentationMode.Diagnose);

    public CSharpCompilation Compilation() =>
        CSharpCompilation.Create(
            "User",
            Files.Select(file => CSharpSyntaxTree.ParseText(file.Text, ParseOptions, file.Path, System.Text.Encoding.UTF8)),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
                .WithOptimizationLevel(Optimization)
                .WithNullableContextOptions(NullableContextOptions.Enable)
                .WithWarningLevel(9999));

    /// <summary>The generator to run.</summary>
    public NetworkGenerator Generator { get; init; } = new();

    public GeneratorDriver Driver() =>
        CSharpGeneratorDriver.Create(
            [Generator.AsSourceGenerator()],
            parseOptions: ParseOptions,
            driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public Generated Generate()
    {
        GeneratorDriver driver = Driver().RunGeneratorsAndUpdateCompilation(Compilation(), out Compilation whole, out _);
        return new(driver, driver.GetRunResult(), whole);
    }

    /// <summary>What the analyzer reports on the whole compilation, generated code included, in the order of the text.</summary>
    public Task<ImmutableArray<Diagnostic>> AnalyzeAsync() => Generate().AnalyzeAsync();
}

/// <summary>What a run of the generator left.</summary>
internal sealed record Generated(GeneratorDriver Driver, GeneratorDriverRunResult Result, Compilation Compilation)
{
    public IEnumerable<string> Texts => Result.GeneratedTrees.Select(tree => tree.ToString());

    /// <summary>What the analyzer reports on the whole compilation, generated code included, in the order of the text.</summary>
    public async Task<ImmutableArray<Diagnostic>> AnalyzeAsync()
    {
        CompilationWithAnalyzers analysis = Compilation.WithAnalyzers([new NetworkAnalyzer()]);
        ImmutableArray<Diagnostic> diagnostics = await analysis.GetAnalyzerDiagnosticsAsync();
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>The values of one tracked step.</summary>
    public ImmutableArray<object> Values(string step) =>
        Result.Results[0].TrackedSteps.TryGetValue(step, out ImmutableArray<IncrementalGeneratorRunStep> steps)
            ? [.. steps.SelectMany(run => run.Outputs).Select(output => output.Value)]
            : [];
}
