// The part of FsCheck.Xunit that our tests use, for as long as that package does not restore with xunit 2.9 here.
// Adding the package means deleting this file.
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace FsCheck.Xunit;

/// <summary>Runs the method as a property: FsCheck makes its arguments, and shrinks those that fail.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("FsCheck.Xunit.PropertyDiscoverer", "StandIns")]
public sealed class PropertyAttribute : FactAttribute
{
    /// <summary>How many tests are run.</summary>
    public int MaxTest { get; set; } = 100;

    /// <summary>How many are run where the environment says <c>NETGEN_TESTS=nightly</c>; 0: as many as ever.</summary>
    public int NightlyMaxTest { get; set; }

    /// <summary>The size of the first test.</summary>
    public int StartSize { get; set; } = 1;

    /// <summary>The size of the last test; in between it grows linearly.</summary>
    public int EndSize { get; set; } = 100;

    /// <summary>Types whose static members make arguments; the first of two for the same type counts.</summary>
    public Type[] Arbitrary { get; set; } = [];

    /// <summary>What a failure printed, to run it again: "seed,gamma,size" or "seed,gamma".</summary>
    public string? Replay { get; set; }

    /// <summary>Prints nothing when the property holds.</summary>
    public bool QuietOnSuccess { get; set; }

    internal Config ToConfig()
    {
        bool nightly = Environment.GetEnvironmentVariable("NETGEN_TESTS") == "nightly";

        return Config.QuickThrowOnFailure
            .WithMaxTest(nightly && NightlyMaxTest > 0 ? NightlyMaxTest : MaxTest)
            .WithStartSize(StartSize)
            .WithEndSize(EndSize)
            .WithArbitrary(ListModule.OfSeq(Arbitrary))
            .WithQuietOnSuccess(QuietOnSuccess)
            .WithReplay(string.IsNullOrEmpty(Replay) ? null : Parse(Replay));
    }

    private static FSharpOption<Replay> Parse(string replay)
    {
        ulong[] parts = Array.ConvertAll(
            replay.Split(',', '(', ')').Where(part => part.Trim().Length > 0).ToArray(),
            part => ulong.Parse(part, CultureInfo.InvariantCulture));

        return FSharpOption<Replay>.Some(new Replay(
            new Rnd(parts[0], parts[1]),
            parts.Length > 2 ? FSharpOption<int>.Some((int)parts[2]) : null));
    }
}

/// <summary>Makes a <see cref="PropertyTestCase"/> of every method that is a property.</summary>
public sealed class PropertyDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    /// <inheritdoc/>
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        [new PropertyTestCase(
            diagnostics,
            discoveryOptions.MethodDisplayOrDefault(),
            discoveryOptions.MethodDisplayOptionsOrDefault(),
            testMethod)];
}

/// <summary>A test case whose method FsCheck calls, any number of times.</summary>
public sealed class PropertyTestCase : XunitTestCase
{
    /// <summary>For xunit, which fills it in.</summary>
    [Obsolete("Called by xunit when it deserialises")]
    public PropertyTestCase()
    {
    }

    /// <summary>The case of one method.</summary>
    public PropertyTestCase(
        IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(diagnostics, display, options, method)
    {
    }

    /// <inheritdoc/>
    public override Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink,
        IMessageBus messageBus,
        object[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource) =>
        new CaseRunner(
            this, DisplayName, SkipReason, constructorArguments, [], messageBus, aggregator, cancellationTokenSource)
            .RunAsync();

    private sealed class CaseRunner(
        IXunitTestCase testCase, string name, string skip, object[] constructor, object[] arguments,
        IMessageBus bus, ExceptionAggregator aggregator, CancellationTokenSource cancel)
        : XunitTestCaseRunner(testCase, name, skip, constructor, arguments, bus, aggregator, cancel)
    {
        protected override XunitTestRunner CreateTestRunner(
            ITest test, IMessageBus messageBus, Type testClass, object[] constructorArguments,
            System.Reflection.MethodInfo testMethod, object[] testMethodArguments, string skipReason,
            IReadOnlyList<BeforeAfterTestAttribute> beforeAfterAttributes,
            ExceptionAggregator aggregator, CancellationTokenSource cancellationTokenSource) =>
            new TestRunner(
                test, messageBus, testClass, constructorArguments, testMethod, testMethodArguments, skipReason,
                beforeAfterAttributes, aggregator, cancellationTokenSource);
    }

    private sealed class TestRunner(
        ITest test, IMessageBus bus, Type type, object[] constructor, System.Reflection.MethodInfo method,
        object[] arguments, string skip, IReadOnlyList<BeforeAfterTestAttribute> around,
        ExceptionAggregator aggregator, CancellationTokenSource cancel)
        : XunitTestRunner(test, bus, type, constructor, method, arguments, skip, around, aggregator, cancel)
    {
        protected override Task<decimal> InvokeTestMethodAsync(ExceptionAggregator aggregator) =>
            new Invoker(
                Test, MessageBus, TestClass, ConstructorArguments, TestMethod, TestMethodArguments,
                BeforeAfterAttributes, aggregator, CancellationTokenSource)
                .RunAsync();
    }

    private sealed class Invoker(
        ITest test, IMessageBus bus, Type type, object[] constructor, System.Reflection.MethodInfo method,
        object[] arguments, IReadOnlyList<BeforeAfterTestAttribute> around,
        ExceptionAggregator aggregator, CancellationTokenSource cancel)
        : XunitTestInvoker(test, bus, type, constructor, method, arguments, around, aggregator, cancel)
    {
        protected override async Task<decimal> InvokeTestMethodAsync(object testClassInstance)
        {
            var property = (PropertyAttribute)TestMethod.GetCustomAttributes(typeof(PropertyAttribute), false)[0];

            await Aggregator.RunAsync(() => Timer.AggregateAsync(() =>
            {
                Check.Method(property.ToConfig(), TestMethod, FSharpOption<object>.Some(testClassInstance));
                return Task.CompletedTask;
            })).ConfigureAwait(true);

            return Timer.Total;
        }
    }
}
