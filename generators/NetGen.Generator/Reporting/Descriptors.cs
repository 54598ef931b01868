using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NetGen.Core;

namespace NetGen.Generator.Reporting;

/// <summary>The core's diagnostics in Roslyn's terms; what there is to report is the core's to say.</summary>
internal static class Descriptors
{
    /// <summary>The property of a diagnostic that holds the name the user probably meant.</summary>
    public const string Nearest = nameof(Nearest);

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById =
        Core.Diagnostic.Examples.ToImmutableDictionary(
            example => example.Id,
            example => new DiagnosticDescriptor(
                example.Id,
                example.Title,
                "{0}",
                "NetGen",
                (DiagnosticSeverity)example.Severity,
                isEnabledByDefault: true,
                helpLinkUri: example.Help));

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        ById.Values.OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal).ToImmutableArray();

    public static bool IsInternal(Core.Diagnostic diagnostic) => diagnostic.Fault.IsInternalFault;

    public static Microsoft.CodeAnalysis.Diagnostic Report(Core.Diagnostic diagnostic, Location location) =>
        Microsoft.CodeAnalysis.Diagnostic.Create(ById[diagnostic.Id], location, Properties(diagnostic.Fault), diagnostic.Message);

    private static ImmutableDictionary<string, string?>? Properties(Fault fault) =>
        fault switch
        {
            Fault.UnknownLayer { nearest.Value: { } name } => Of(name),
            Fault.UnknownArgument { nearest.Value: { } name } => Of(name),
            _ => null,
        };

    private static ImmutableDictionary<string, string?> Of(string nearest) =>
        ImmutableDictionary<string, string?>.Empty.Add(Nearest, nearest);
}
