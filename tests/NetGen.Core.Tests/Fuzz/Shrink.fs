/// Smaller programs that are still programs: equations dropped, bodies simplified, extents shortened.
module NetGen.Core.Tests.Fuzz.Shrink

open NetGen.Core

/// Each way to make one element of a list smaller.
let private each (smaller: 'a -> 'a seq) (elements: 'a list) : 'a list seq =
    seq {
        for k in 0 .. elements.Length - 1 do
            for element in smaller elements[k] do
                List.updateAt k element elements
    }

let private without (elements: 'a list) : 'a list seq =
    seq { for k in 0 .. elements.Length - 1 -> List.removeAt k elements }

let private atZero indices body =
    Walk.substitute (indices |> List.map (fun i -> i, Affine.constant 0) |> Map.ofList) body

let private place value =
    match value with
    | At(Affine.Bare _)
    | At { Terms = [] } -> Seq.empty
    | At a ->
        seq {
            At(Affine.constant 0)

            for i in Affine.indices a do
                if i.Extent <> Batch then
                    At(Affine.index i)
        }
    | Through _ -> Seq.singleton (At(Affine.constant 0))

let rec private body value : Body seq =
    seq {
        match value with
        | Number _
        | Count _
        | Value _ -> ()
        | Read(name, places) ->
            yield Number 0.5
            yield! each place places |> Seq.map (fun places -> Read(name, places))
        | Apply(f, arguments) ->
            yield! arguments
            yield! each body arguments |> Seq.map (fun arguments -> Apply(f, arguments))
        | Add terms ->
            yield! terms
            yield! each body terms |> Seq.map Add
        | Multiply factors ->
            yield! factors
            yield! each body factors |> Seq.map Multiply
        | Select(conditions, yes, no) ->
            yield yes
            yield no

            if conditions.Length > 1 then
                yield! without conditions |> Seq.map (fun conditions -> Select(conditions, yes, no))

            yield! body yes |> Seq.map (fun yes -> Select(conditions, yes, no))
            yield! body no |> Seq.map (fun no -> Select(conditions, yes, no))
        | Reduce(reduction, indices, inner) ->
            if indices |> List.forall (fun i -> i.Extent <> Batch) then
                yield atZero indices inner

            for index in indices do
                if indices.Length > 1 && index.Extent <> Batch then
                    yield Reduce(reduction, List.except [ index ] indices, atZero [ index ] inner)

            if reduction <> Sum then
                yield Reduce(Sum, indices, inner)

            yield! body inner |> Seq.map (fun inner -> Reduce(reduction, indices, inner))
    }

/// Drops an equation; what reads it reads a number.
let private dropped (sample: Sample) (equation: Equation) =
    let replace =
        Walk.map (fun body ->
            match body with
            | Read(name, _) when name = equation.Target -> Number 0.5
            | _ -> body)

    { sample with
        Equations = sample.Equations |> List.except [ equation ] |> List.map (fun e -> { e with Body = replace e.Body })
    }

/// Drops an index of a target, everywhere.
let private narrowed (sample: Sample) (equation: Equation) axis =
    let rec placeOf value =
        match value with
        | At _ -> value
        | Through(name, places) -> Through(name, List.map placeOf places)

    let narrow =
        Walk.map (fun body ->
            match body with
            | Read(name, places) when name = equation.Target ->
                Read(name, List.removeAt axis (List.map placeOf places))
            | _ -> body)

    { sample with
        Equations =
            sample.Equations
            |> List.map (fun e ->
                if e.Target = equation.Target then
                    { e with
                        Indices = List.removeAt axis e.Indices
                        Body = narrow (atZero [ e.Indices[axis] ] e.Body)
                    }
                else
                    { e with Body = narrow e.Body })
    }

/// Shortens an index of a target by one.
let private shortened (equation: Equation) axis =
    match equation.Indices[axis] with
    | { Extent = Fixed extent } as index when extent > 1 ->
        let shorter = { index with Extent = Fixed(extent - 1) }

        Some
            { equation with
                Indices = List.updateAt axis shorter equation.Indices
                Body = Walk.rename [ index, shorter ] equation.Body
            }
    | _ -> None

let sample (sample: Sample) : Sample seq =
    let replaced (equation: Equation) =
        { sample with
            Equations = sample.Equations |> List.map (fun e -> if e.Target = equation.Target then equation else e)
        }

    seq {
        for equation in sample.Equations do
            dropped sample equation

        for equation in sample.Equations do
            for axis in 0 .. equation.Indices.Length - 1 do
                if equation.Indices[axis].Extent <> Batch then
                    narrowed sample equation axis

        for equation in sample.Equations do
            for body in body equation.Body do
                replaced { equation with Body = body }

        for equation in sample.Equations do
            for axis in 0 .. equation.Indices.Length - 1 do
                match shortened equation axis with
                | Some equation -> replaced equation
                | None -> ()
    }
    |> Seq.map Sample.tidy
    |> Seq.filter Sample.valid
