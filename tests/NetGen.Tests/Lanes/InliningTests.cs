using System.Diagnostics;
using System.Numerics;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace NetGen.Tests.Vectors;

/// <summary>
/// What the just-in-time compiler made of the generated networks of these tests, by its own summary. It stops inlining,
/// or optimising at all, in a method that is too large for it: nothing fails then, but the code is many times slower.
/// </summary>
public partial class InliningTests
{
    private static readonly Lazy<string[]> Compiled = new(Summary);

    [Fact]
    public void No_operation_of_the_lanes_is_left_as_a_call() =>
        Assert.DoesNotContain(Compiled.Value, line => Operation().IsMatch(line));

    [Fact]
    public void Every_kernel_is_optimised()
    {
        var kernels = Compiled.Value.Where(line => line.Contains("[NetGen.Lanes.Lanes", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(kernels);
        Assert.DoesNotContain(kernels, line => !line.Contains("[FullOpts", StringComparison.Ordinal));
    }

    /// <summary>Uses every generated network of these tests; called in a process of its own.</summary>
    internal static void RunNetworks()
    {
        foreach (var type in Assembly.GetExecutingAssembly().GetTypes())
        {
            var network = type.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(INetwork<,>));
            if (network is not null && type.Namespace == "NetGen.Tests.Generated")
            {
                typeof(InliningTests)
                    .GetMethod(nameof(RunNetwork), BindingFlags.NonPublic | BindingFlags.Static)!
                    .MakeGenericMethod(type, network.GenericTypeArguments[1])
                    .Invoke(null, null);
            }
        }
    }

    private static void RunNetwork<N, T>()
        where N : INetwork<N, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var network = N.Create(1);
        foreach (var samples in new[] { 1, 19 })
        {
            var (x, y, t) = (new T[samples * N.InputSize], new T[samples * N.OutputSize], new T[samples * N.OutputSize]);
            for (var n = 0; n < samples; n++)
            {
                t[n * N.OutputSize] = T.One;
            }

            network.Predict(x, y);
            network.Loss(x, t);
            network.Gradient(x, t, new T[N.ParameterCount]);
        }
    }

    private static string[] Summary()
    {
        var file = Path.GetTempFileName();
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            $"exec \"{Assembly.GetExecutingAssembly().Location}\" networks"
        );
        start.Environment["DOTNET_JitStdOutFile"] = file;
        start.Environment["DOTNET_JitDisasmSummary"] = "1";
        // callers are optimised at once, as they are after a while
        start.Environment["DOTNET_TieredCompilation"] = "0";
        using var process = Process.Start(start)!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        var lines = File.ReadAllLines(file);
        File.Delete(file);
        return lines;
    }

    // but for the loops of partial loads and stores on processors without masks
    [GeneratedRegex(@"JIT compiled NetGen\.Lanes\.(Lanes\d+`|Exponential|Logarithm|ErrorFunction|SplitMix|Partial:(?!Fill|Copy))")]
    private static partial Regex Operation();
}
