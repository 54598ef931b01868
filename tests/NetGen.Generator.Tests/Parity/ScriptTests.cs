using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace NetGen.Tests.Parity;

/// <summary>The fixtures are what the script writes.</summary>
public partial class ScriptTests
{
    private const double Tolerance = 1e-11;

    [PyTorchFact]
    public void The_script_writes_the_fixtures_anew()
    {
        string folder = Directory.CreateTempSubdirectory("NetGen-fixtures").FullName;
        try
        {
            (int code, string text) = PyTorch.TryRun(PyTorch.Python!, Script(), folder)!.Value;
            Assert.True(code == 0, text);

            string[] written = [.. Directory.GetFiles(folder).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];
            Assert.Equal(Fixture.Titles, written);
            Assert.All(Fixture.Titles, title => Same(Fixture.Text(Fixture.Folder, title), Fixture.Text(folder, title)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Script([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "PyTorch", "fixtures.py"));

    /// <summary>The same text, but for the last digits of numbers, which other versions of PyTorch may round otherwise.</summary>
    private static void Same(string expected, string actual)
    {
        Assert.Equal(Number().Replace(expected, "#"), Number().Replace(actual, "#"));
        Assert.All(
            Number().Matches(expected).Zip(Number().Matches(actual), (a, b) => (Read(a), Read(b))),
            pair => Assert.Equal(pair.Item1, pair.Item2, Tolerance * double.Max(1, double.Abs(pair.Item1))));

        static double Read(Match number) => double.Parse(number.Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"(?<![\w.])-?\d+(\.\d+)?(e[-+]?\d+)?(?!\w)")]
    private static partial Regex Number();
}
