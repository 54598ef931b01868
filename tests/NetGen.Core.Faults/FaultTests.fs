namespace NetGen.Core.Faults

open NetGen.Core
open NetGen.Core.Tests.Fuzz
open NetGen.Core.Tests.Gradients
open NetGen.Core.Tests.Programs
open Xunit
open Xunit.Abstractions

/// Negative controls. A proof that holds while a fault is awake proves nothing.
type FaultTests(output: ITestOutputHelper) =
    // Made while the faults sleep: some would change what an author writes.
    static let samples =
        Seq.initInfinite Chance.sample |> Seq.filter Sample.valid |> Seq.truncate 400 |> Array.ofSeq

    /// Whether the proof of a gradient fails, by what it finds or by what a check between stages says.
    let fails stage program =
        try
            (Derived.derive stage program |> Derived.report 2 5 Differences.few).Failure.IsSome
        with _ ->
            true

    let failsSample (sample: Sample) = fails Check.Differentiated sample.Program

    static member Faults = Planted.all |> List.map (fun name -> [| box name |])

    [<Fact>]
    member _.``there are at least twelve faults``() = Assert.True(Planted.all.Length >= 12)

    [<Fact>]
    member _.``nothing fails while all faults sleep``() =
        Assert.Empty(Programs.all |> List.filter (fun row -> fails (Check.Written row.Padded) row.Program))
        Assert.Empty(samples |> Seq.truncate 100 |> Seq.filter failsSample)

    [<Theory>]
    [<MemberData(nameof FaultTests.Faults)>]
    member _.``a fault in the rule is caught by random programs``(name: string) =
        Planted.awake <- name

        try
            match samples |> Array.tryFindIndex failsSample with
            | Some k -> output.WriteLine("caught by random program {0}", k + 1)
            | None -> Assert.Fail "no random program catches it"
        finally
            Planted.awake <- ""
