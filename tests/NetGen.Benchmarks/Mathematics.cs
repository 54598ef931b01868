using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using NetGen.Tests.Vectors;

namespace NetGen.Benchmarks;

/// <summary>
/// What the functions of the lanes reach: the greatest error in units of the last place, over all floats or every
/// stride-th, and over random doubles; nanoseconds a vector, beside the base library's.
/// </summary>
internal static class Mathematics
{
    private const int Block = 4096;

    public static void Run(ReadOnlySpan<string> arguments)
    {
        var stride = arguments.Length > 0 ? uint.Parse(arguments[0], CultureInfo.InvariantCulture) : 16;
        Console.WriteLine($"One float in {stride.ToString(CultureInfo.InvariantCulture)}; 200,000 random doubles; ns a vector of 512 bits in L1.");
        Console.WriteLine();
        Console.WriteLine("| function | float: max ulp | at | double: max ulp | at | ns float 512 | 256 | ns double 512 | base library, float | vector |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var function in Function.All)
        {
            var (error, at) = Accuracy.OfSingles(function, stride);
            var (error2, at2) = Accuracy.OfDoubles(function, 200_000);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {function} | {error:0.000} | {at:r} | {error2:0.000} | {at2:r} | {Time(function, 512):0.00} | {Time(function, 256):0.00} | {TimeDouble(function):0.00} | {BaseLibrary(function.Name)} | {BaseVector(function.Name)} |"
                )
            );
        }
    }

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
        return Text(Best(() => Scalars(name, x, y)) / (Block / 16));
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
        return Text(Best(() => Vectors(name == "Exp", x, y)) / (Block / 16));
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

    private static string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

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
