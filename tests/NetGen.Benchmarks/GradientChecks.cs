using NetGen.Testing;

namespace NetGen.Benchmarks;

/// <summary>LeNet-5 (LeCun et al., 1998) on 28×28 pixels.</summary>
[Network(28, 28, 1)]
[Conv2D(6, 5, Padding = Padding.Same), ReLU]
[MaxPool2D(2)]
[Conv2D(16, 5), ReLU]
[MaxPool2D(2), Flatten]
[Dense(120), ReLU]
[Dense(84), ReLU]
[Dense(10), Softmax]
[CrossEntropy]
internal sealed partial class LeNet5;

/// <summary>The processor time of <see cref="GradientCheck"/>: of the first check in a process, and of later ones, each of another seed.</summary>
internal static class GradientChecks
{
    private const int Later = 15;

    public static void Run()
    {
        Time("digits, 64-32-10", GradientCheck.Check<DigitNet>);
        Time("LeNet-5", GradientCheck.Check<LeNet5>);
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
