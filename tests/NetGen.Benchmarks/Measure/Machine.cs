using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace NetGen.Benchmarks.Measure;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    private const string Processors = "/proc/cpuinfo";

    /// <summary>The core that everything runs on: one alone, so that no figure is of a thread that moved.</summary>
    public static int Core { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("PEERS_CORE"), NumberStyles.None, CultureInfo.InvariantCulture, out int core)
            ? core
            : Environment.ProcessorCount - 1;

    /// <summary>The processor, the lanes, the runtime, this library.</summary>
    public static string Description =>
        $"{Model()}, core {Core}, {Lanes.Lanes.Bits} bits; {RuntimeInformation.FrameworkDescription}; "
        + $"NetGen {typeof(NetworkInfo).Assembly.GetName().Version?.ToString(3)}; {RuntimeInformation.OSDescription}; "
        + DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>Keeps the calling thread, and processes it starts, on <see cref="Core"/>.</summary>
    public static void Settle()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
        {
            Process.GetCurrentProcess().ProcessorAffinity = (nint)1 << Core;
        }
    }

    private static string Model() =>
        File.Exists(Processors)
        && File.ReadLines(Processors).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();
}
