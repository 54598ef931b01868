/// How the tensors of a network over sequences depend on the time.
module internal NetGen.Core.OverTime

open Write

/// How a tensor depends on the time.
type Role =
    /// The time is its index at that position.
    | Timed of int
    /// It belongs to the step that is the last one so far.
    | Present
    /// It does not depend on the inputs.
    | Constant

/// The index of an equation that a place moves with, step by step.
let private timeOf (e: Equation) place =
    match place with
    | At a when a.Divisor = 1 -> e.Indices |> List.tryFindIndex (fun i -> i.Extent <> Batch && Affine.factorOf i a = 1)
    | _ -> None

/// The roles of all tensors: known of the inputs, carried along the reads.
let ofProgram (program: Program) (given: Map<Name, Role>) =
    let isEquation name = program.Equations |> List.exists (fun e -> e.Target = name)

    let role (known: Map<Name, Role>) (e: Equation) =
        let reads = Walk.reads e.Body |> List.filter (fun (name, _) -> name <> e.Target)

        let times =
            reads
            |> List.choose (fun (name, places) ->
                match known.TryFind name with
                | Some(Timed p) -> timeOf e places[p]
                | _ -> None)

        match times with
        | position :: _ -> Some(Timed position)
        | [] when reads |> List.forall (fun (name, _) -> known.ContainsKey name) ->
            let isConstant = reads |> List.forall (fun (name, _) -> known[name] = Constant)
            Some(if isConstant then Constant else Present)
        | [] -> None

    let rec settle (known: Map<Name, Role>) =
        let next =
            (known, program.Equations)
            ||> List.fold (fun known e ->
                match known.ContainsKey e.Target, role known e with
                | false, Some role -> Map.add e.Target role known
                | _ -> known)

        if next.Count = known.Count then known else settle next

    /// What is the same for all inputs, but not at all steps: positions.
    let promote (known: Map<Name, Role>) =
        (known, program.Equations)
        ||> List.fold (fun known e ->
            match known.TryFind e.Target with
            | Some(Timed position) ->
                (known, Walk.reads e.Body)
                ||> List.fold (fun known (name, places) ->
                    let axis = places |> List.tryFindIndex ((=) (At(!e.Indices[position])))

                    match known.TryFind name, axis with
                    | Some Constant, Some axis when isEquation name -> Map.add name (Timed axis) known
                    | _ -> known)
            | _ -> known)

    let rec promoteAll known =
        let next = promote known
        if next = known then known else promoteAll next

    promoteAll (settle given)
