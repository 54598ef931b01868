using Microsoft.CodeAnalysis;
using NetGen.Core;
using NetGen.Generator;
using NetGen.Tests.Roslyn;
using Xunit;
using Diagnostic = Microsoft.CodeAnalysis.Diagnostic;

namespace NetGen.Tests;

public class FaultTests
{
    private static Output Fails(Spec spec) =>
        spec.Class == "Bad" ? throw new InvalidOperationException("Index i\r\nis unbound.") : Compiler.compile(spec);

    [Fact]
    public void A_fault_of_the_compiler_is_reported_and_leaves_other_networks_alone()
    {
        UserProject project = UserProject.Of(
            """
            using NetGen;
            namespace Shop;
            [Network(2), Dense(1), MeanSquaredError] partial class Bad;
            [Network(2), Dense(1), MeanSquaredError] partial class Good;
            """) with
        { Generator = new(Fails) };

        Generated generated = project.Generate();

        Diagnostic fault = Assert.Single(generated.Result.Diagnostics);
        Assert.Equal(("NG9999", DiagnosticSeverity.Error), (fault.Id, fault.Severity));
        Assert.Contains("Index i", fault.GetMessage(null), StringComparison.Ordinal);
        Assert.Equal(2, generated.Result.GeneratedTrees.Length);
        Assert.Empty(generated.Compilation.GetDiagnostics());
        Assert.Contains(generated.Texts, text => text.Contains("// Bad could not be compiled", StringComparison.Ordinal));
        Assert.Contains(generated.Texts, text => text.Contains("partial class Good", StringComparison.Ordinal));
    }
}
