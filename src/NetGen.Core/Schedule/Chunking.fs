/// A batch in chunks: what one chunk computes stays in the cache, and sums over the samples go on from one chunk to the
/// next. So the work of a pass does not grow with the batch.
module NetGen.Core.Chunking

/// Numbers of one chunk's work: half of a second-level cache.
[<Literal>]
let private Work = 65536

/// Samples in whole blocks of 16 and in whole tiles of 6: before the last chunk none is left over.
[<Literal>]
let Even = 48

let private isBatch (i: Index) = i.Extent = Batch

/// What a kernel does with the samples.
type private Role =
    /// Nothing: it is done once, before the chunks.
    | Before
    /// It computes tensors of the samples, each from its own sample.
    | PerSample
    /// It sums over the samples.
    | Summing
    /// It reads such sums: it is done once, when all chunks are done.
    | After

/// Whether samples are nothing but places: no number, no condition and no other sample's place is made of them.
let private areIndependent (shapes: Map<Name, Index list>) (equation: Equation) =
    let hasBatch (a: Affine) = Affine.indices a |> List.exists isBatch

    let rec isPlain (i: Index) place =
        match place with
        | At(Affine.Bare j) when isBatch j -> isBatch i
        | At a -> not (hasBatch a) && not (isBatch i)
        | Through(name, places) -> not (isBatch i) && arePlain name places

    and arePlain name places = List.forall2 isPlain shapes[name] places

    let isFree condition =
        match condition with
        | Zero a
        | NotNegative a -> not (hasBatch a)
        | Inside(a, extent) -> not (hasBatch a) && extent <> Batch
        | Same(name, places, a)
        | AtLeast(name, places, a) -> arePlain name places && not (hasBatch a)

    let rec isFine body =
        match body with
        | Number _
        | Count _ -> true
        | Value a -> not (hasBatch a)
        | Read(name, places) -> arePlain name places
        | Apply(_, bodies)
        | Add bodies
        | Multiply bodies -> List.forall isFine bodies
        | Select(conditions, yes, no) -> List.forall isFree conditions && isFine yes && isFine no
        | Reduce(reduction, over, body) -> isFine body && (reduction = Sum || not (List.exists isBatch over))

    isFine equation.Body

let private batchCount (indices: Index list) = indices |> List.filter isBatch |> List.length

let private sumsSamples (equation: Equation) = Access.sumsSamples equation.Body

/// What a stage does, given the tensors that are sums over the samples; None where no chunk can do it.
let private role (shapes: Map<Name, Index list>) (sums: Set<Name>) stage =
    let kernels = Plan.kernelsOf stage
    let equations = kernels |> List.collect Kernel.equations
    let targets = equations |> List.map (fun e -> e.Target) |> Set.ofList

    // a copy in another layout reads what it is called
    let isOwn name = targets.Contains name && not (kernels |> List.exists (fun k -> (Kernel.conversion k).IsSome))

    let reads =
        equations |> List.collect (fun e -> Walk.reads e.Body |> List.map fst) |> List.filter (isOwn >> not)

    let isBatched name = Access.isBatched shapes[name]
    let readsSums = List.exists sums.Contains reads
    let readsSamples = List.exists isBatched reads

    if not (List.forall (areIndependent shapes) equations) then
        None
    elif equations |> List.forall (fun e -> batchCount e.Indices = 1 && not (sumsSamples e)) then
        if readsSums then None else Some PerSample
    elif equations |> List.exists (fun e -> batchCount e.Indices > 0) then
        None
    elif List.exists sumsSamples equations then
        match stage with
        | Run _ when not readsSums -> Some Summing
        | _ -> None
    elif readsSamples then
        None
    else
        Some(if readsSums then After else Before)

/// The kernel as chunks run it: a sum over the samples is kept where the next chunk finds it.
let private inChunk role (kernel: Kernel) =
    match role with
    | Summing ->
        let sum = kernel.Equations |> List.find sumsSamples

        let writes =
            if kernel.Writes |> List.exists (fun written -> written.Tensor = sum.Target) then
                kernel.Writes
            else
                kernel.Writes @ [ { Tensor = sum.Target; Layout = Rows } ]

        { kernel with IsInChunk = true; Continues = true; Writes = writes }
    | Before
    | PerSample
    | After -> { kernel with IsInChunk = true }

/// Samples of a chunk: as many as the cache holds, and so many that the sums, which every chunk reads and writes, are
/// little beside the work.
let private size (homes: Map<Name, Home>) (plan: Plan) =
    let arena = Memory.arena homes plan

    let sums =
        plan.Shapes
        |> Map.toList
        |> List.filter (fun (name, shape) -> homes.ContainsKey name && not (Access.isBatched shape))
        |> List.sumBy (fun (_, shape) -> Access.size shape)

    let perSample = max arena.PerSample 1
    let samples = max (Work / perSample) (sums / perSample)
    if samples < Even then max 16 (samples / 16 * 16) else samples / Even * Even

/// Whether every tensor of the samples that lies outside the work begins with the sample.
let private areRows (homes: Map<Name, Home>) (plan: Plan) =
    homes
    |> Map.forall (fun name _ ->
        match plan.Shapes.TryFind name with
        | Some shape when Access.isBatched shape -> isBatch shape.Head && batchCount shape = 1
        | _ -> true)

/// The plan in chunks of so many samples, or of as many as the cache holds, if its samples are independent.
let split (homes: Map<Name, Home>) chunk (plan: Plan) : Plan =
    let roles, sums =
        plan.Stages
        |> List.mapFold
            (fun (sums: Set<Name>) stage ->
                let role = role plan.Shapes sums stage

                let sums =
                    match role with
                    | Some Summing
                    | Some After ->
                        Plan.kernelsOf stage
                        |> List.collect (fun k -> Kernel.equations k |> List.map (fun e -> e.Target))
                        |> Set.ofList
                        |> Set.union sums
                    | _ -> sums

                role, sums)
            Set.empty

    let hasAll = roles |> List.forall Option.isSome

    if not hasAll || sums.IsEmpty || not (areRows homes plan) then
        plan
    else
        let stages = List.zip (List.map Option.get roles) plan.Stages
        let only wanted = stages |> List.filter (fun (role, _) -> wanted role)

        let inner =
            only (fun role -> role = PerSample || role = Summing)
            |> List.map (fun (role, stage) -> Plan.mapKernels (inChunk role) stage)

        let plain role = only ((=) role) |> List.map snd
        let samples = chunk |> Option.defaultWith (fun () -> size homes plan)
        { plan with Stages = plain Before @ [ Chunks(samples, inner) ] @ plain After }
