module NetGen.Core.Tests.Programs.ProgramsTests

open NetGen.Core
open Xunit

/// The elements that each step computes, in the order of the steps.
let elements batch (steps: Sequence.Step list) : (Name * int) seq =
    let extents (equation: Equation) = equation.Indices |> List.map (Values.extent batch)
    let all (equation: Equation) = seq { 0 .. Values.size batch equation.Indices - 1 }

    let atTime (equation: Equation, position) time =
        let extents = extents equation
        let inner = extents |> List.skip (position + 1) |> List.fold (*) 1

        all equation
        |> Seq.filter (fun k -> k / inner % extents[position] = time)
        |> Seq.map (fun k -> equation.Target, k)

    steps
    |> Seq.collect (fun step ->
        match step with
        | Sequence.Whole equation -> all equation |> Seq.map (fun k -> equation.Target, k)
        | Sequence.Loop(direction, extent, equations) ->
            let steps = Values.extent batch { Name = ""; Extent = extent }

            let times =
                match direction with
                | Sequence.Forward -> [ 0 .. steps - 1 ]
                | Sequence.Backward -> [ steps - 1 .. -1 .. 0 ]

            seq {
                for time in times do
                    for equation in equations do
                        yield! atTime equation time
            })

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
        machine.Run(elements 3 steps)
        Assert.Equal<float[] list>(onDemand, program.Equations |> List.map (fun e -> machine.Tensor e.Target))
