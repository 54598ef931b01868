namespace NetGen.Core.Tests

open System
open System.Reflection
open System.Threading
open FsCheck.Xunit
open Xunit
open Xunit.Abstractions
open Xunit.Sdk

/// Not public, so that only the test below runs them.
type internal Broken() =
    [<Property(Replay = "13,27,40")>]
    member _.``every number is below five``(x: int) = x < 5

    [<Property(Replay = "13,27,40")>]
    member _.``every number is a number``(x: int) = x = x

module PropertyTests =
    /// Runs a property as xunit does: how many failed, and what they said.
    let private run name =
        let messages = ResizeArray<string>()

        let bus =
            { new IMessageBus with
                member _.QueueMessage message =
                    match message with
                    | :? ITestFailed as failed -> messages.AddRange failed.Messages
                    | _ -> ()

                    true

                member _.Dispose() = ()
            }

        let broken = typeof<Broken>
        let everything = BindingFlags.Instance ||| BindingFlags.Public ||| BindingFlags.NonPublic
        let method = nonNull (broken.GetMethod(name, everything))
        let assembly = TestAssembly(Reflector.Wrap broken.Assembly)
        let collection = TestCollection(assembly, null, "")
        let testClass = TestClass(collection, Reflector.Wrap broken)
        let sink = new NullMessageSink()

        use case =
            new PropertyTestCase(
                sink,
                TestMethodDisplay.Method,
                TestMethodDisplayOptions.None,
                TestMethod(testClass, Reflector.Wrap method)
            )

        use cancel = new CancellationTokenSource()
        let summary = case.RunAsync(sink, bus, [||], ExceptionAggregator(), cancel).Result
        summary.Failed, String.Join("\n", messages)

    [<Fact>]
    let ``a property that does not hold fails, shrunk, with what replays it`` () =
        let failed, message = run "every number is below five"
        Assert.Equal(1, failed)
        Assert.Contains("Falsifiable", message, StringComparison.Ordinal)
        Assert.Contains("Shrunk:\n5", message.Replace("\r", ""), StringComparison.Ordinal)
        Assert.Contains("(13,27)", message, StringComparison.Ordinal)

    [<Fact>]
    let ``a property that holds passes`` () = Assert.Equal((0, ""), run "every number is a number")

    [<Property(MaxTest = 20, StartSize = 7, EndSize = 7)>]
    let ``sizes run from the first to the last`` (xs: int list) = xs.Length <= 7

type PropertyOfAnInstanceTests(output: ITestOutputHelper) =
    let mutable runs = 0

    [<Property(MaxTest = 23, QuietOnSuccess = true)>]
    member _.``a property runs as often as it says, on one instance, with its output``(x: int) =
        runs <- runs + 1
        output.WriteLine("{0}", x)

    interface IDisposable with
        member _.Dispose() = Assert.Equal(23, runs)
