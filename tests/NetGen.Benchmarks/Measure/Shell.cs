using System.Diagnostics;

namespace NetGen.Benchmarks.Measure;

/// <summary>Programs that end before the next line runs.</summary>
internal static class Shell
{
    /// <summary>What a program writes.</summary>
    /// <exception cref="IOException">It does not start, or fails.</exception>
    public static string Output(string program, params IEnumerable<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })
            ?? throw new IOException($"{program} did not start.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new IOException($"{program} ended with {process.ExitCode}: {output}");
    }
}
