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

/// Places of rows, by their numbers, outermost first; vectors at each; and sums beside each other.
type private Candidate = { Counts: (int * int) list; Vectors: int; Chains: int }

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

/// Cycles at each step of a contraction: two multiply-adds a cycle, two operands a cycle, and with few
/// accumulators the latency of the additions.
let private stepCycles operands candidate =
    let loads = operands |> List.sumBy (loads candidate) |> float
    let latency = 4.0 / float candidate.Chains
    List.max [ float (accumulators candidate) / 2.0; loads / 2.0; latency ] + Fetch * loads

/// The sizes of the pieces that cover an extent, and how often each is run: what is left over runs in a smaller one,
/// samples one by one.
let private pieces (row: Index) count =
    let extent = Cost.extent row
    let whole, left = extent / count, extent % count

    if left = 0 then [ count, whole ]
    elif row.Extent = Batch then [ count, whole; 1, left ]
    else [ count, whole; left, 1 ]

let rec private cover (rows: Index[]) counts =
    match counts with
    | [] -> [ [], 1 ]
    | (row, count) :: rest ->
        [
            for inner, times in cover rows rest do
                for piece, repeats in pieces rows[row] count do
                    (row, piece) :: inner, times * repeats
        ]

/// What a tile runs over: the rows, and the vectors along the lanes, some of which are whole.
type private Area = { Rows: Index[]; Vectors: int; Whole: int }

/// Cycles of a step, per place of the rows and vector.
let private cycles area operands (candidate: Candidate) =
    let vectors =
        // several rows hide what part of a vector costs
        let all = if candidate.Counts.IsEmpty then area.Whole else area.Vectors
        // single vectors are left over
        [ candidate.Vectors, all / candidate.Vectors; 1, all % candidate.Vectors + area.Vectors - all ]

    let total =
        [
            for counts, times in cover area.Rows candidate.Counts do
                for vectors, repeats in vectors do
                    let piece = { candidate with Counts = counts; Vectors = vectors }
                    float (times * repeats) * stepCycles operands piece
        ]
        |> List.sum

    let places = candidate.Counts |> List.fold (fun n (row, _) -> n * Cost.extent area.Rows[row]) 1
    total / float (places * (vectors |> List.sumBy (fun (count, times) -> count * times)))

/// Every choice of places of one row or two that the registers may hold; a second row has a whole number of them.
let private candidates (area: Area) chains =
    let rows = area.Rows
    let extents = rows |> Array.map Cost.extent
    let counts row most = [ 2 .. List.min [ Most; most; extents[row] ] ]
    let fitting = List.filter (fun vectors -> vectors <= max 1 area.Whole)

    let chained (candidate: Candidate) =
        candidate
        :: [
            for count in chains do
                if count * accumulators candidate <= Hiding then
                    { candidate with Chains = count }
        ]

    let one = { Counts = []; Vectors = 1; Chains = 1 }

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

    List.collect chained (single @ tiled)

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

/// The tile of a contraction over these operands, each by the indices it depends on; `chain` is a summed index that
/// may run in several sums, `length` that of the text of a product, `after` that of what is done with a sum.
let tile lane (rows: Index list) (chain: Index option) (operands: Set<Index> list) length after : Tile =
    let along =
        match lane with
        | Along i
        | Across i
        | Over i -> Some i
        | Alone -> None

    let area: Area =
        let both count = { Rows = Array.ofList rows; Vectors = count; Whole = count }

        match lane with
        | Along { Extent = Fixed n } -> { both (n / Cost.Widest) with Vectors = (n + Cost.Widest - 1) / Cost.Widest }
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

    let fits candidate =
        let loads = reads |> List.sumBy (loads candidate)
        let accumulators = accumulators candidate
        // a tile stands about four times in a method: whole, single vectors, part of one, fewer rows
        candidate.Chains * accumulators + held candidate reads + 1 <= Registers
        && 2 * (candidate.Chains * (accumulators + loads) * length + accumulators * after) <= Cost.Budget

    let chains =
        match chain with
        | Some i -> [ 2; 4; 8 ] |> List.filter (fun count -> count <= Cost.extent i)
        | None -> []

    let one = { Counts = []; Vectors = 1; Chains = 1 }

    let best =
        candidates area chains
        |> List.filter (fun candidate -> candidate = one || fits candidate)
        |> List.minBy (fun candidate ->
            System.Math.Round(cycles area reads candidate, 6), candidate.Chains * accumulators candidate)

    let tiled = best.Counts |> List.map (fun (row, count) -> rows[row], count)

    {
        Rows = tiled
        Vectors = best.Vectors
        Chains = if best.Chains = 1 then None else chain |> Option.map (fun i -> i, best.Chains)
        InPanels = inPanels lane (tiled |> List.map fst |> Set.ofList) operands
    }
