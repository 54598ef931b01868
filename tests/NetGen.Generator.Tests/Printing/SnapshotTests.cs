using NetGen.Tests.Roslyn;
using VerifyXunit;
using Xunit;

namespace NetGen.Tests.Printing;

/// <summary>The generated code as a whole: a change of it is to be seen and read.</summary>
public class SnapshotTests
{
    private static string Text(string network) => Assert.Single(UserProject.Of(network).Generate().Texts);

    [Fact]
    public Task Digits() => Verifier.Verify(Text(Networks.Digits), "cs");

    [Fact]
    public Task Tiny() => Verifier.Verify(Text(Networks.Tiny), "cs");

    [Fact]
    public Task Xor() => Verifier.Verify(Text(Networks.Xor), "cs");

    [Fact]
    public Task Regression() => Verifier.Verify(Text(Networks.Regression), "cs");

    [Fact]
    public Task Nested() => Verifier.Verify(Text(Networks.Nested), "cs");

    [Fact]
    public Task EveryActivation() => Verifier.Verify(Text(Networks.EveryActivation), "cs");

    [Fact]
    public Task Gradient() => Verifier.Verify(
        Text(
            """
            using System;
            using NetGen;

            namespace Demo;

            public static partial class Functions
            {
                /// <summary>A wave that is cut off.</summary>
                [Differentiable]
                public static double Wave(double x, double t)
                {
                    var e = Math.Exp(-x * x);
                    var wave = e * Math.Sin(t * x) + e / (2 + Math.Cos(t));
                    return x > 0 && t > x ? Math.Sqrt(x) * wave : wave;
                }
            }
            """),
        "cs");
}
