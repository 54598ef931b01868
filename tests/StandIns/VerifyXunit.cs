using System.Runtime.CompilerServices;

namespace VerifyXunit;

/// <summary>Snapshot tests under the names and file convention of the package Verify.Xunit, which they stand in for.</summary>
/// <remarks>
/// The text is compared with <c>Class.Method.verified.ext</c> beside the test; where it differs, what came out is
/// written to <c>Class.Method.received.ext</c>. Setting the environment variable <c>Verify_Accept</c> to 1 takes
/// what came out as right.
/// </remarks>
public static class Verifier
{
    /// <summary>Compares a text with the test's snapshot; line ends do not count.</summary>
    public static async Task Verify(
        string target,
        string extension = "txt",
        [CallerFilePath] string sourceFile = "",
        [CallerMemberName] string method = "")
    {
        string stem = Path.Combine(Path.GetDirectoryName(sourceFile)!, $"{Path.GetFileNameWithoutExtension(sourceFile)}.{method}");
        string verified = $"{stem}.verified.{extension}";
        string received = $"{stem}.received.{extension}";
        string text = Normalized(target);
        bool accept = Environment.GetEnvironmentVariable("Verify_Accept") == "1";
        string? expected = File.Exists(verified) ? Normalized(await File.ReadAllTextAsync(verified)) : null;

        if (text != expected)
        {
            await File.WriteAllTextAsync(accept ? verified : received, text);
        }

        if (text == expected || accept)
        {
            File.Delete(received);
            return;
        }

        throw new VerifyException(
            expected is null
                ? $"There is no {verified}; {received} shows what came out."
                : $"{received} differs from its verified text at {FirstDifference(expected, text)}");
    }

    private static string Normalized(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    private static string FirstDifference(string expected, string text)
    {
        string[] old = expected.Split('\n'), now = text.Split('\n');
        int line = old.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"line {line + 1}:\n  verified: {old.ElementAtOrDefault(line)}\n  received: {now.ElementAtOrDefault(line)}";
    }
}

/// <summary>A text that differs from its snapshot.</summary>
public sealed class VerifyException(string message) : Exception(message);
