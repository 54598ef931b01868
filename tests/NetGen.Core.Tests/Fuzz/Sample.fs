namespace NetGen.Core.Tests.Fuzz

open System
open NetGen.Core
open NetGen.Core.Write
open NetGen.Core.Tests.Programs

/// Equations at random over given tensors. Their loss is Σ tanh over all that they define.
[<StructuredFormatDisplay("{Text}")>]
type Sample =
    {
        Tensors: Tensor list
        Equations: Equation list
    }

    member sample.Program =
        let share (equation: Equation) =
            let own = tanh (Walk.own equation)
            if equation.Indices.IsEmpty then own else sum equation.Indices own

        {
            Tensors = sample.Tensors
            Equations = sample.Equations @ [ Notation.define "loss" [] (Add(sample.Equations |> List.map share)) ]
            Results = [ Given "loss" ]
        }

    /// What a failure shows.
    member sample.Text = Show.program sample.Program + "\n"

module Sample =
    let valid (sample: Sample) =
        not sample.Equations.IsEmpty && Check.check Check.Differentiated sample.Program |> List.isEmpty

    let rec private tidyPlace (extent: Extent) value =
        match value with
        | At a when Affine.range a |> Option.exists (fun _ -> a.Terms.IsEmpty) && extent <> Batch ->
            let inside = a.Divisor = 1 && Affine.surelyInside extent a
            if inside then value else At(Affine.constant 0)
        | At a ->
            match Affine.range a, extent with
            | Some(low, high), Fixed n when high < 0 || low > (n - 1) * a.Divisor -> At(Affine.constant 0)
            | _ -> value
        | Through _ -> value

    /// What the check calls pointless, and chance writes: reductions over what is not used, reads always outside.
    let tidy (sample: Sample) =
        let shapes = Walk.shapes sample.Program

        let body =
            Walk.map (fun body ->
                match body with
                | Read(name, places) ->
                    Read(name, List.map2 (fun (i: Index) place -> tidyPlace i.Extent place) shapes[name] places)
                | Reduce(reduction, indices, inner) ->
                    let used = Walk.free inner

                    match indices |> List.filter used.Contains with
                    | [] -> inner
                    | indices -> Reduce(reduction, indices, inner)
                | _ -> body)

        { sample with Equations = sample.Equations |> List.map (fun e -> { e with Body = body e.Body }) }
