namespace NetGen.Core.Faults

open System
open NetGen.Core
open NetGen.Core.Faults.Trial
open Xunit
open Xunit.Abstractions

/// Negative controls. A proof that holds while a mutant is awake proves nothing.
type FaultTests(output: ITestOutputHelper) =
    static let trial = lazy Trial 60

    /// NETGEN_MUTANTS=each asks every check for its verdict, which takes some minutes; else the first one is enough.
    static let isThorough = Environment.GetEnvironmentVariable "NETGEN_MUTANTS" = "each"

    static let verdicts =
        lazy
            [
                for k, mutant in Array.indexed Planted.all do
                    let effort =
                        if isThorough then Each 12
                        elif (Equivalents.why mutant).IsSome then FirstOf 12
                        else First

                    trial.Value.Try effort k
            ]

    [<Fact>]
    member _.``nothing fails while all mutants sleep``() = Assert.Empty trial.Value.Broken

    [<Fact>]
    member _.``every rule of differentiation, every slope and every scalar function has mutants``() =
        let rules = Planted.all |> Array.map _.Rule |> Set.ofArray
        let functions = Scalar.functions |> Map.toList |> List.map fst |> Set.ofList
        Assert.Empty(Set.difference functions rules)

        for case in [ "Read"; "Add"; "Multiply"; "Apply"; "Select"; "Reduce(Sum"; "Reduce(LogSumExp"; "Reduce(Max" ] do
            Assert.Contains(rules, fun rule -> rule.StartsWith("push: " + case))

    [<Fact>]
    member _.``every mutant is caught, but for those that compute the same``() =
        output.WriteLine(Table.ofRules verdicts.Value)
        output.WriteLine ""
        output.WriteLine(Table.ofMutants verdicts.Value)

        let survived =
            verdicts.Value |> List.filter (fun v -> v.CaughtBy.IsEmpty && (Equivalents.why v.Mutant).IsNone)

        Assert.True(survived.IsEmpty, "Not caught:\n" + Table.ofMutants survived)

    [<Fact>]
    member _.``what is said to compute the same is there, and is not caught``() =
        for equivalent in Equivalents.all do
            let verdict =
                verdicts.Value
                |> List.tryFind (fun v ->
                    (v.Mutant.File, v.Mutant.Source, v.Mutant.Right, v.Mutant.Wrong) =
                        (equivalent.File, equivalent.Source, equivalent.Right, equivalent.Wrong))

            match verdict with
            | None -> Assert.Fail(sprintf "There is no such mutant: %A" equivalent)
            | Some v -> Assert.True(v.CaughtBy.IsEmpty, sprintf "%A catches %A" v.First equivalent)
