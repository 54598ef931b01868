using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Core;

namespace NetGen.Testing.Tests;

/// <summary>Networks declared anew in the other precision, from the declaration that each carries, and compiled in this process.</summary>
internal static partial class OtherPrecision
{
    private const string Double = ", Precision=.Double";

    /// <summary>The twins of some networks, by name.</summary>
    public static Dictionary<string, Type> Of(IEnumerable<NetworkInfo> networks)
    {
        string[] texts = [.. networks.Select(network => Source(network.Name, Flipped(network.Declaration)))];
        CSharpCompilation compilation = CSharpCompilation.Create(
            "OtherPrecision",
            texts.Select(text => CSharpSyntaxTree.ParseText(text)),
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
            new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        using MemoryStream stream = new();
        var result = compilation.Emit(stream);
        return result.Success
            ? Assembly.Load(stream.ToArray()).GetExportedTypes().Where(type => !type.IsNested).ToDictionary(type => type.Name)
            : throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Take(5)));
    }

    private static string Flipped(string declaration) =>
        declaration.Contains(Double, StringComparison.Ordinal)
            ? declaration.Replace(Double, "", StringComparison.Ordinal)
            : Network().Replace(declaration, "$1" + Double + ")");

    /// <summary>The class as a user declares it, and what the compiler adds.</summary>
    private static string Source(string name, string declaration)
    {
        Output output = Compiler.compile(Transcript.read(name, declaration));
        return output.Diagnostics.IsEmpty
            ? output.Source + $"\npublic sealed partial class {name};\n"
            : throw new InvalidOperationException(name + ": " + string.Join("\n", output.Diagnostics.Select(diagnostic => diagnostic.Message)));
    }

    [GeneratedRegex(@"^(Network\([^)]*)\)")]
    private static partial Regex Network();
}
