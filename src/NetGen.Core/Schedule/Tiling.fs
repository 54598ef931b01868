/// How many places and vectors a contraction computes at once: a register tile.
module NetGen.Core.Tiling

/// Accumulators, operands and broadcasts that processors with 16 registers hold.
[<Literal>]
let private Registers = 16

/// Places of one index in a tile.
[<Literal>]
let private Most = 8

/// Sums beside each other that hide how long an addition takes.
[<Literal>]
let private Hiding = 8

/// What a contraction reads: whether it differs from lane to lane, and from which rows to which.
type private Operand = { Varies: bool; Rows: Set<int> }

/// Places of rows, by their numbers, outermost first; vectors at each; and in a round of the loop so many steps, in so
/// many sums beside each other.
type private Candidate = { Counts: (int * int) list; Vectors: int; Steps: int; Sums: int }

let private one = { Counts = []; Vectors = 1; Steps = 1; Sums = 1 }

let private places counts = counts |> List.fold (fun n (_, count) -> n * count) 1

let private accumulators candidate = candidate.Vectors * places candidate.Counts

let private loads candidate operand =
    places (candidate.Counts |> List.filter (fun (row, _) -> operand.Rows.Contains row))
    * (if operand.Varies then candidate.Vectors else 1)

/// What more than one place of the outermost row needs is held in registers.
let private held candidate operands =
    match candidate.Counts with
    | [] -> 0
    | (outer, _) :: _ ->
        operands
        |> List.filter (fun operand -> not (operand.Rows.Contains outer))
        |> List.sumBy (loads candidate)

/// Cycles that an operand costs beside multiply-adds that hide it: not all of them come from the nearest cache.
[<Literal>]
let private Fetch = 0.06

/// Cycles until a sum can be added to again: those of a multiply-add, and now and then the wait for a unit.
[<Literal>]
let private Latency = 4.6

/// Instructions that a core begins in a cycle.
[<Literal>]
let private Begun = 6.0

/// Instructions of a round that count and find places.
[<Literal>]
let private Counting = 9.0

/// Instructions of a step: what is used more than once is loaded first, and moved where its last use overwrites it.
let private instructions operands candidate =
    let accumulators = accumulators candidate
    let apart = operands |> List.map (loads candidate) |> List.filter (fun loads -> loads < accumulators)
    float (accumulators + 2 * List.sum apart) + Counting / float candidate.Steps

/// Cycles at each step of a contraction: two multiply-adds a cycle, two operands a cycle, what a core begins, and with
/// few accumulators the latency of the additions; and a share of what it takes to add up sums beside each other.
let private stepCycles operands (over: Index option) candidate =
    let loads = operands |> List.sumBy (loads candidate) |> float
    let steps = over |> Option.map Cost.extent |> Option.defaultValue 1
    let joins = System.Math.Log(float candidate.Sums, 2.0)

    List.max
        [
            float (accumulators candidate) / 2.0
            loads / 2.0
            instructions operands candidate / Begun
            Latency / float candidate.Sums
        ]
    + Fetch * loads
    + Latency * joins / float steps

/// The sizes of the tiles along a row that cover it, and how often each is run: what is left over runs in a smaller
/// one, samples two by two and at last one.
let private sizes (row: Index) count =
    let rec cover extent sizes =
        match sizes with
        | [] -> []
        | size :: smaller -> (size, extent / size) :: cover (extent % size) smaller

    match row.Extent with
    | Batch -> cover (Cost.extent row) (Tile.Along count)
    | Fixed n when n % count = 0 -> [ count, n / count ]
    | Fixed n -> cover n [ count; n % count ]

let rec private cover (rows: Index[]) counts =
    match counts with
    | [] -> [ [], 1 ]
    | (row, count) :: rest ->
        [
            for inner, times in cover rows rest do
                for size, repeats in sizes rows[row] count do
                    (row, size) :: inner, times * repeats
        ]

/// What a tile runs over: the rows, and the vectors along the lanes, some of which are whole; how many there are may be
/// known at run time alone.
type private Area = { Rows: Index[]; Vectors: int; Whole: int; IsOpen: bool }

/// The tiles that a kernel consists of, and how often each is run.
let private pieces area (candidate: Candidate) =
    let vectors =
        // several rows hide what part of a vector costs
        let all = if candidate.Counts.IsEmpty then area.Whole else area.Vectors

        if candidate.Vectors = 1 then
            [ 1, area.Vectors ]
        else
            [ candidate.Vectors, all / candidate.Vectors; 1, all % candidate.Vectors + area.Vectors - all ]
            |> List.filter (fun (_, times) -> times > 0 || area.IsOpen)

    [
        for counts, times in cover area.Rows candidate.Counts do
            for vectors, repeats in vectors do
                { candidate with Counts = counts; Vectors = vectors }, times * repeats
    ]

/// Cycles of a step, per place of the rows and vector.
let private cycles area operands over (candidate: Candidate) =
    let pieces = pieces area candidate
    let total f = pieces |> List.sumBy (fun (piece, times) -> float times * f piece)
    total (stepCycles operands over) / total (accumulators >> float)

