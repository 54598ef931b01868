using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using NetGen.Tests.Vectors;
using Spectre.Console;

namespace NetGen.Benchmarks;

/// <summary>
/// What the functions of the lanes reach: the greatest error in units of the last place and the share of results that
/// are the nearest number, over all floats or every stride-th and over random doubles; nanoseconds a vector, beside the
/// base library's.
/// </summary>
internal static class Mathematics
{
    private const int Block = 4096;
    private const int Doubles = 200_000;

    public static int Run(uint stride, IReadOnlyList<string> names)
    {
        Function[] functions = names.Count == 0 ? [.. Function.All] : [.. names.Select(Function.Named)];
        Console.WriteLine($"One float in {Text(stride, "0")}; {Text(Doubles, "N0")} random doubles; ns a vector in L1.");
        Console.WriteLine();
        Console.WriteLine("| function | single: ulp | at | nearest | double: ulp | at | nearest | ns, 16 floats | 8 floats | 8 doubles | base library, 16 floats | as a vector |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var function in functions)
        {
            var single = WithProgress(function.Name, advance => Accuracy.OfSingles(function, stride, advance));
            var twice = Accuracy.OfDoubles(function, Doubles);
            Console.WriteLine(
                $"| {function} | {Row(single, Text((float)single.At, "r"))} | {Row(twice, Text(twice.At, "r"))} | {Text(Time(function, 512), "0.0")} | {Text(Time(function, 256), "0.0")} "
                    + $"| {Text(TimeDouble(function), "0.0")} | {BaseLibrary(function.Name)} | {BaseVector(function.Name)} |");
        }

        return 0;
    }

    /// <summary>Shows on the error stream how far the work is, so that the table alone can be kept.</summary>
    private static Accuracy WithProgress(string name, Func<Action<double>, Accuracy> work) =>
        AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) })
            .Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(progress =>
            {
                var task = progress.AddTask(name, maxValue: 1);
                return work(task.Increment);
            });

    private static string Row(Accuracy accuracy, string at) =>
        string.Create(CultureInfo.InvariantCulture, $"{accuracy.Error:0.000} | {at} | {100 * accuracy.Nearest:0.0} %");

    private static double Time(Function function, int bits)
    {
        var (x, y) = (new float[Block], new float[Block]);
        Fill(x);
        return Best(() => function.Single(bits, x, y)) / (Block * 32 / bits);
    }

    private static double TimeDouble(Function function)
    {
        var (x, y) = (new double[Block], new double[Block]);
        for (var i = 0; i < Block; i++)
        {
            x[i] = 0.001 + i * (4.0 / Block);
        }

        return Best(() => function.Double(512, x, y)) / (Block / 8);
    }

    private static string BaseLibrary(string name)
    {
        Func<float, float>? scalar = name switch
        {
            "Exp" => MathF.Exp,
            "Log" => MathF.Log,
            "Tanh" => MathF.Tanh,
            _ => null,
        };
        if (scalar is null)
        {
            return "";
        }

        var (x, y) = (new float[Block], new float[Block]);
        Fill(x);
        return Text(Best(() => Scalars(name, x, y)) / (Block / 16), "0.0");
    }

    private static void Scalars(string name, float[] x, float[] y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = name == "Exp" ? MathF.Exp(x[i]) : name == "Log" ? MathF.Log(x[i]) : MathF.Tanh(x[i]);
        }
    }

    private static string BaseVector(string name)
    {
        if (name is not ("Exp" or "Log"))
        {
            return "";
        }

        var (x, y) = (new float[Block], new float[Block]);
        Fill(x);
        return Text(Best(() => Vectors(name == "Exp", x, y)) / (Block / 16), "0.0");
    }

    private static void Vectors(bool exp, float[] x, float[] y)
    {
        for (nuint i = 0; i < Block; i += 16)
        {
            var v = Vector512.LoadUnsafe(ref x[0], i);
            (exp ? Vector512.Exp(v) : Vector512.Log(v)).StoreUnsafe(ref y[0], i);
        }
    }

    private static void Fill(float[] x)
    {
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = 0.001f + i * (4f / x.Length);
        }
    }

    private static string Text(IFormattable value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Nanoseconds of the fastest of many runs.</summary>
    private static double Best(Action action)
    {
        var best = double.PositiveInfinity;
        for (var run = 0; run < 200; run++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < 10; i++)
            {
                action();
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / 10);
        }

        return best;
    }
}
