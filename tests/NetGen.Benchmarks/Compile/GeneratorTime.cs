using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Benchmarks.Measure;
using NetGen.Generator;
using NetGen.Tests.Roslyn;

namespace NetGen.Benchmarks.Compile;

/// <summary>What the generator costs: its own time in a build, cold and after an edit, and the text that it writes.</summary>
internal static partial class GeneratorTime
{
    private const int Runs = 7;
    private const int Edits = 40;
    private const string Subject = "LeNet5";

    public static int Run()
    {
        Machine.Settle();
        Console.WriteLine(Machine.Description);
        Console.WriteLine();
        Console.WriteLine($"| generator on {Subject} | median | least | most |");
        Console.WriteLine("|---|---|---|---|");
        Print("cold: in a compiler just started", [.. Enumerable.Range(0, Runs).Select(_ => Cold())]);
        Print("an edit of the network: a layer of another width", [.. EditTimes("Dense(84)", "Dense({0})")]);
        Print("an edit elsewhere in the file", [.. EditTimes("public sealed", "// {0}\npublic sealed")]);
        Console.WriteLine();
        Console.WriteLine("| network | generated text, KB |");
        Console.WriteLine("|---|---|");
        foreach (GeneratedSourceResult text in Project().Generate().Result.Results[0].GeneratedSources)
        {
            string size = (Encoding.UTF8.GetByteCount(text.SourceText.ToString()) / 1000.0).ToString("0.0", CultureInfo.InvariantCulture);
            Console.WriteLine($"| {text.HintName} | {size} |");
        }

        return 0;
    }

    private static void Print(string what, double[] seconds) =>
        Console.WriteLine($"| {what} | {Quantity.Time(Median.Of(seconds))} | {Quantity.Time(seconds.Min())} | {Quantity.Time(seconds.Max())} |");

    /// <summary>All networks of the rows, or one, as files of a project in memory.</summary>
    private static UserProject Project(string? only = null) =>
        new([
            ("Usings.cs", "global using NetGen;"),
            .. typeof(GeneratorTime).Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith("Networks.", StringComparison.Ordinal))
                .Where(name => only is null || name == $"Networks.{only}.cs")
                .Select(name => (name, Text(name)))
        ]);

    private static string Text(string resource)
    {
        using var reader = new StreamReader(typeof(GeneratorTime).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    /// <summary>The SDK's compiler in a process of its own, which tells how long each generator took: 0.123 seconds.</summary>
    private static double Cold()
    {
        string folder = Directory.CreateTempSubdirectory("netgen-compile-").FullName;
        try
        {
            string[] sources = [.. Project(Subject).Files.Select(file => Write(folder, file.Path, file.Text))];
            string generator = typeof(NetworkGenerator).Assembly.Location;
            string beside = Path.GetDirectoryName(generator)!;
            string[] options =
            [
                "/nologo", "/noconfig", "/target:library", "/reportanalyzer", "/nullable:enable", "/langversion:latest", "/optimize",
                $"/out:{Path.Combine(folder, "User.dll")}",
                .. References().Select(path => $"/reference:{path}"),
                .. new[] { generator, Path.Combine(beside, "NetGen.Core.dll"), Path.Combine(beside, "FSharp.Core.dll") }.Select(path => $"/analyzer:{path}"),
                .. sources,
            ];
            string response = Write(folder, "User.rsp", string.Join('\n', options.Select(option => $"\"{option}\"")));
            string report = Shell.Output("dotnet", Compiler(), $"@{response}");
            return ElapsedOfGenerators().Match(report) is { Success: true } match
                ? double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
                : throw new IOException($"The compiler did not tell the generator's time: {report}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The same driver again and again, as in an editor; the first edits warm it up.</summary>
    private static IEnumerable<double> EditTimes(string old, string now)
    {
        UserProject project = Project(Subject);
        CSharpCompilation compilation = project.Compilation();
        GeneratorDriver driver = project.Driver().RunGenerators(compilation);
        for (int edit = 0; edit < Edits; edit++)
        {
            SyntaxTree tree = compilation.SyntaxTrees[^1];
            string edited = project.Files[^1].Text.Replace(old, string.Format(CultureInfo.InvariantCulture, now, 60 + edit), StringComparison.Ordinal);
            compilation = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(edited, project.ParseOptions, tree.FilePath, Encoding.UTF8));
            driver = driver.RunGenerators(compilation);
            if (edit >= Edits / 2)
            {
                yield return driver.GetTimingInfo().ElapsedTime.TotalSeconds;
            }
        }
    }

    private static IEnumerable<string> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => path.StartsWith(RuntimeEnvironment.GetRuntimeDirectory(), StringComparison.Ordinal) || Path.GetFileName(path) == "NetGen.dll");

    private static string Compiler()
    {
        string sdk = Shell.Output("dotnet", "--version").Trim();
        return Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../sdk", sdk, "Roslyn/bincore/csc.dll"));
    }

    private static string Write(string folder, string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    [GeneratedRegex(@"Total generator execution time: ([\d.]+)")]
    private static partial Regex ElapsedOfGenerators();
}
