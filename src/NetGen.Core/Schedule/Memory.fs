/// Lifetimes → offsets in one arena.
module NetGen.Core.Memory

/// A piece of the work buffer: from and up to these elements, of each sample or of the whole.
type Slot = { Offset: int; Size: int; PerSample: bool }

type Arena = { Slots: Map<Stored, Slot>; PerSample: int; Fixed: int }

/// Vectors may read a little past the end of a row.
[<Literal>]
let private Slack = 16

type private Life = { Key: Stored; First: int; Last: int; Size: int }

let private overlap a b = a.First <= b.Last && b.First <= a.Last

/// The lowest offset at which nothing that lives at the same time lies.
let private firstFit (placed: (Life * int) list) life =
    let others =
        placed
        |> List.filter (fun (other, _) -> overlap life other)
        |> List.map (fun (other, offset) -> offset, offset + other.Size)
        |> List.sort

    (0, others)
    ||> List.fold (fun offset (from, upTo) -> if offset + life.Size <= from then offset else max offset upTo)

let private arrange lives =
    let placed =
        ([], lives |> List.sortBy (fun l -> -l.Size, l.First, l.Key))
        ||> List.fold (fun placed life -> (life, firstFit placed life) :: placed)

    placed, placed |> List.fold (fun total (life, offset) -> max total (offset + life.Size)) 0

/// Every tensor of a plan that lies in the work buffer, by the stages in which it lives.
let arena (homes: Map<Name, Home>) (plan: Plan) : Arena =
    let isHome (key: Stored) =
        match homes.TryFind key.Tensor with
        | Some { Row = Some row } -> key.Layout = Within row
        | Some { Row = None } -> key.Layout = Rows
        | None -> false

    let isBatched key = Access.isBatched plan.Shapes[key.Tensor]

    let arguments stages =
        stages
        |> List.collect (fun (at, stage) ->
            Plan.kernelsOf stage
            |> List.collect Kernel.arguments
            |> List.map (fun key -> Plan.resolve plan.Views key, at))

    /// What is no tensor of the samples lives through all chunks.
    let throughout stages =
        let first, last = fst (List.head stages), fst (List.last stages)

        arguments stages
        |> List.filter (fst >> isBatched >> not)
        |> List.collect (fun (key, _) -> [ key, first; key, last ])

    let uses =
        plan.Stages
        |> List.collect (fun stage ->
            match stage with
            | Chunks(_, stages) -> stages |> List.map (fun inner -> inner, true)
            | Run _
            | Repeat _ -> [ stage, false ])
        |> List.indexed
        |> fun stages ->
            let inChunks = stages |> List.filter (fun (_, (_, isInner)) -> isInner)
            let plain = List.map (fun (at, (stage, _)) -> at, stage)
            arguments (plain stages) @ (if inChunks.IsEmpty then [] else throughout (plain inChunks))
        |> List.filter (fun (key, _) -> not (isHome key))

    let life (key, uses) =
        let stages = uses |> List.map snd
        let size = Access.size plan.Shapes[key.Tensor]

        {
            Key = key
            First = List.min stages
            Last = List.max stages
            Size = if isBatched key then size else (size + 15) / 16 * 16
        }

    let perSample, fixedOnes =
        uses |> List.groupBy fst |> List.map life |> List.partition (fun l -> isBatched l.Key)

    let samples, sampleTotal = arrange perSample
    let others, otherTotal = arrange fixedOnes

    let slot perSample (life: Life, offset) = life.Key, { Offset = offset; Size = life.Size; PerSample = perSample }

    {
        Slots = Map.ofList (List.map (slot true) samples @ List.map (slot false) others)
        PerSample = sampleTotal
        Fixed = otherTotal + Slack
    }
