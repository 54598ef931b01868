/// Panels of large operands that are copied together before tiles read them. Of a matrix whose rows are 8 KB long, a
/// panel of two vectors has every row on another page, and in few sets of each cache, which then evict each other.
module NetGen.Core.Packing

let private isPlain shapes body =
    (Access.conditions body).IsEmpty
    && Walk.reads body
       |> List.forall (fun (name, places) -> (Access.guards (Map.find name shapes) places).IsEmpty)

/// A name for a copy that nothing else has.
let private copy (shapes: Map<Name, Index list>) name =
    Seq.initInfinite (fun k -> Part(name, k + 1)) |> Seq.find (shapes.ContainsKey >> not)

/// What a kernel had better pack: the matrix along its lanes, read by all tiles of rows, if the matrix is large.
let private panel (limits: Packed) (shapes: Map<Name, Index list>) (kernel: Kernel) : Panel option =
    match kernel.Lane, kernel.Equations with
    | Along lane, { Body = Reduce(Sum, [ { Extent = Fixed rows } as over ], body) } :: _ when
        not kernel.Tile.Rows.IsEmpty
        && kernel.Tile.Round |> Option.forall (fun round -> round.Sums = 1)
        && kernel.Time.IsNone
        && rows > limits.Block
        && isPlain shapes body
        ->
        let isMatrix (name, places) =
            Set.ofList shapes[name] |> Set.forall (fun i -> i.Extent <> Batch)
            && Access.size shapes[name] >= limits.Far
            && places |> List.map Walk.freePlace |> Set.unionMany = Set.ofList [ lane; over ]

        let isReadOnce (name, _) =
            (kernel.Equations |> List.collect (fun e -> Walk.reads e.Body) |> List.filter (fst >> (=) name)).Length = 1

        Walk.reads body
        |> List.tryFind (fun read -> isMatrix read && isReadOnce read)
        |> Option.map (fun (name, _) -> { Copy = copy shapes name; Of = name; Over = over; Rows = limits.Block })
    | _ -> None

/// The plan with its panels.
let panels (limits: Packed) (plan: Plan) : Plan =
    let packed =
        { plan with
            Stages =
                plan.Stages
                |> List.map (Plan.mapKernels (fun kernel -> { kernel with Panel = panel limits plan.Shapes kernel }))
        }

    let shape (kernel: Kernel) (panel: Panel) =
        [
            { panel.Over with Extent = Fixed panel.Rows }
            { panel.Over with Name = "column"; Extent = Fixed(kernel.Tile.Vectors * Cost.Widest) }
        ]

    // kernels that pack the same operand take turns
    let copies =
        Plan.kernels packed
        |> List.choose (fun kernel -> kernel.Panel |> Option.map (fun panel -> panel.Copy, shape kernel panel))
        |> List.groupBy fst
        |> List.map (fun (name, shapes) -> name, shapes |> List.map snd |> List.maxBy Access.size)

    { packed with
        Shapes = (plan.Shapes, copies) ||> List.fold (fun shapes (name, shape) -> Map.add name shape shapes)
    }
