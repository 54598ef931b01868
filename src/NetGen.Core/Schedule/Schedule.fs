/// From equations to kernels: what is computed together, on which lanes, in which tile, from which layouts.
module NetGen.Core.Schedule

open System.Collections.Generic

/// What each equation of a group's row reads from memory.
let private memoryReads (group: Group.Group) (row: Equation list) =
    row |> List.mapi (fun k e -> Group.memoryReads group.Indices (List.take k row) e) |> List.concat

/// Targets that leave their kernel: results, and what another kernel or another place reads.
let private stored (results: Set<Name>) (root: Name -> Name) parts =
    let groups = List.collect Placement.groupsOf parts

    let read =
        groups
        |> List.collect (fun g -> memoryReads g (g.Equations @ List.map (Group.folded g) g.Folds))
        |> List.map (fst >> root)
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
        Folds = []
        Lane = Alone
        Tile = Tile.One
        Reads = Map.ofList [ name, source ]
        Writes = [ { Tensor = name; Layout = target } ]
        Bounded = Set.empty
        Roomy = Set.empty
        IsInChunk = false
        Continues = false
        Panel = None
    }

/// The kernels of a group: where each tensor lies is known from its writer, or the given tensors' rows.
let private kernel
    (scene: Choice.Scene)
    isBounded
    isRoomy
    (stored: Set<Name>)
    (primary: Name -> Layout)
    (group: Group.Group)
    =
    let folds = group.Folds |> List.filter (fun e -> stored.Contains e.Target)
    let row = group.Equations @ List.map (Group.folded group) folds

    let reads =
        match Choice.layouts scene group.Indices group.Lane row with
        | Some layouts when group.Lane <> Alone -> layouts
        | _ -> memoryReads group row |> List.map (fun (name, _) -> name, primary name) |> Map.ofList

    {
        Kernel.Indices = group.Indices
        Time = group.Time
        Equations = group.Equations
        Folds = folds
        Lane = group.Lane
        Tile = Choice.tile scene group
        Reads = reads
        Writes =
            (group.Equations @ folds)
            |> List.map (fun e -> e.Target)
            |> List.filter stored.Contains
            |> List.map (fun name -> { Tensor = name; Layout = Choice.written scene name })
        Bounded = reads |> Map.toList |> List.map fst |> List.filter isBounded |> Set.ofList
        Roomy =
            match group.Lane, group.Indices with
            | Along lane, [ only ] when lane = only && lane.Extent <> Batch ->
                group.Equations |> List.map (fun e -> e.Target) |> List.filter isRoomy |> Set.ofList
            | _ -> Set.empty
        IsInChunk = false
        Continues = false
        Panel = None
    }

/// Puts every conversion before the first kernel that needs it, and results into rows at the end.
let private convert shapes views (plain: Name -> Layout) (primary: Name -> Layout) (results: Name list) stages =
    let have = HashSet<Stored>()
    let convert name layout = Run(conversion shapes name (primary name) layout)

    let needed kernels =
        kernels
        |> List.collect (fun (k: Kernel) -> Map.toList k.Reads)
        |> List.distinct
        |> List.filter (fun (name, layout) -> primary name <> layout)
        |> List.map (fun (name, layout) -> Plan.resolve views { Tensor = name; Layout = layout })
        |> List.filter have.Add
        |> List.map (fun stored -> convert stored.Tensor stored.Layout)

    let converted =
        stages
        |> List.collect (fun stage ->
            match stage with
            | Run _
            | Repeat _
            | Chunks _ -> needed (Plan.kernelsOf stage) @ [ stage ])

    let home =
        results
        |> List.filter (fun name -> primary name <> plain name && have.Add { Tensor = name; Layout = plain name })
        |> List.map (fun name -> convert name (plain name))

    converted @ home

