/// From equations to kernels: what is computed together, on which lanes, in which tile, from which layouts.
module NetGen.Core.Schedule

open System.Collections.Generic

/// What the choice of lanes must know.
type private Scene =
    {
        Shapes: Map<Name, Index list>
        /// How the samples of a batch are treated.
        Lanes: Lanes
        /// Tensors computed in the same loop over time: they lie as they are written.
        Recurrent: Set<Name>
    }

let private batchIndices (indices: Index list) = indices |> List.filter (fun i -> i.Extent = Batch)

/// The layout in which a tensor is computed.
let private written scene name =
    match scene.Lanes, batchIndices scene.Shapes[name] with
    | Samples, [ _ ] -> Blocks
    | _ -> Rows

/// The layouts in which a tensor may be read on this lane, the likeliest first.
let private candidates scene lane name =
    let shape = scene.Shapes[name]

    match lane with
    | _ when scene.Recurrent.Contains name -> [ written scene name ]
    | Across _ -> [ (if List.length (batchIndices shape) = 1 then Blocks else Rows) ]
    | Along lane when lane.Extent = Batch && List.length (batchIndices shape) > 1 -> [ Rows ]
    | Along _ -> Rows :: [ for k in 0 .. shape.Length - 2 -> Last k ]
    | Alone -> [ Rows ]

/// How each tensor is read on this lane, if every read and condition can run on it.
let private layouts scene indices lane (equations: Equation list) =
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
            | Blocks -> 0.0)

    let cycles lane = equations |> List.sumBy (Cost.cycles lane)
    copies = 0.0 || copies + cycles lane < cycles Alone

/// The lane of equations in one kernel.
let private lane scene (indices: Index list) time equations =
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
let private tile scene (group: Group.Group) =
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

        let operations = group.Equations |> List.sumBy (fun e -> 1 + int (min 20.0 (Cost.operations e.Body)))
        Cost.tile lane row (min 20 operations)
    | _ -> { Row = None; Rows = 1; Vectors = 1 }

/// Appends an equation to a group that can run it, or opens one. The groups are in order; `known` says in which
/// a tensor is computed.
let private place
    scene
    time
    (groups: ResizeArray<Group.Group option>)
    (known: Dictionary<Name, int>)
    (equation: Equation)
    =
    let lane = lane scene

    let earliest =
        Walk.reads equation.Body
        |> List.choose (fun (name, _) ->
            match known.TryGetValue name with
            | true, k -> Some k
            | _ -> None)
        |> List.fold max 0

    let joined =
        seq { earliest .. groups.Count - 1 }
        |> Seq.tryPick (fun k ->
            groups[k]
            |> Option.bind (fun group -> Group.join lane group equation time)
            |> Option.map (fun group -> k, group))

    match joined with
    | Some(k, group) ->
        groups[k] <- Some group
        known[equation.Target] <- k
    | None ->
        known[equation.Target] <- groups.Count

        groups.Add(
            Some
                {
                    Group.Indices = equation.Indices
                    Time = time
                    Equations = [ equation ]
                    Lane = lane equation.Indices time [ equation ]
                }
        )

/// Groups in order; those of a loop over time together.
type private Part =
    | Once of Group.Group
    | Loop of Sequence.Direction * Index * Group.Group list

let private timed (equations: (Equation * int) list) =
    let first, position = equations.Head
    let time = first.Indices[position]

    time,
    equations
    |> List.map (fun (e, position) ->
        if e.Indices[position] = time then
            e
        else
            let others = Set.ofList (List.removeAt position e.Indices)

            let indices =
                e.Indices
                |> List.mapi (fun k i ->
                    if k = position then
                        time
                    elif i.Name = time.Name then
                        Walk.freshen (Set.add time others) [ i ] |> List.head
                    else
                        i)

            Group.rename indices e)

/// `lanes` chooses how each equation treats the samples.
let private parts shapes (lanes: Equation list -> Lanes) (steps: Sequence.Step list) =
    let found = ResizeArray<Part option>()
    let groups = ResizeArray<Group.Group option>()
    let known = Dictionary<Name, int>()
    let choices = Dictionary<Name, Lanes>()

    for step in steps do
        match step with
        | Sequence.Whole equation ->
            let lanes = lanes [ equation ]
            choices[equation.Target] <- lanes
            place { Shapes = shapes; Lanes = lanes; Recurrent = Set.empty } None groups known equation

            while found.Count < groups.Count do
                found.Add None
        | Sequence.Loop(direction, _, equations) ->
            let time, equations = timed equations
            let lanes = lanes equations

            let scene =
                {
                    Shapes = shapes
                    Lanes = if time.Extent = Batch then Features else lanes
                    Recurrent = equations |> List.map (fun e -> e.Target) |> Set.ofList
                }

            let inner = ResizeArray<Group.Group option>()
            let innerKnown = Dictionary<Name, int>()

            for e in equations do
                choices[e.Target] <- scene.Lanes
                // a read at another step of the time is of no consequence for the order
                let atOnce =
                    innerKnown.Keys
                    |> Seq.filter (fun name -> Walk.reads e.Body |> List.exists (fun (other, _) -> other = name))
                    |> Seq.map (fun name -> name, innerKnown[name])
                    |> List.ofSeq

                let known = Dictionary<Name, int>()

                for name, k in atOnce do
                    known[name] <- k

                place scene (Some time) inner known e
                innerKnown[e.Target] <- known[e.Target]

            for e in equations do
                known[e.Target] <- groups.Count

            groups.Add None
            found.Add(Some(Loop(direction, time, inner |> Seq.map Option.get |> List.ofSeq)))

    let parts =
        Seq.zip found groups
        |> Seq.map (fun (loop, group) ->
            match loop, group with
            | Some loop, _ -> loop
            | None, Some group -> Once group
            | None, None -> failwith "a step without equations")
        |> List.ofSeq

    parts, choices

