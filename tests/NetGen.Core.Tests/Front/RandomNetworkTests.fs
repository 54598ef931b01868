module NetGen.Core.Tests.RandomNetworkTests

open FsCheck.Xunit
open NetGen.Core
open NetGen.Core.Tests.Specs
open Xunit

/// Networks tried, and those of them all of whose data lay close to a kink.
let mutable private tried = 0

let mutable private skipped = 0

/// GELU before a rectifier sends every large negative number to the kink: such a network proves nothing, but few may.
let private skip () =
    skipped <- skipped + 1

    if skipped > 3 + tried / 50 then
        failwith "All data of more than one network in fifty lie close to a kink."

let private check precision spec batch seed =
    let trial = Trial.make precision spec
    tried <- tried + 1

    match Trial.away trial.Model batch seed with
    | None -> skip ()
    | Some data -> Trial.check trial [ seed ] data

[<Property(MaxTest = 100, NightlyMaxTest = 2000, Arbitrary = [| typeof<Networks.Arbitraries> |])>]
let ``a generated network in double precision has the reference's outputs, loss and gradient``
    (network: RandomNetwork)
    =
    check Double network.Spec network.Batch network.Seed

[<Property(MaxTest = 100, NightlyMaxTest = 2000, Arbitrary = [| typeof<Networks.Arbitraries> |])>]
let ``a generated network in single precision has the reference's outputs, loss and gradient``
    (network: RandomNetwork)
    =
    check Single network.Spec network.Batch network.Seed

let private checkGraph precision (graph: RandomGraph) =
    let spec = Graphs.spec graph

    try
        check precision spec graph.Batch graph.Seed
    with fault ->
        raise (System.InvalidOperationException(text spec + ": " + fault.Message, fault))

[<Property(MaxTest = 50, NightlyMaxTest = 1000, Arbitrary = [| typeof<Graphs.Arbitraries> |])>]
let ``joins, shared parameters and recurrence in double precision are the reference's`` graph = checkGraph Double graph

[<Property(MaxTest = 50, NightlyMaxTest = 1000, Arbitrary = [| typeof<Graphs.Arbitraries> |])>]
let ``joins, shared parameters and recurrence in single precision are the reference's`` graph = checkGraph Single graph

[<Fact>]
let ``random graphs have joins, shared parameters and recurrence, and shrink`` () =
    let graphs = FsCheck.Fluent.Gen.Sample(Graphs.Arbitraries.Graph().Generator, 50, 200)

    let share has =
        float (graphs |> Seq.filter (fun graph -> List.exists has (Graphs.spec graph).Layers) |> Seq.length)
        / float (Seq.length graphs)

    let isNamed name (attribute: Attribute) = attribute.Name = name
    Assert.True(share (fun a -> isNamed "Add" a || isNamed "Multiply" a || isNamed "Concat" a) > 0.5)
    Assert.True(share (fun a -> a.Named |> List.exists (fun (name, _) -> name = "Share")) > 0.05)
    Assert.True(share (fun a -> List.contains a.Name [ "RNN"; "LSTM"; "GRU" ]) > 0.25)

    for graph in graphs do
        for smaller in Graphs.Arbitraries.Graph().Shrinker graph do
            Assert.Empty(Compiler.diagnose (Graphs.spec smaller))
