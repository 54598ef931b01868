using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace NetGen.Tests.Vectors;

/// <summary>The lanes on lesser processors: in processes that may not use some of this one's instructions.</summary>
public class ProcessorTests
{
    private static readonly Lazy<LaneReport> Here = new(() => LaneReport.Parse(LaneReport.OfThisProcess()));
    private static readonly Lazy<LaneReport> WithoutAvx2 = new(() => LaneReport.Parse(Run("lanes", "DOTNET_EnableAVX2")));

    [Fact]
    public void The_lanes_are_as_wide_as_the_processor_has_them() =>
        Assert.Equal(
            Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0,
            Here.Value.Bits);

    [Fact]
    public void Every_width_gives_the_same_bits_here() => Check(Here.Value, Here.Value);

    [Fact]
    public void Without_512_bits_the_results_keep_their_bits()
    {
        var report = LaneReport.Parse(Run("lanes", "DOTNET_EnableAVX512"));
        Assert.Equal(Math.Min(256, NetGen.Lanes.Lanes.Bits), report.Bits);
        Check(report, Here.Value);
    }

    [Fact]
    public void Without_256_bits_the_results_keep_their_bits_or_those_of_multiply_and_add()
    {
        Assert.Equal(Math.Min(128, NetGen.Lanes.Lanes.Bits), WithoutAvx2.Value.Bits);
        Check(WithoutAvx2.Value, WithoutAvx2.Value.Fused ? Here.Value : WithoutAvx2.Value);
    }

    [Fact]
    public void Without_any_vectors_the_results_keep_their_bits_or_those_of_multiply_and_add()
    {
        var report = LaneReport.Parse(Run("lanes", "DOTNET_EnableHWIntrinsic"));
        Assert.Equal(X86Base.IsSupported ? 0 : report.Bits, report.Bits);
        Check(report, report.Fused ? Here.Value : WithoutAvx2.Value);
    }

    [Theory]
    [InlineData("512", 512)]
    [InlineData("256", 256)]
    [InlineData("300", 256)]
    [InlineData("128", 128)]
    [InlineData("0", 0)]
    [InlineData("wide", 512)]
    public void A_runtime_setting_limits_the_width(string setting, int limit) =>
        Assert.Equal(Math.Min(limit, NetGen.Lanes.Lanes.Bits), int.Parse(Run("lanes " + setting, null), CultureInfo.InvariantCulture));

    private static void Check(LaneReport report, LaneReport expected)
    {
        Assert.Equal(expected.Results, report.Results);
        Assert.All(report.Results.Values, digest => Assert.DoesNotContain("differs", digest, StringComparison.Ordinal));
        Assert.All(report.Errors, error => Assert.True(error.Value <= (report.Fused ? 2 : 2.1), $"{error.Key}: {error.Value} ulp"));
    }

    /// <summary>Runs a part of these tests in a process that may not use the instructions a variable names.</summary>
    private static string Run(string arguments, string? forbidden)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, $"exec \"{Assembly.GetExecutingAssembly().Location}\" {arguments}")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (forbidden is not null)
        {
            start.Environment[forbidden] = "0";
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output;
    }
}
