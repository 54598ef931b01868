using Microsoft.CodeAnalysis;
using NetGen.Tests.Roslyn;
using Xunit;

namespace NetGen.Tests.Reporting;

public class ReportingTests
{
    public static TheoryData<string> Errors => [.. Rows.Errors.Select(row => row.Source)];

    [Theory]
    [MemberData(nameof(Errors))]
    public Task Each_error_is_reported_once_and_at_its_cause(string source) =>
        Rows.Errors.Single(row => row.Source == source).AssertAsync(OptimizationLevel.Release);

    [Fact]
    public Task A_debug_build_is_told_that_kernels_run_unoptimised() =>
        Assert.Single(Rows.Debug).AssertAsync(OptimizationLevel.Debug);

    [Fact]
    public async Task In_a_debug_build_each_network_is_told_once()
    {
        UserProject project = UserProject.Of(
            """
            using NetGen;
            [Network(2), Dense(1), MeanSquaredError] partial class A;
            partial class A { }
            [Network(2), Dense(1), MeanSquaredError] partial class B;
            [Network(2), Dense(1)] partial class C;
            """) with
        { Optimization = OptimizationLevel.Debug };

        Assert.Equal(["NG0029", "NG0029", "NG0021"], (await project.AnalyzeAsync()).Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public async Task Several_faults_are_reported_together()
    {
        UserProject project = UserProject.Of(
            """
            using NetGen;
            [Network(0), Dense(-3), LeakyReLU(-1), CrossEntropy, Huber]
            class Net;
            """);

        Assert.Equal(["NG0008", "NG0018", "NG0018", "NG0022", "NG0001"], (await project.AnalyzeAsync()).Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public void Code_that_uses_a_wrong_declaration_compiles() =>
        Assert.Empty(
            UserProject.Of(
                """
                using NetGen;
                [Network(4, 2), LSTM(8, ReturnSequences = true, L2 = 0.1), BatchNorm, Dropout(2), Dense(3), Softmax, CrossEntropy]
                partial class Net;
                static class User
                {
                    static float Use(Net net, Net.Stream other, float[] x, float[] y)
                    {
                        net.NoiseSeed = 3;
                        net.Step++;
                        net.State.Clear();
                        net.LSTM1InputWeights.Clear();
                        Net.Stream stream = net.OpenStream();
                        stream.Next(x, y);
                        stream.CopyFrom(other);
                        stream.Reset();
                        stream.State.Clear();
                        return net.Penalty() + Net.StateCount + Net.ClassCount + Net.LabelsPerSample + Net.Stream.InputSize;
                    }
                }
                """).Generate().Compilation.GetDiagnostics());

    [Theory]
    [MemberData(nameof(Errors))]
    public void A_wrong_declaration_gives_no_further_errors_of_the_compiler(string source)
    {
        string text = source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

        // A missing 'partial' and a misspelt attribute are known to the compiler, too.
        Assert.DoesNotContain(
            UserProject.Of(text).Generate().Compilation.GetDiagnostics(),
            diagnostic => diagnostic.Id is not ("CS0260" or "CS0246"));
    }

    [Theory]
    [InlineData("[Network(2), Dense(\"one\"), MeanSquaredError] partial class Net;")]
    [InlineData("[Network(2.5), Dense(1), MeanSquaredError] partial class Net;")]
    [InlineData("[Network(2), Dense(1), Obsolte, MeanSquaredError] partial class Net;")]
    public async Task What_the_compiler_reports_is_not_reported_again(string declaration)
    {
        UserProject project = UserProject.Of($"using NetGen; {declaration}");

        Assert.Contains(project.Compilation().GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Empty(await project.AnalyzeAsync());
    }

    [Theory]
    [InlineData("struct")]
    [InlineData("record struct")]
    [InlineData("interface")]
    public async Task What_is_no_class_is_left_to_the_compiler(string kind)
    {
        UserProject project = UserProject.Of($"using NetGen; [Network(2), Dense(1), MeanSquaredError] partial {kind} Net;");

        Assert.Equal(["CS0592"], project.Generate().Compilation.GetDiagnostics().Select(diagnostic => diagnostic.Id).Distinct());
        Assert.Empty(await project.AnalyzeAsync());
    }

    [Fact]
    public async Task A_nested_network_is_no_error() =>
        Assert.Empty(await UserProject.Of(
            "using NetGen; public partial struct A { partial interface B { [Network(2), Dense(1), MeanSquaredError] partial class Net; } }").AnalyzeAsync());
}
