/// Windows over a border of zeros: where a sum reads outside a tensor, it reads a copy with the zeros around it, so that
/// nothing need be tested in its loops, and a tile can hold several of its places.
module NetGen.Core.Pad

/// How often a sum must read an element before a copy is worth its while.
[<Literal>]
let private Worth = 8

/// The part of a sum's terms that must be inside: those outside are computed for nothing.
[<Literal>]
let private Inside = 0.8

/// The share of a place's values, each index running over its extent, that are inside.
let private share n (a: Affine) =
    let values =
        ([ a.Constant, 1.0 ], a.Terms)
        ||> List.fold (fun values (i, k) ->
            [
                for value, times in values do
                    for at in 0 .. Cost.extent i - 1 do
                        value + k * at, times
            ]
            |> List.groupBy fst
            |> List.map (fun (value, group) -> value, List.sumBy snd group))

    let inside = values |> List.filter (fun (value, _) -> value >= 0 && value < n)
    List.sumBy snd inside / List.sumBy snd values

/// Elements before and behind each dimension that places reach, if all are whole numbers; None where nothing is outside.
let private borders (shape: Index list) (places: Place list) : (int * int) list option =
    let border (i: Index) at =
        match at, i.Extent with
        | At a, Fixed n when a.Divisor = 1 ->
            Affine.range a |> Option.map (fun (low, high) -> max 0 -low, max 0 (high - n + 1))
        | At(Affine.Bare j), Batch when j.Extent = Batch -> Some(0, 0)
        | _ -> None

    let found = List.map2 border shape places

    let isMostlyInside () =
        let shares =
            List.map2
                (fun (i: Index) at ->
                    match at, i.Extent with
                    | At a, Fixed n -> share n a
                    | _ -> 1.0)
                shape
                places

        List.fold (*) 1.0 shares >= Inside

    let reaches = List.exists (fun b -> b <> Some(0, 0)) found

    if List.forall Option.isSome found && reaches && isMostlyInside () then
        Some(List.map Option.get found)
    else
        None

/// The tensor with a border, as an equation, and the place in it of a place in the tensor.
let private padded (program: Program) name (shape: Index list) borders =
    let target = Part(name, Lift.firstFree program name)

    let indices =
        List.map2
            (fun i (low, high) ->
                match i.Extent with
                | Fixed n -> { i with Extent = Fixed(low + n + high) }
                | Batch -> i)
            shape
            borders

    let places = List.map2 (fun i (low, _) -> At(Affine.index i + -low)) indices borders
    { Target = target; Indices = indices; Body = Read(name, places) }

let private shift borders places =
    List.map2
        (fun (low, _) at ->
            match at with
            | At a -> At(a + low)
            | Through _ -> at)
        borders
        places

/// Of a sum, what it reads outside, with the borders.
let private outside (shapes: Map<Name, Index list>) (recurrent: Set<Name>) (e: Equation) =
    match e.Body with
    | Reduce(Sum, over, body) when not (recurrent.Contains e.Target) ->
        let size indices = indices |> List.fold (fun n i -> n * float (Cost.extent i)) 1.0
        let steps = size (e.Indices @ over)

        Walk.reads body
        |> List.distinct
        |> List.choose (fun (name, places) ->
            borders shapes[name] places
            |> Option.filter (fun _ -> steps >= float Worth * size shapes[name])
            |> Option.map (fun borders -> (name, places), borders))
    | _ -> []

/// The program with copies for the windows that reach over a border. In a loop over time what is outside is the past.
let windows (program: Program) (steps: Sequence.Step list) : Program =
    let recurrent =
        steps
        |> List.collect (fun step ->
            match step with
            | Sequence.Whole _ -> []
            | Sequence.Loop(_, _, equations) -> equations |> List.map (fun (e, _) -> e.Target))
        |> Set.ofList

    let shapes = Walk.shapes program

    let pad (program: Program, copies: Map<Name * (int * int) list, Equation>) (e: Equation) =
        let found = outside shapes recurrent e

        let program, copies =
            ((program, copies), found)
            ||> List.fold (fun (program, copies) ((name, _), borders) ->
                if copies.ContainsKey(name, borders) then
                    program, copies
                else
                    let copy = padded program name shapes[name] borders

                    { program with Equations = program.Equations @ [ copy ] }, Map.add (name, borders) copy copies)

        let moved = Map.ofList found

        let body =
            e.Body
            |> Walk.map (fun body ->
                match body with
                | Read(name, places) ->
                    match moved.TryFind(name, places) with
                    | Some borders -> Read(copies[name, borders].Target, shift borders places)
                    | None -> body
                | _ -> body)

        { e with Body = body }, (program, copies)

    let equations, (program, copies) = program.Equations |> List.mapFold pad (program, Map.empty)

    { program with Equations = equations @ (copies |> Map.toList |> List.map snd) }
