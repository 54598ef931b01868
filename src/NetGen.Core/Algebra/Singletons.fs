/// Indices that have one place are no indices: a channel of a grey image, the samples of a batch of one.
module NetGen.Core.Singletons

/// The dimensions of tensors, by name and position, in which nothing is read but the only place.
let private droppable isOne first (program: Program) : Set<Name * int> =
    let shapes = Walk.shapes program

    let all =
        shapes
        |> Map.toList
        |> List.collect (fun (name, shape) ->
            shape |> List.indexed |> List.filter (snd >> isOne) |> List.map (fun (k, _) -> name, k))
        |> Set.ofList

    let elsewhere =
        program.Equations
        |> List.collect (fun e -> Walk.reads e.Body)
        |> List.collect (fun (name, places) ->
            places
            |> List.indexed
            |> List.filter (fun (_, at) -> Walk.substitutePlace first at <> At(Affine.constant 0))
            |> List.map (fun (k, _) -> name, k))
        |> Set.ofList

    Set.difference all elsewhere

/// The program without the dimensions in which `isOne` indices run, but for those that are read at other places too.
let private without isOne (program: Program) =
    let first i = if isOne i then Some(Affine.constant 0) else None
    let dropped = droppable isOne first program

    let others name items =
        items |> List.indexed |> List.filter (fun (k, _) -> not (dropped.Contains(name, k))) |> List.map snd

    let rec place bound at =
        match at with
        | At a -> At(Affine.substitute bound a)
        | Through(name, places) -> Through(name, others name places |> List.map (place bound))

    let equation (e: Equation) =
        let kept = others e.Target e.Indices
        let bound i = if List.contains i kept then None else first i
        let places name at = others name at |> List.map (place bound)

        let condition value =
            match value with
            | Same(name, at, a) -> Same(name, places name at, Affine.substitute bound a)
            | AtLeast(name, at, a) -> AtLeast(name, places name at, Affine.substitute bound a)
            | Inside(a, extent) when isOne { Name = ""; Extent = extent } -> Zero(Affine.substitute bound a)
            | Zero _
            | NotNegative _
            | Inside _ -> Walk.substituteCondition bound value

        let body =
            Walk.map (fun body ->
                match body with
                | Count extent when isOne { Name = ""; Extent = extent } -> Number 1.0
                | Value a -> Value(Affine.substitute bound a)
                | Read(name, at) -> Read(name, places name at)
                | Select(conditions, yes, no) -> Select(List.map condition conditions, yes, no)
                | Reduce(reduction, over, inner) ->
                    match reduction, over |> List.filter (isOne >> not) with
                    | First, [] -> Number 0.0
                    | _, [] -> inner
                    | _, over -> Reduce(reduction, over, inner)
                | Number _
                | Count _
                | Apply _
                | Add _
                | Multiply _ -> body)

        { e with Indices = kept; Body = body e.Body }

    { program with
        Tensors = program.Tensors |> List.map (fun t -> { t with Indices = others t.Name t.Indices })
        Equations = program.Equations |> List.map equation
    }

/// The program without indices of one place.
let drop program = without (fun i -> i.Extent = Fixed 1) program

/// The program for a batch of one sample, if no sample reads others.
let ofOneSample (program: Program) : Program option =
    let single = without (fun i -> i.Extent = Batch) program

    if Walk.shapes single |> Map.exists (fun _ shape -> shape |> List.exists (fun i -> i.Extent = Batch)) then
        None
    else
        Some single
