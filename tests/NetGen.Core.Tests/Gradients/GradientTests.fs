module NetGen.Core.Tests.Gradients.GradientTests

open NetGen.Core
open NetGen.Core.Tests.Programs
open Xunit

let names = ProgramsTests.names

[<Theory>]
[<MemberData(nameof names)>]
let ``the gradient of a program agrees with differences, element by element`` (name: string) =
    let row = ProgramsTests.row name

    let report =
        Derived.derive (Check.Written row.Padded) row.Program |> Derived.report 3 1 Differences.everyElement

    Assert.True(report.Failure.IsNone, Option.defaultValue "" report.Failure)
    Assert.True(report.Compared > 0)
    Assert.True((if row.Kinks then report.Kinks * 50 <= report.Compared else report.Kinks = 0), string report)

/// Programs without kinks, and what their first gradient is squared for.
let twice =
    [
        "dense", "x"
        "dense + tanh", "x"
        "dense + GELU", "W"
        "softmax alone", "x"
        "softmax + cross-entropy", "W"
        "convolution 3×3, stride 2, pad 1", "K"
        "RNN", "x"
        "RNN over sequences of different lengths", "U"
        "LSTM", "W"
        "causal attention", "Q"
        "layer norm", "x"
        "embedding", "E"
    ]
    |> List.map (fun (name, by) -> [| box name; box by |])

[<Theory>]
[<MemberData(nameof twice)>]
let ``a gradient can be differentiated again`` (name: string) (by: string) =
    let row = ProgramsTests.row name

    let report =
        Derived.derive (Check.Written row.Padded) row.Program
        |> Derived.squared [ Given by ]
        |> Derived.derive Check.Differentiated
        |> Derived.report 2 1 Differences.everyElement

    Assert.True(report.Failure.IsNone, Option.defaultValue "" report.Failure)
    Assert.True(report.Compared > 0)
    Assert.Equal(0, report.Kinks)
