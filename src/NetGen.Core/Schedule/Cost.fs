/// The machine behind the schedules: cycles of one core with 512-bit vectors of single precision,
/// and how much one method may hold.
module NetGen.Core.Cost

/// The samples of a typical batch.
let private batch = 32

/// Lanes of the widest vector.
[<Literal>]
let Widest = 16

/// A function this dear is worth a pass of its own instead of many copies in a register tile.
[<Literal>]
let private Dear = 5.0

/// Accumulators, operands and broadcasts that processors with 16 registers hold.
[<Literal>]
let private Registers = 16

/// Vector operations that the text of one method may hold; the compiler gives up optimising at about
/// 2,000, and 900 local variables are safe.
[<Literal>]
let Budget = 600

/// Cycles to move an element from one layout to another.
[<Literal>]
let private Move = 2.0

let extent (i: Index) =
    match i.Extent with
    | Fixed n -> n
    | Batch -> batch

let private times indices = indices |> List.fold (fun product i -> product * float (extent i)) 1.0

/// Operations of one lane's value, each of a function's cycles counted.
let rec operations body =
    match body with
    | Number _
    | Count _ -> 0.0
    | Value _
    | Read _ -> 0.5
    | Apply(f, bodies) -> Scalar.functions[f].Cost + List.sumBy operations bodies
    | Add bodies
    | Multiply bodies -> float (bodies.Length - 1) * 0.5 + List.sumBy operations bodies
    | Select(conditions, yes, no) -> float conditions.Length + operations yes + operations no
    | Reduce(LogSumExp, over, body) -> times over * (2.0 * operations body + 8.0)
    | Reduce(_, over, body) -> times over * (operations body + 0.5)

/// Whether a function is too dear to stand in every copy of a register tile.
let rec isDear body =
    match body with
    | Apply(f, bodies) -> Scalar.functions[f].Cost >= Dear || List.exists isDear bodies
    | Add bodies
    | Multiply bodies -> List.exists isDear bodies
    | Select(_, yes, no) -> isDear yes || isDear no
    | Reduce(_, _, body) -> isDear body
    | Number _
    | Count _
    | Value _
    | Read _ -> false

/// Cycles of an equation.
let cycles lane (equation: Equation) =
    let vectors =
        match lane with
        | Alone -> times equation.Indices
        | Along lane
        | Across lane ->
            let others = equation.Indices |> List.filter (fun i -> i <> lane)
            times others * float ((extent lane + Widest - 1) / Widest)

    vectors * operations equation.Body

/// Cycles to bring a tensor into another layout.
let conversion shape = Move * times shape

/// Cycles of a row tile over a contraction's step; short of eight accumulators the latency shows.
let private tileCycles rows vectors = max (float (rows * vectors) / 2.0) 4.0

/// The tile of a contraction: along the row index its vectors are reused.
let tile (lane: Index) (row: Index option) operations =
    let vectors =
        match lane.Extent with
        | Fixed n when n < 2 * Widest -> 1
        | _ -> 2

    let most rows = rows * vectors + vectors + 1 <= Registers && rows * vectors * operations <= Budget / 4

    match row with
    | None -> { Row = None; Rows = 1; Vectors = 1 }
    | Some row ->
        let rows = [ 1..8 ] |> List.filter most

        let best =
            match row.Extent with
            | Batch -> rows |> List.filter (fun r -> 8 % r = 0) |> List.last
            | Fixed n ->
                rows
                |> List.filter (fun r -> r <= n)
                |> List.minBy (fun r ->
                    let whole = float (n / r) * tileCycles r vectors
                    (if n % r = 0 then whole else whole + tileCycles (n % r) vectors), -r)

        { Row = Some row; Rows = best; Vectors = vectors }

/// Cycles of a plan.
let plan (plan: Plan) =
    let kernel (k: Kernel) =
        let isConversion = k.Writes |> List.exists (fun w -> k.Reads.ContainsKey w.Tensor && k.Time.IsNone)

        if isConversion then
            conversion k.Indices
        else
            k.Equations |> List.sumBy (cycles k.Lane)

    plan.Stages
    |> List.sumBy (fun stage ->
        match stage with
        | Run k -> kernel k
        | Repeat(_, _, kernels) -> List.sumBy kernel kernels)
