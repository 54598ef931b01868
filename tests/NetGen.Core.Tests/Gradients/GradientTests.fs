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

/// Where maxima tie and places of kinks are hit there are no differences, but a convention: the tape's.
[<Theory>]
[<MemberData(nameof names)>]
let ``where values tie the gradient is that of the tape`` (name: string) =
    let row = ProgramsTests.row name
    let derived = Derived.derive (Check.Written row.Padded) row.Program

    for seed in 1..3 do
        let values = Values.tied seed 3 row.Program
        Assert.Equal(None, Derived.exact 3 values derived)
        Assert.Equal(None, Derived.meaning 3 values derived)

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

[<Fact>]
let ``a program may hold what remains of an earlier gradient`` () =
    let report =
        Derived.derive (Check.Written Set.empty) Derived.remains
        |> Derived.report 1 1 Differences.everyElement

    Assert.Equal(None, report.Failure)