let private groupsOf part =
    match part with
    | Once group -> [ group ]
    | Loop(_, _, groups) -> groups

/// Targets that leave their kernel: results, and what another kernel or another place reads.
let private stored (results: Set<Name>) parts =
    let groups = List.collect groupsOf parts

    let read =
        groups
        |> List.collect (fun g ->
            g.Equations
            |> List.mapi (fun k e -> Group.memoryReads g.Indices (List.take k g.Equations) e)
            |> List.concat)
        |> List.map fst
        |> Set.ofList

    Set.union results read

let private conversion (shapes: Map<Name, Index list>) name source target : Kernel =
    {
        Indices = shapes[name]
        Time = None
        Equations =
            [
                {
                    Target = name
                    Indices = shapes[name]
                    Body = Read(name, shapes[name] |> List.map (Affine.index >> At))
                }
            ]
        Lane = Alone
        Tile = { Row = None; Rows = 1; Vectors = 1 }
        Reads = Map.ofList [ name, source ]
        Writes = [ { Tensor = name; Layout = target } ]
    }

/// The kernels of a group: where each tensor lies is known from its writer, or the given tensors' rows.
let private kernel (scene: Scene) (stored: Set<Name>) (primary: Name -> Layout) (group: Group.Group) =
    let reads =
        match layouts scene group.Indices group.Lane group.Equations with
        | Some layouts when group.Lane <> Alone -> layouts
        | _ ->
            group.Equations
            |> List.mapi (fun k e -> Group.memoryReads group.Indices (List.take k group.Equations) e)
            |> List.concat
            |> List.map (fun (name, _) -> name, primary name)
            |> Map.ofList

    {
        Kernel.Indices = group.Indices
        Time = group.Time
        Equations = group.Equations
        Lane = group.Lane
        Tile = tile scene group
        Reads = reads
        Writes =
            group.Equations
            |> List.map (fun e -> e.Target)
            |> List.filter stored.Contains
            |> List.map (fun name -> { Tensor = name; Layout = written scene name })
    }

/// Puts every conversion before the first kernel that needs it, and results into rows at the end.
let private convert shapes (primary: Name -> Layout) (homes: Set<Name>) (results: Name list) stages =
    let have = HashSet<Stored>()
    let convert name layout = Run(conversion shapes name (primary name) layout)

    let needed kernels =
        kernels
        |> List.collect (fun (k: Kernel) -> Map.toList k.Reads)
        |> List.distinct
        |> List.filter (fun (name, layout) -> primary name <> layout && have.Add { Tensor = name; Layout = layout })
        |> List.map (fun (name, layout) -> convert name layout)

    let converted =
        stages
        |> List.collect (fun stage ->
            match stage with
            | Run k -> needed [ k ] @ [ stage ]
            | Repeat(_, _, kernels) -> needed kernels @ [ stage ])

    let home =
        results
        |> List.filter (fun name ->
            homes.Contains name && primary name <> Rows && have.Add { Tensor = name; Layout = Rows })
        |> List.map (fun name -> convert name Rows)

    converted @ home

let private schedule (request: Request) steps lanes : Plan =
    let shapes = Walk.shapes request.Program
    let results = Set.ofList request.Program.Results
    let parts, choices = parts shapes lanes steps
    let stored = stored results parts

    let scene part (group: Group.Group) =
        {
            Shapes = shapes
            Lanes = choices[group.Equations.Head.Target]
            Recurrent =
                match part with
                | Once _ -> Set.empty
                | Loop(_, _, groups) ->
                    groups |> List.collect (fun g -> g.Equations |> List.map (fun e -> e.Target)) |> Set.ofList
        }

    let primaries =
        parts
        |> List.collect (fun part ->
            groupsOf part
            |> List.collect (fun g -> g.Equations |> List.map (fun e -> e.Target, written (scene part g) e.Target)))
        |> Map.ofList

    let primary name = primaries |> Map.tryFind name |> Option.defaultValue Rows

    let stages =
        parts
        |> List.map (fun part ->
            let kernel g = kernel (scene part g) stored primary g

            match part with
            | Once group -> Run(kernel group)
            | Loop(direction, time, groups) -> Repeat(direction, time, List.map kernel groups))

    {
        Shapes = shapes
        Stages =
            convert
                shapes
                primary
                (request.Homes |> Map.toSeq |> Seq.map fst |> Set.ofSeq)
                request.Program.Results
                stages
    }

/// The plan of a program.
let plan (request: Request) : Plan =
    let request = { request with Program = Lift.reductions request.Program }

    match Sequence.order request.Program with
    | Error message -> failwith message
    | Ok steps ->
        let all lanes = schedule request steps (fun _ -> lanes)

        match request.Lanes with
        | Some lanes -> all lanes
        | None -> [ all Features; all Samples ] |> List.minBy Cost.plan
