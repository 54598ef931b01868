using System.Diagnostics;
using NetGen.Benchmarks.Networks;
using NetGen.Testing;

namespace NetGen.Benchmarks;

/// <summary>
/// The processor time of <see cref="GradientCheck"/>: of the first check in a process, and of later ones, each of another
/// seed; in a process of .NET's defaults, and in one with the setting of the template netgen-tests.
/// </summary>
internal static class GradientChecks
{
    /// <summary>TieredCompilationQuickJitForLoops of a project file, for a process that is started.</summary>
    private const string QuickLoops = "DOTNET_TC_QuickJitForLoops";

    private const int Later = 15;

    public static int Run()
    {
        if (Environment.GetEnvironmentVariable(QuickLoops) is null)
        {
            return Math.Max(Run("With .NET's defaults", "1"), Run("With TieredCompilationQuickJitForLoops false, as the template has it", "0"));
        }

        Time("digits, 64-32-10", GradientCheck.Check<DigitNet>);
        Time("LeNet-5", GradientCheck.Check<LeNet5>);
        return 0;
    }

    private static int Run(string title, string quickLoops)
    {
        Console.WriteLine(title);
        ProcessStartInfo start = new("dotnet", [typeof(GradientChecks).Assembly.Location, "gradientcheck"]);
        start.Environment[QuickLoops] = quickLoops;
        using Process process = Process.Start(start) ?? throw new IOException("dotnet did not start.");
        process.WaitForExit();
        return process.ExitCode;
    }

    private static void Time(string name, Func<GradientCheckOptions, GradientReport> check)
    {
        double[] times = [.. Enumerable.Range(1, 1 + Later).Select(seed =>
        {
            TimeSpan start = Environment.CpuUsage.TotalTime;
            check(new() { Seed = (ulong)seed });
            return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
        })];
        double[] later = [.. times.Skip(1).Order()];
        Console.WriteLine(FormattableString.Invariant(
            $"  {name,-18} first {times[0],7:F0} ms   then, of {Later}: median {later[Later / 2],6:F0}, least {later[0],6:F0}, greatest {later[^1],6:F0} ms"));
    }
}
