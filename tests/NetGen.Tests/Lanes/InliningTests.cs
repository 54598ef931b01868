using System.Diagnostics;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NetGen.Lanes;
using Xunit;

namespace NetGen.Tests.Vectors;

/// <summary>
/// What the just-in-time compiler made of the generated networks of these tests, by its own summary. It stops inlining,
/// or optimising at all, in a method that is too large for it: nothing fails then, but the code is many times slower.
/// </summary>
public partial class InliningTests
{
    private const MethodImplAttributes Kernel = MethodImplAttributes.AggressiveOptimization | MethodImplAttributes.NoInlining;

    private static readonly Lazy<string[]> Compiled = new(() => Summary("networks"));

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

    [Fact]
    public void A_kernel_with_too_many_functions_is_noticed() =>
        Assert.Contains(Summary("overfull"), line => Operation().IsMatch(line));

    [Fact]
    public void Kernels_are_optimised_at_once_and_never_inlined() =>
        Assert.All(
            Networks()
                .SelectMany(network => network.Type.GetMethods(BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly))
                .Where(method => method.IsGenericMethodDefinition),
            method => Assert.Equal(Kernel, method.MethodImplementationFlags & Kernel)
        );

    /// <summary>Eighteen hyperbolic tangents in one method; called in a process of its own.</summary>
    internal static void RunOverfull()
    {
        var x = new float[256];
        Overfull<Lanes512<float>>(ref x[0]);
        Overfull<Lanes1<float>>(ref x[0]);
    }

    /// <summary>Uses every generated network of these tests; called in a process of its own.</summary>
    internal static void RunNetworks()
    {
        foreach (var (type, number) in Networks())
        {
            typeof(InliningTests)
                .GetMethod(nameof(RunNetwork), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type, number)
                .Invoke(null, null);
        }
    }

    private static IEnumerable<(Type Type, Type Number)> Networks() =>
        from type in Assembly.GetExecutingAssembly().GetTypes()
        where type.Namespace == "NetGen.Tests.Generated"
        from contract in type.GetInterfaces()
        where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(INetwork<,>)
        select (type, contract.GenericTypeArguments[1]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Overfull<V>(ref float x)
        where V : struct, ILanes<V, float>
    {
        var a = V.Load(ref x, 0);
        var b = V.Tanh(V.Tanh(a) + V.Tanh(-a)) + V.Tanh(V.Tanh(a + a) + V.Tanh(a + V.One));
        var c = V.Tanh(V.Tanh(b) + V.Tanh(-b)) + V.Tanh(V.Tanh(b + b) + V.Tanh(b + V.One));
        var d = V.Tanh(V.Tanh(c) + V.Tanh(-c)) + V.Tanh(V.Tanh(c + c) + V.Tanh(c + V.One));
        V.Store(b + c + d, ref x, 0);
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
                MakeValid<T>(N.Info, x.AsSpan(n * N.InputSize, N.InputSize), t.AsSpan(n * N.OutputSize, N.OutputSize));
            }

            network.Predict(x, y);
            network.Loss(x, t);
            network.Gradient(x, t, new T[N.ParameterCount]);
        }
    }

    /// <summary>Every length 1, and in every row of targets the first class certain.</summary>
    private static void MakeValid<T>(NetworkInfo info, Span<T> inputs, Span<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var input in info.Inputs.Where(input => input.Kind == InputKind.Length))
        {
            inputs[input.Offset] = T.One;
        }

        foreach (var output in info.Outputs)
        {
            for (var at = 0; at < output.Length; at += output.Shape[^1])
            {
                targets[output.Offset + at] = T.One;
            }
        }
    }

    private static string[] Summary(string program)
    {
        var file = Path.GetTempFileName();
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            $"exec \"{Assembly.GetExecutingAssembly().Location}\" {program}"
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

    // but for the loops of partial loads and stores on processors without masks, and for huge angles
    [GeneratedRegex(@"JIT compiled NetGen\.Lanes\.(Lanes\d+`|Exponential|Logarithm|ErrorFunction|SplitMix|Trigonometry:(?!Far)|Partial:(?!Fill|Copy))")]
    private static partial Regex Operation();
}