let private schedule (request: Request) views steps lanes : Plan =
    let root name = views |> Map.tryFind name |> Option.defaultValue name
    let shapes = Walk.shapes request.Program
    let results = Set.ofList request.Program.Results

    let plain name =
        match request.Homes.TryFind(root name) with
        | Some { Row = Some row } -> Within row
        | _ -> Rows

    let afterSamples = Group.afterSamples request.Program.Equations
    let given = request.Program.Tensors |> List.map (fun t -> t.Name) |> Set.ofList

    let scene lanes : Choice.Scene =
        {
            Shapes = shapes
            Lanes = lanes
            Plain = plain
            IsGiven = fun name -> given.Contains(root name)
            IsAfterSamples = afterSamples.Contains
            Recurrent = Set.empty
        }

    let parts = Placement.parts scene views lanes steps
    let stored = stored results root parts

    let scene part (group: Group.Group) =
        { scene group.Lanes with
            Recurrent =
                match part with
                | Placement.Once _ -> Set.empty
                | Placement.Loop(_, _, groups) ->
                    groups |> List.collect (fun g -> g.Equations |> List.map (fun e -> e.Target)) |> Set.ofList
        }

    let primaries =
        parts
        |> List.collect (fun part ->
            Placement.groupsOf part
            |> List.collect (fun g ->
                (g.Equations @ g.Folds) |> List.map (fun e -> e.Target, Choice.written (scene part g) e.Target)))
        |> Map.ofList

    let primary name = primaries |> Map.tryFind (root name) |> Option.defaultWith (fun () -> plain name)

    let isBounded name =
        match request.Homes.TryFind(root name) with
        | Some home -> not home.HasSlack
        | None -> false

    let isRoomy name = not (request.Homes.ContainsKey name || Map.containsKey name views)

    let stages =
        parts
        |> List.map (fun part ->
            let kernel g = kernel (scene part g) isBounded isRoomy stored primary g

            match part with
            | Placement.Once group -> Run(kernel group)
            | Placement.Loop(direction, time, groups) -> Repeat(direction, time, List.map kernel groups))
        // what nobody reads is not computed
        |> List.filter (fun stage -> Plan.kernelsOf stage |> List.exists (fun k -> not k.Writes.IsEmpty))


    {
        Shapes = shapes
        Stages = convert shapes views plain primary request.Program.Results stages
        Views = views
    }

let private order program =
    match Sequence.order program with
    | Error message -> failwith message
    | Ok steps -> steps

/// Sums for each sample that lanes over features would add up, because large weights lie across: lanes across samples
/// read such weights along their rows, and a pass over large weights is worth a conversion of the samples.
let private reducing (plan: Plan) =
    let isLarge name =
        let shape = plan.Shapes[name]
        not (Access.isBatched shape) && Access.size shape > Cost.SecondLevel

    plan.Stages
    |> List.collect (fun stage ->
        match stage with
        | Run({ Lane = Over _ } as kernel) when
            Access.isBatched kernel.Indices && kernel.Reads |> Map.exists (fun name _ -> isLarge name)
            ->
            kernel.Equations |> List.map (fun e -> e.Target)
        | Run _
        | Repeat _
        | Chunks _ -> [])
    |> Set.ofList

/// The plan of a program.
let plan (request: Request) : Plan =
    let program =
        request.Program |> Lift.reductions |> Exponentials.overSums request.Precision |> Views.split

    let program = Pad.windows program (order program)
    let request = { request with Program = program }
    let steps = order program
    let views = Views.find program steps
    let all lanes = schedule request views steps (fun _ -> lanes)

    let plan =
        match request.Lanes with
        | Some lanes -> all lanes
        | None ->
            let features = all Features
            let reducing = reducing features

            let mixed =
                if reducing.IsEmpty then
                    []
                else
                    [ schedule request views steps (fun e -> if reducing.Contains e.Target then Samples else Features) ]

            features :: all Samples :: mixed |> List.minBy Cost.plan

    plan
    |> Packing.panels (request.Packed |> Option.defaultValue Cost.packed)
    |> Chunking.split request.Homes request.Chunk
