using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace NetGen.Tests.Parity;

/// <summary>The Python that has PyTorch, if this machine has one.</summary>
internal static class PyTorch
{
    public const string Missing =
        "No python3 here has PyTorch (Debian: apt install python3-torch; elsewhere: pip install torch), "
        + "so the fixtures are not computed anew. They are compared with the networks all the same.";

    private static readonly Lazy<string?> Found = new(() =>
        new[] { "python3", "/usr/bin/python3", "python" }.FirstOrDefault(python =>
            TryRun(python, ["-c", "import importlib.util as u, sys; sys.exit(u.find_spec('torch') is None)"]) is (0, _)));

    /// <summary>Its path or name.</summary>
    public static string? Python => Found.Value;

    /// <summary>Runs a program; its exit code and what it wrote, or nothing if there is no such program.</summary>
    public static (int Code, string Text)? TryRun(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output.Result + errors);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}

/// <summary>A test that needs PyTorch, and says so where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PyTorchFactAttribute : FactAttribute
{
    public PyTorchFactAttribute() => Skip = PyTorch.Python is null ? PyTorch.Missing : null;
}
