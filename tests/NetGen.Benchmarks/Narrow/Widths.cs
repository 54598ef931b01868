using System.Diagnostics;

namespace NetGen.Benchmarks.Narrow;

/// <summary>The rows on lesser processors: the runtime is told to forget instructions, in a process of its own each time.</summary>
internal static class Widths
{
    private static readonly string[] Rows = ["tiny", "mnist", "lenet"];

    private static readonly (string Title, string Variable)[] Settings =
    [
        ("Without AVX-512", "DOTNET_EnableAVX512"),
        ("Without AVX2 and fused multiply-add", "DOTNET_EnableAVX2"),
        ("Without vectors", "DOTNET_EnableHWIntrinsic"),
    ];

    public static int Run(IReadOnlyList<string> rows)
    {
        int worst = 0;
        foreach ((string title, string variable) in Settings)
        {
            Console.WriteLine($"{title} ({variable}=0)");
            Console.WriteLine();
            var start = new ProcessStartInfo(
                "dotnet", [typeof(Widths).Assembly.Location, "measure", .. rows.Count == 0 ? Rows : rows]);
            start.Environment[variable] = "0";
            using Process process = Process.Start(start) ?? throw new IOException("dotnet did not start.");
            process.WaitForExit();
            worst = Math.Max(worst, process.ExitCode);
            Console.WriteLine();
        }

        return worst;
    }
}
