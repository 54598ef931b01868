module NetGen.Core.Tests.Programs.ProgramsTests

open NetGen.Core
open Xunit

let names = Programs.all |> List.map (fun row -> [| box row.Name |])
let row name = Programs.all |> List.find (fun row -> row.Name = name)

[<Fact>]
let ``names of programs are unique`` () =
    Assert.Equal<string list>(Programs.all |> List.map _.Name |> List.distinct, Programs.all |> List.map _.Name)

[<Theory>]
[<MemberData(nameof names)>]
let ``a program has the same meaning on demand as in the order that is found for it`` (name: string) =
    let program = (row name).Program
    let values = Values.fill 1 3 program
    let machine = Evaluate.Machine(program, 3, values)
    let onDemand = program.Equations |> List.map (fun e -> Array.copy (machine.Tensor e.Target))
    Assert.All(onDemand |> Seq.concat, (fun x -> Assert.False(System.Double.IsNaN x)))

    match Sequence.order program with
    | Error message -> Assert.Fail message
    | Ok steps ->
        machine.Run(Steps.elements 3 steps)
        Assert.Equal<float[] list>(onDemand, program.Equations |> List.map (fun e -> machine.Tensor e.Target))
