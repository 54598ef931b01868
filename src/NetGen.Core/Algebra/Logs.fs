/// Logarithms of probabilities: log p is never computed where the algebra can avoid it, so nothing overflows.
module NetGen.Core.Logs

open Walk

/// The body of an equation read at places; an index read from data may stand only for a bare index.
let private readAt (e: Equation) places =
    let through =
        List.zip e.Indices places
        |> List.choose (fun (i, p) ->
            match p with
            | Through _ -> Some(i, p)
            | At _ -> None)
        |> Map.ofList

    let direct =
        List.zip e.Indices places
        |> List.choose (fun (i, p) ->
            match p with
            | At a -> Some(i, a)
            | Through _ -> None)
        |> Map.ofList

    let replace i = Map.tryFind i direct
    let isPlain a = Affine.indices a |> List.forall (fun i -> not (through.ContainsKey i))

    let rec placeAt p =
        match p with
        | At(Affine.Bare i) when through.ContainsKey i -> Some through[i]
        | At a when isPlain a -> Some(At(Affine.substitute replace a))
        | _ -> None

    let all bodies =
        if List.forall Option.isSome bodies then
            Some(List.map Option.get bodies)
        else
            None

    let rec go body =
        match body with
        | Number _
        | Count _ -> Some body
        | Read(name, places) -> places |> List.map placeAt |> all |> Option.map (fun places -> Read(name, places))
        | Apply(f, bodies) -> bodies |> List.map go |> all |> Option.map (fun bodies -> Apply(f, bodies))
        | Add bodies -> bodies |> List.map go |> all |> Option.map Add
        | Multiply bodies -> bodies |> List.map go |> all |> Option.map Multiply
        | _ -> if through.IsEmpty then Some(substitute direct body) else None

    go e.Body

/// log of exp, of sigmoid, of 1 − sigmoid: definitions are looked up so that the identities see them; only what
/// removed the log is kept.
let expose (facts: Facts) (program: Program) =
    let definitions = program.Equations |> List.map (fun e -> e.Target, e) |> Map.ofList

    let rec lookBack depth =
        map (fun body ->
            match body with
            | Read(name, places) ->
                match Map.tryFind name definitions with
                | Some({ Body = Apply(("exp" | "sigmoid"), _) } as e) -> readAt e places |> Option.defaultValue body
                | Some e when depth > 0 && isPointwise e.Body && not (Set.isEmpty (free e.Body)) ->
                    match readAt e places with
                    | Some found -> lookBack (depth - 1) found
                    | None -> body
                | _ -> body
            | _ -> body)

    let rec hasLog body =
        match body with
        | Apply("log", _) -> true
        | Apply(_, bodies)
        | Add bodies
        | Multiply bodies -> List.exists hasLog bodies
        | Select(_, yes, no) -> hasLog yes || hasLog no
        | Reduce(_, _, body) -> hasLog body
        | _ -> false

    let change =
        map (fun body ->
            match body with
            | Apply("log", [ x ]) ->
                let exposed = Gather.normal facts (Apply("log", [ Gather.normal facts (lookBack 2 x) ]))
                if hasLog exposed then body else exposed
            | _ -> body)

    { program with
        Equations = program.Equations |> List.map (fun e -> { e with Body = change e.Body })
    }
