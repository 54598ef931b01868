namespace NetGen.Core.Tests.Programs

open NetGen.Core
open NetGen.Core.Write

/// A program that everything is tried on. Its result is the tensor loss, which has no index.
type Row =
    {
        Name: string
        Program: Program
        /// (T, U): the equation for T reads beyond U's border, or between its elements, on purpose.
        Padded: Set<Name * Name>
        /// Whether it is smooth almost everywhere only: relu, maxima, |x|.
        Kinks: bool
    }

    /// What xunit shows.
    override row.ToString() = row.Name

/// Tensors and equations, put together with others to a program.
type Part = { Given: Tensor list; Equations: Equation list }


module Notation =
    let at name places = read (Given name) places
    let define name indices body = equation (Given name) indices body
    let input name indices = input (Given name) indices
    let parameter name indices = parameter (Given name) indices
    let data domain name indices = data domain (Given name) indices

    let part tensors equations = { Given = tensors; Equations = equations }

    let also a b = part (a.Given @ b.Given) (a.Equations @ b.Equations)

    /// 1/N · body
    let perSample body = body / Count Batch

    /// Σ over all elements of y, weighted at random: the loss of a program that has none.
    let weighed y program =
        let indices = (program.Equations |> List.find (fun e -> e.Target = Given y)).Indices
        let places = indices |> List.map (!)

        part [ data Real "R" indices ] [ define "loss" [] (sum indices (at "R" places * at y places)) ]
        |> also program

    let row name padded kinks program =
        {
            Name = name
            Program = { Tensors = program.Given; Equations = program.Equations; Results = [ Given "loss" ] }
            Padded = padded |> List.map (fun (reader, read) -> Given reader, Given read) |> Set.ofList
            Kinks = kinks
        }

    let smooth name program = row name [] false program

/// Values that a program's tensors may have, by what is known of them.
module Values =
    let extent batch (i: Index) =
        match i.Extent with
        | Fixed k -> k
        | Batch -> batch

    let size batch (indices: Index list) = indices |> List.fold (fun size i -> size * extent batch i) 1

    /// Values of all tensors, with those of inputs, parameters and plain data by `number`.
    let private fillBy (number: System.Random -> float) (seed: int) batch (program: Program) : Map<Name, float[]> =
        let random = System.Random seed

        let value (tensor: Tensor) =
            let uniform _ = number random
            let size = size batch tensor.Indices

            match tensor.Kind with
            | Input
            | Parameter
            | Data Real -> Array.init size uniform
            | Data(Below bound) ->
                let bound = extent batch { Name = ""; Extent = bound }
                Array.init size (fun _ -> float (random.Next bound))
            | Data Distribution ->
                Array.init size (fun _ -> random.NextDouble())
                |> Array.chunkBySize (extent batch (List.last tensor.Indices))
                |> Array.collect (fun row -> row |> Array.map (fun x -> x / Array.sum row))

        program.Tensors |> List.map (fun t -> t.Name, value t) |> Map.ofList

    /// The same seed gives the same values.
    let fill seed batch program = fillBy (fun random -> random.NextDouble() * 2.0 - 1.0) seed batch program

    /// Few different values, so that maxima tie and much is 0.
    let tied seed batch program = fillBy (fun random -> float (random.Next 3) / 2.0) seed batch program
