/// A program run in the order that is found for it.
module NetGen.Core.Tests.Programs.Steps

open NetGen.Core

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
