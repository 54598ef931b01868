using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NetGen.Benchmarks.Peers;

/// <summary>
/// A folder of programs that measure other libraries: its <c>run.sh GROUP</c> prints a <see cref="PeerRow"/> a line. A
/// program is held still while NetGen measures the row that it has just printed, so that both run on the same core within
/// the same second.
/// </summary>
/// <param name="folder">The folder.</param>
internal sealed class PeerPrograms(string folder)
{
    private const int StopSignal = 19;
    private const int ContinueSignal = 18;

    /// <summary>The groups of programs, and the beginnings of the workloads that each of them knows.</summary>
    public static IReadOnlyDictionary<string, string[]> Groups { get; } = new Dictionary<string, string[]>
    {
        ["hand"] = ["W1.", "W2.infer", "W5.step"],
        ["eigen"] = ["W1."],
        ["fann"] = ["W1.", "W2.", "W3a."],
        ["ort"] = ["W1.infer", "W2.infer", "W3a.fwd", "W3b.fwd", "W4.fwd", "W5.step"],
        ["libtorch"] = ["W1.", "W2.infer", "W3a.fwd.b1", "W3b.fwd.b1", "W4.fwd.b1", "W5.step"],
        ["native"] = ["W2.epoch", "W3a.", "W3b.", "W7."],
        ["torch"] = ["W1.", "W2.", "W3a.", "W3b.", "W4.", "W5.", "W7.", "W8."],
    };

    /// <summary>Runs a group of programs.</summary>
    /// <param name="group">Its name.</param>
    /// <param name="printed">Gets each row; the programs stand still until it returns.</param>
    public void Run(string group, Action<PeerRow> printed)
    {
        // A session of its own: signals reach the shell and whatever it has started.
        var start = new ProcessStartInfo("setsid", ["bash", Path.Combine(folder, "run.sh"), group]) { RedirectStandardOutput = true };
        start.Environment.TryAdd("PEERS_REPS", "9");
        start.Environment.TryAdd("PEERS_MIN_S", "0.002");
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("setsid did not start.");
        try
        {
            while (process.StandardOutput.ReadLine() is { } line)
            {
                if (PeerRow.Parse(line) is { } row)
                {
                    Signal(process, StopSignal);
                    printed(row);
                    Signal(process, ContinueSignal);
                }
            }
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        process.WaitForExit();
    }

    private static void Signal(Process process, int signal)
    {
        if (Kill(-process.Id, signal) != 0 && !process.HasExited)
        {
            throw new InvalidOperationException($"Signal {signal} did not reach the peers' programs.");
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