/// Steps in a round of a loop, and the sums that they are in. Lanes that are summed have a loop of their own around it.
let private rounds lane (over: Index option) =
    let inOne =
        match lane with
        | Over _ -> []
        | Alone
        | Along _
        | Across _ -> [ 2, 1 ]

    match over with
    | Some { Extent = Batch } -> inOne
    | Some { Extent = Fixed n } -> inOne @ [ 2, 2; 4, 4; 8, 8 ] |> List.filter (fun (steps, _) -> steps <= n)
    | None -> []

/// Every choice of places of one row or two that the registers may hold; a second row has a whole number of them.
let private candidates (area: Area) rounds =
    let rows = area.Rows
    let extents = rows |> Array.map Cost.extent
    let counts row most = [ 2 .. List.min [ Most; most; extents[row] ] ]
    let fitting = List.filter (fun vectors -> vectors <= max 1 area.Whole)

    let inRounds (candidate: Candidate) =
        candidate
        :: [
            for steps, sums in rounds do
                if sums = 1 || sums * accumulators candidate <= Hiding then
                    { candidate with Steps = steps; Sums = sums }
        ]

    let single =
        [
            for vectors in fitting [ 1..Most ] do
                { one with Vectors = vectors }
        ]

    let tiled =
        [
            for vectors in fitting [ 1; 2 ] do
                let most = (Registers - 1) / vectors

                for row in 0 .. rows.Length - 1 do
                    for count in counts row most do
                        { one with Counts = [ row, count ]; Vectors = vectors }

                        for other in 0 .. rows.Length - 1 do
                            if other <> row && rows[other].Extent <> Batch then
                                for second in counts other (most / count) do
                                    if extents[other] % second = 0 then
                                        { one with Counts = [ row, count; other, second ]; Vectors = vectors }
        ]

    List.collect inRounds (single @ tiled)

/// Whether the operand that is read again, for every row or for every block of samples, is more than a cache holds.
let private inPanels lane (rows: Set<Index>) (operands: Set<Index> list) =
    let size (free: Set<Index>) = free |> Seq.fold (fun size i -> size * Cost.extent i) 1

    match lane with
    | Along i ->
        operands
        |> List.exists (fun free -> free.Contains i && not (rows.IsSubsetOf free) && size free > Cost.SecondLevel)
    | Across sample ->
        operands
        |> List.exists (fun free ->
            not (free.Contains sample) && not (Set.intersect rows free).IsEmpty && size free > Cost.FirstLevel)
    | Over _
    | Alone -> false

/// The tile of a contraction over these operands, each by the indices it depends on; `over` is a summed index that may
/// take several steps a round, `length` that of the text of a product, `after` that of what is done with a sum.
let tile lane (rows: Index list) (over: Index option) (operands: Set<Index> list) length after : Tile =
    let along =
        match lane with
        | Along i
        | Across i
        | Over i -> Some i
        | Alone -> None

    let area: Area =
        let both count = { Rows = Array.ofList rows; Vectors = count; Whole = count; IsOpen = true }

        match lane with
        | Along { Extent = Fixed n } ->
            { both (n / Cost.Widest) with Vectors = (n + Cost.Widest - 1) / Cost.Widest; IsOpen = false }
        | Along _ -> both 2
        // with rows of two indices a tile of one block loads as little
        | Across _ when rows.Length = 1 -> both 2
        | Across _
        | Over _
        | Alone -> both 1

    let reads =
        operands
        |> List.map (fun free ->
            {
                Varies = along |> Option.exists free.Contains
                Rows = rows |> List.indexed |> List.filter (snd >> free.Contains) |> List.map fst |> Set.ofList
            })

    // for whole vectors, and for a part of one
    let copies =
        match lane with
        | Along { Extent = Fixed n } when Cost.isWhole n -> 1
        | Along _
        | Over _ -> 2
        | Alone
        | Across _ -> 1

    let text piece =
        let loads = reads |> List.sumBy (loads piece)

        let left =
            match over with
            | Some { Extent = Fixed n } -> n % piece.Steps
            | _ -> piece.Steps - 1

        // of a plain product, which is 6 long, half: it is one operation, and what is read twice is loaded once
        let steps = (piece.Steps + left) * (accumulators piece + loads) * (length - 3)
        copies * (steps + accumulators piece * after)

    let fits candidate =
        candidate.Sums * accumulators candidate + held candidate reads + 1 <= Registers
        && pieces area candidate |> List.sumBy (fst >> text) <= Cost.Budget

    let best =
        candidates area (rounds lane over)
        |> List.filter (fun candidate -> candidate = one || fits candidate)
        |> List.minBy (fun candidate ->
            System.Math.Round(cycles area reads over candidate, 6),
            candidate.Sums * accumulators candidate,
            candidate.Steps)

    let tiled = best.Counts |> List.map (fun (row, count) -> rows[row], count)

    {
        Rows = tiled
        Vectors = best.Vectors
        Round =
            over
            |> Option.filter (fun _ -> best.Steps > 1)
            |> Option.map (fun i -> { Over = i; Steps = best.Steps; Sums = best.Sums })
        InPanels = inPanels lane (tiled |> List.map fst |> Set.ofList) operands
    }
