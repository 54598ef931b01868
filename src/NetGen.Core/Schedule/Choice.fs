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
        /// Whether a tensor is given, not computed.
        IsGiven: Name -> bool
        /// Whether a tensor can be known only when all samples were seen.
        IsAfterSamples: Name -> bool
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

/// How a tensor lies before any copy of it.
let present scene name = if scene.IsGiven name then scene.Plain name else written scene name

let private index lane =
    match lane with
    | Alone -> None
    | Along i
    | Across i
    | Over i -> Some i

/// The layouts in which a tensor may be read on this lane, the likeliest first.
let private candidates scene lane name (reads: (Name * Place list) list) =
    let shape = scene.Shapes[name]

    let isUniform =
        match index lane with
        | Some i -> reads |> List.forall (fun (_, places) -> Access.movement shape Rows i places = Access.Uniform)
        | None -> true

    match lane with
    | _ when scene.Recurrent.Contains name -> [ written scene name ]
    | Along _
    | Over _ when isUniform -> [ present scene name ]
    | Across _
    | Over { Extent = Batch } when List.length (batchIndices shape) = 1 -> [ Blocks ]
    | Across _
    | Alone -> [ scene.Plain name ]
    | Along lane
    | Over lane when lane.Extent = Batch && List.length (batchIndices shape) > 1 -> [ scene.Plain name ]
    | Along _
    | Over _ -> scene.Plain name :: [ for k in 0 .. shape.Length - 2 -> Last k ]

/// How each tensor is read on this lane, if every read and condition can run on it.
let layouts scene indices lane (equations: Equation list) =
    let index = index lane

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
                candidates scene lane name reads
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

/// What a body is where nothing is read along an index, everything else being one.
let rec private atZero i body =
    let inner = atZero i

    match body with
    | Number x -> x
    | Count _
    | Value _ -> 1.0
    | Read(_, places) ->
        if places |> List.exists (fun p -> (Walk.freePlace p).Contains i) then
            0.0
        else
            1.0
    | Apply(f, bodies) -> Scalar.functions[f].Value(bodies |> List.map inner |> Array.ofList)
    | Add bodies -> List.sumBy inner bodies
    | Multiply bodies -> bodies |> List.map inner |> List.fold (*) 1.0
    | Select(_, yes, no) -> if inner no = 0.0 then inner yes else nan
    | Reduce _ -> nan

/// Indices that the lanes may reduce: beyond the end of one they add nothing, or are no candidates for a maximum.
let private reduced (equations: Equation list) =
    match equations with
    | [ { Body = Reduce(Sum, over, body) } ] -> over |> List.filter (fun i -> atZero i body = 0.0)
    | [ { Body = Reduce((Max | LogSumExp), over, _) } ] -> over
    | _ -> []

/// Cycles of vectors on a lane, with the copies they need in other layouts.
let private cycles scene indices equations lane =
    layouts scene indices lane equations
    |> Option.map (fun layouts ->
        let copies =
            layouts
            |> Map.toList
            |> List.filter (fun (name, layout) -> layout <> present scene name)
            |> List.sumBy (fun (name, _) -> Cost.conversion scene.Shapes[name])

        copies + List.sumBy (Cost.cycles lane) equations)

/// The lane of equations in one kernel.
let lane scene (indices: Index list) time equations =
    let others = indices |> List.filter (fun i -> Some i <> time)

    let along =
        match List.tryLast indices with
        | Some last when Some last <> time && last.Extent <> Fixed 1 -> [ Along last ]
        | _ -> []

    let wanted =
        match scene.Lanes, batchIndices others with
        | Samples, [ sample ] -> [ Across sample ]
        | Samples, _ :: _ -> []
        | _ -> along @ (reduced equations |> List.filter (fun i -> Some i <> time) |> List.map Over)

    let costs =
        wanted
        |> List.choose (fun lane -> cycles scene indices equations lane |> Option.map (fun cycles -> lane, cycles))

    let alone = equations |> List.sumBy (Cost.cycles Alone)

    match costs with
    | [] -> Alone
    | _ ->
        let best, cycles = List.minBy snd costs

        match best with
        | Across _ -> best
        | _ -> if cycles < alone then best else Alone

/// The places that a tile holds: of indices that some vectors do not depend on, and no condition does.
let tile scene (group: Group.Group) =
    let contraction =
        group.Equations
        |> List.tryPick (fun e ->
            match e.Body with
            | Reduce(Sum, over, body) -> Some(over, body)
            | _ -> None)

    match index group.Lane, contraction with
    | Some lane, Some(over, body) ->
        let reads = Walk.reads body

        let operands =
            reads
            |> List.distinct
            |> List.map (fun (_, places) -> places |> List.map Walk.freePlace |> Set.unionMany)

        let tested =
            (reads |> List.collect (fun (name, places) -> Access.guards scene.Shapes[name] places))
            @ Access.conditions body
            |> List.map Walk.freeCondition
            |> Set.unionMany

        let through =
            reads
            |> List.collect snd
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
                && operands |> List.exists (fun free -> not (free.Contains i)))

        let inner =
            over
            |> List.filter (fun i -> i <> lane && not (tested.Contains i))
            |> List.sortBy (fun i -> i.Extent <> Batch)
            |> List.tryLast

        let length (equations: Equation list) = equations |> List.sumBy (fun e -> 1 + Cost.length e.Body)
        let sums, others = group.Equations |> List.partition (fun e -> e.Body.IsReduce)
        Tiling.tile group.Lane rows inner operands (length sums) (length (others @ group.Folds))
    | _ -> Tile.One
