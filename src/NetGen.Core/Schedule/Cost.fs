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

/// Cycles from which a function's text is twice as long as that of most.
[<Literal>]
let private Long = 15.0

/// Vector operations that the text of one method may hold: the compiler keeps track of 1,024 local variables, and gives
/// an operation two or three.
[<Literal>]
let Budget = 400

/// Numbers that may stay in a first-level cache while others pass through it.
[<Literal>]
let FirstLevel = 4096

/// Numbers that may stay in a second-level cache while others pass through it.
[<Literal>]
let SecondLevel = 131072

/// From 2 MB on neither a cache nor the table of pages keeps a panel of an operand's rows, so far apart do they lie. 128
/// rows of two vectors are half of a first-level cache.
let packed = { Far = 524288; Block = 128 }

/// Cycles to move an element from one layout to another.
[<Literal>]
let private Move = 0.7

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

/// The dear functions of a body, a long one twice; a logarithm of a sum of exponentials has two.
let rec private functions body =
    match body with
    | Apply(f, bodies) ->
        let cost = Scalar.functions[f].Cost

        (if cost >= Long then 2
         elif cost >= Dear then 1
         else 0)
        + List.sumBy functions bodies
    | Add bodies
    | Multiply bodies -> List.sumBy functions bodies
    | Select(_, yes, no) -> functions yes + functions no
    | Reduce(LogSumExp, _, body) -> 2 + functions body
    | Reduce(_, _, body) -> functions body
    | Number _
    | Count _
    | Value _
    | Read _ -> 0

/// Whether a function is too dear to stand in every copy of a register tile.
let isDear body = functions body > 0

/// Whether a tile holds few vectors, whole ones: those of an index, and of nothing else.
let isSmall (indices: Index list) lane =
    match lane, indices with
    | Along({ Extent = Fixed n } as i), [ only ] when i = only ->
        List.contains n [ Widest / 4; Widest / 2; Widest; 2 * Widest ]
    | _ -> false

/// Whether nothing is left of vectors along an index, or as much as narrower ones hold.
let isWhole n = List.contains (n % Widest) [ 0; Widest / 4; Widest / 2 ]

/// Whether the functions of a kernel are inlined: of more than three in a method the compiler leaves calls. Each stands
/// there twice where two vectors of a sum are computed at once, and where part of a vector is left.
let areInlined lane (equations: Equation list) =
    let copies =
        match lane with
        | Along { Extent = Fixed n } ->
            let isSum = equations |> List.exists (fun e -> e.Body.IsReduce)
            if isWhole n && not (isSum && n > Widest) then 1 else 2
        | Along { Extent = Batch }
        | Across _
        | Over _
        | Alone -> 1

    copies * (equations |> List.sumBy (fun e -> functions e.Body)) <= 3

/// Cycles to sum the lanes of one vector.
[<Literal>]
let private SumOfLanes = 8.0

let private vectorsOf i = float ((extent i + Widest - 1) / Widest)

/// Cycles to bring a number from beyond the second-level cache.
[<Literal>]
let private Stream = 0.5

/// Cycles to bring what every block of samples reads anew: what is not of the samples, and more than the cache holds.
/// Rows that a sum runs along come in time, as they lie behind each other.
let private streaming lane (equation: Equation) =
    match lane with
    | Across sample ->
        let summed =
            match equation.Body with
            | Reduce(_, over, _) -> over
            | _ -> []

        let isAlongRows places =
            match List.tryLast places with
            | Some(At(Affine.Bare i)) -> List.contains i summed
            | _ -> false

        let anew =
            Walk.reads equation.Body
            |> List.filter (snd >> isAlongRows >> not)
            |> List.map (fun (_, places) -> places |> List.map Walk.freePlace |> Set.unionMany)
            |> List.distinct
            |> List.filter (fun free -> not (free.Contains sample))
            |> List.map (fun free -> times (List.ofSeq free))
            |> List.filter (fun size -> size > float SecondLevel)

        vectorsOf sample * Stream * List.sum anew
    | Along _
    | Over _
    | Alone -> 0.0

/// Cycles of an equation.
let cycles lane (equation: Equation) =
    let share i =
        match lane with
        | Along lane
        | Across lane
        | Over lane when lane = i -> vectorsOf i / float (extent i)
        | _ -> 1.0

    let target =
        times equation.Indices * (equation.Indices |> List.fold (fun product i -> product * share i) 1.0)

    let computing =
        match lane, equation.Body with
        | Over i, Reduce(_, _, _) -> target * (operations equation.Body * share i + SumOfLanes)
        | _ -> target * operations equation.Body

    computing + streaming lane equation

/// Cycles to bring a tensor into another layout.
let conversion shape = Move * times shape

/// Whether a read may need a test of its place: another step of the time, a window at the border.
let private isGuarded place =
    match place with
    | At(Affine.Bare _) -> false
    | At a -> not a.Terms.IsEmpty
    | Through _ -> true

/// Operations in the text of one lane's value: what a method's budget counts.
let rec length body =
    match body with
    | Number _
    | Count _ -> 0
    | Value _ -> 1
    | Read(_, places) -> if List.exists isGuarded places then 4 else 1
    | Apply(f, bodies) ->
        let cost = Scalar.functions[f].Cost

        (if cost >= Long then 40
         elif cost >= Dear then 20
         else 1)
        + List.sumBy length bodies
    | Add bodies
    | Multiply bodies -> bodies.Length - 1 + List.sumBy length bodies
    | Select(conditions, yes, no) -> 4 * conditions.Length + length yes + length no
    | Reduce(LogSumExp, _, body) -> 2 * length body + 40
    | Reduce(_, _, body) -> length body + 2

/// Cycles of a plan.
let plan (plan: Plan) =
    let kernel (k: Kernel) =
        match Kernel.conversion k with
        | Some _ -> conversion k.Indices
        | None ->
            let folding =
                match k.Lane with
                | Along i -> Over i
                | lane -> lane

            List.sumBy (cycles k.Lane) k.Equations + List.sumBy (cycles folding) k.Folds

    Plan.kernels plan |> List.sumBy kernel
