using NetGen.Benchmarks.Networks;
using NetGen.Testing;

namespace NetGen.Benchmarks;

/// <summary>The processor time of <see cref="GradientCheck"/>: of the first check in a process, and of later ones, each of another seed.</summary>
internal static class GradientChecks
{
    private const int Later = 15;

    public static int Run()
    {
        Time("digits, 64-32-10", GradientCheck.Check<DigitNet>);
        Time("LeNet-5", GradientCheck.Check<LeNet5>);
        return 0;
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
            $"{name,-18} first {times[0],7:F0} ms   then, of {Later}: median {later[Later / 2],6:F0}, least {later[0],6:F0}, greatest {later[^1],6:F0} ms"));
    }
}
