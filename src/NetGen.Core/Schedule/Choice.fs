/// On which lanes a group of equations runs, from which layouts, in which tile.
module NetGen.Core.Choice

/// What the choice of lanes must know.
type Scene =
    {
        Shapes: Map<Name, Index list>
        /// How the samples of a batch are treated.
        Lanes: Lanes
        /// How a tensor lies sample after sample.
        Plain: Name -> Layout
        /// Tensors computed in the same loop over time: they lie as they are written.
        Recurrent: Set<Name>
    }

let private batchIndices (indices: Index list) = indices |> List.filter (fun i -> i.Extent = Batch)

/// The layout in which a tensor is computed.
let written scene name =
    match scene.Lanes, batchIndices scene.Shapes[name] with
    | Samples, [ _ ] -> Blocks
    // neighbouring samples may be lanes, and are no neighbours within rows
    | _, [ sample ] when List.last scene.Shapes[name] = sample -> Rows
    | _ -> scene.Plain name

/// The layouts in which a tensor may be read on this lane, the likeliest first.
let private candidates scene lane name =
    let shape = scene.Shapes[name]

    match lane with
    | _ when scene.Recurrent.Contains name -> [ written scene name ]
    | Across _ when List.length (batchIndices shape) = 1 -> [ Blocks ]
    | Across _
    | Alone -> [ scene.Plain name ]
    | Along lane when lane.Extent = Batch && List.length (batchIndices shape) > 1 -> [ scene.Plain name ]
    | Along _ -> scene.Plain name :: [ for k in 0 .. shape.Length - 2 -> Last k ]

/// How each tensor is read on this lane, if every read and condition can run on it.
let layouts scene indices lane (equations: Equation list) =
    let index =
        match lane with
        | Alone -> None
        | Along i
        | Across i -> Some i

    let reads =
        equations
        |> List.mapi (fun k e -> Group.memoryReads indices (List.take k equations) e)
        |> List.concat
        |> List.groupBy fst

    match index with
    | None -> None
    | Some index ->
        let found =
            reads
            |> List.map (fun (name, reads) ->
                candidates scene lane name
                |> List.tryFind (fun layout ->
                    reads
                    |> List.forall (fun (_, places) ->
                        Access.movement scene.Shapes[name] layout index places <> Access.Scattered))
                |> Option.map (fun layout -> name, layout))

        if found |> List.forall Option.isSome then
            let layouts = found |> List.map Option.get |> Map.ofList
            let layout name = layouts |> Map.tryFind name |> Option.defaultValue Rows

            let canRun =
                equations
                |> List.collect (fun e -> Access.conditions e.Body)
                |> List.filter (Access.isUniform index >> not)
                |> List.forall (Access.canMask scene.Shapes layout index)

            if canRun then Some layouts else None
        else
            None

/// Whether vectors pay for the copies they need in other layouts.
let private pays scene lane equations (layouts: Map<Name, Layout>) =
    let copies =
        layouts
        |> Map.toList
        |> List.sumBy (fun (name, layout) ->
            match layout with
            | Last _ -> Cost.conversion scene.Shapes[name]
            | Rows
            | Within _
            | Blocks -> 0.0)

    let cycles lane = equations |> List.sumBy (Cost.cycles lane)
    copies = 0.0 || copies + cycles lane < cycles Alone

/// The lane of equations in one kernel.
let lane scene (indices: Index list) time equations =
    let others = indices |> List.filter (fun i -> Some i <> time)

    let wanted =
        match scene.Lanes, batchIndices others with
        | Samples, [ sample ] -> Some(Across sample)
        | Samples, _ :: _ -> None
        | _ ->
            match List.tryLast indices with
            | Some last when Some last <> time && last.Extent <> Fixed 1 -> Some(Along last)
            | _ -> None

    match wanted with
    | Some lane when (layouts scene indices lane equations |> Option.exists (pays scene lane equations)) -> lane
    | _ -> Alone

/// The index whose rows a tile holds: vectors do not depend on it, and no condition does.
let tile scene (group: Group.Group) =
    let contraction =
        group.Equations
        |> List.tryPick (fun e ->
            match e.Body with
            | Reduce(Sum, over, body) -> Some(over, body)
            | _ -> None)

    match group.Lane, contraction with
    | (Along lane | Across lane), Some(_, body) ->
        let reads = Walk.reads body

        let vectors =
            reads
            |> List.filter (fun (_, places) -> places |> List.exists (fun p -> (Walk.freePlace p).Contains lane))

        let tested =
            (reads |> List.collect (fun (name, places) -> Access.guards scene.Shapes[name] places))
            @ Access.conditions body
            |> List.map Walk.freeCondition
            |> Set.unionMany

        let isFree (i: Index) places = not (places |> List.exists (fun p -> (Walk.freePlace p).Contains i))

        let through =
            reads
            |> List.collect (fun (_, places) -> places)
            |> List.filter (fun p ->
                match p with
                | Through _ -> true
                | At _ -> false)
            |> List.map Walk.freePlace
            |> Set.unionMany

        let rows =
            group.Indices
            |> List.filter (fun i ->
                i <> lane
                && Some i <> group.Time
                && i.Extent <> Fixed 1
                && not (tested.Contains i)
                && not (through.Contains i)
                && vectors |> List.exists (fun (_, places) -> isFree i places))

        let row =
            match rows with
            | [] -> None
            | _ -> Some(rows |> List.maxBy Cost.extent)

        Cost.tile group.Lane row (group.Equations |> List.sumBy (fun e -> 1 + Cost.length e.Body))
    | _ -> { Row = None; Rows = 1; Vectors = 1 }
