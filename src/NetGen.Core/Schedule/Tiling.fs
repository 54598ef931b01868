/// How many places and vectors a contraction computes at once: a register tile.
module NetGen.Core.Tiling

/// Accumulators, operands and broadcasts that processors with 16 registers hold.
[<Literal>]
let private Registers = 16

/// Places of one index in a tile.
[<Literal>]
let private Most = 8

/// What a contraction reads: whether it differs from lane to lane, and from which rows to which.
type private Operand = { Varies: bool; Rows: Set<int> }

/// Places of rows, by their numbers, outermost first; and vectors at each.
type private Candidate = { Counts: (int * int) list; Vectors: int }

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

/// Cycles at each step of a contraction: two multiply-adds a cycle, two operands a cycle, and with few
/// accumulators the latency of the additions.
let private stepCycles operands candidate =
    let loads = operands |> List.sumBy (loads candidate)
    max (max (float (accumulators candidate) / 2.0) (float loads / 2.0)) 4.0

/// The sizes of the tiles that cover the whole extents, and how often each is run: what is left over runs in
/// smaller ones.
let rec private cover (extents: int[]) counts =
    match counts with
    | [] -> [ [], 1 ]
    | (row, count) :: rest ->
        let whole, left = extents[row] / count, extents[row] % count

        [
            for inner, times in cover extents rest do
                (row, count) :: inner, times * whole

                if left > 0 then
                    (row, left) :: inner, times
        ]

/// Cycles of a step, per place of the rows and vector.
let private cycles extents operands candidate =
    let total =
        cover extents candidate.Counts
        |> List.sumBy (fun (counts, times) -> float times * stepCycles operands { candidate with Counts = counts })

    let places = candidate.Counts |> List.fold (fun n (row, _) -> n * extents[row]) candidate.Vectors
    total / float places

/// Every choice of places of one row or two that the registers may hold; a second row has a whole number of them.
let private candidates (rows: Index list) (extents: int[]) vectors =
    let counts row most = [ 2 .. List.min [ Most; most; extents[row] ] ]

    [
        for vectors in vectors do
            { Counts = []; Vectors = vectors }

            let most = (Registers - 1) / vectors

            for row in 0 .. rows.Length - 1 do
                for count in counts row most do
                    { Counts = [ row, count ]; Vectors = vectors }

                    for other in 0 .. rows.Length - 1 do
                        if other <> row && rows[other].Extent <> Batch then
                            for second in counts other (most / count) do
                                if extents[other] % second = 0 then
                                    { Counts = [ row, count; other, second ]; Vectors = vectors }
    ]

/// The tile of a contraction over these operands, each by the indices it depends on; `length` is that of its text.
let tile lane (rows: Index list) (operands: Set<Index> list) length : Tile =
    let along, vectors =
        match lane with
        | Along i ->
            Some i,
            (match i.Extent with
             | Fixed n when n < 2 * Cost.Widest -> [ 1 ]
             | Fixed _
             | Batch -> [ 1; 2 ])
        | Across i
        | Over i -> Some i, [ 1 ]
        | Alone -> None, [ 1 ]

    let operands =
        operands
        |> List.map (fun free ->
            {
                Varies = along |> Option.exists free.Contains
                Rows = rows |> List.indexed |> List.filter (snd >> free.Contains) |> List.map fst |> Set.ofList
            })

    let fits candidate =
        let loads = operands |> List.sumBy (loads candidate)
        // a tile stands about four times in a method: whole, single vectors, part of one, fewer rows
        accumulators candidate + held candidate operands + 1 <= Registers
        && 2 * (accumulators candidate + loads) * length <= Cost.Budget

    let extents = rows |> List.map Cost.extent |> Array.ofList
    let one = { Counts = []; Vectors = 1 }

    let best =
        candidates rows extents vectors
        |> List.filter (fun candidate -> candidate = one || fits candidate)
        |> List.minBy (fun candidate -> System.Math.Round(cycles extents operands candidate, 6), accumulators candidate)

    { Rows = best.Counts |> List.map (fun (row, count) -> rows[row], count); Vectors = best.Vectors }
