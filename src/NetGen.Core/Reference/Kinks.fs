/// Where a network's slope jumps: the arguments of relu, step, abs and sign, and equal arguments of min, max and
/// comparisons, of two numbers or of many.
module NetGen.Core.Kinks

/// What comes close to a kink: a number to 0, or the largest of many numbers to the next.
type private Kink =
    | Zero of Body
    | Tie of over: Index list * Body

let rec private kinks body =
    match body with
    | Apply(("relu" | "step" | "abs" | "sign"), [ inner ]) -> Zero inner :: kinks inner
    | Apply(("min" | "max" | "greater" | "atLeast"), [ a; b ]) -> Zero(a - b) :: kinks a @ kinks b
    | Apply(_, bodies)
    | Add bodies
    | Multiply bodies -> List.collect kinks bodies
    | Select(_, yes, no) -> kinks yes @ kinks no
    | Reduce(Max, over, inner) -> Tie(over, inner) :: kinks inner
    | Reduce(_, _, inner) -> kinks inner
    | Number _
    | Count _
    | Value _
    | Read _ -> []

/// The program with an equation for every kink; many numbers lie one behind the other.
let private exposed (program: Program) =
    let equations =
        program.Equations
        |> List.collect (fun equation -> kinks equation.Body)
        |> List.distinct
        |> List.mapi (fun k kink ->
            let indices, body =
                match kink with
                | Zero body -> Set.toList (Walk.free body), body
                | Tie(over, body) -> Set.toList (Walk.free body - Set.ofList over) @ over, body

            kink, { Target = Given("kink" + string k); Indices = indices; Body = body })

    { program with Equations = program.Equations @ List.map snd equations },
    equations |> List.map (fun (kink, equation) -> kink, equation.Target)

/// The numbers of a tie, group by group.
let private groups over (numbers: float[]) = numbers |> Array.chunkBySize (over |> Signal.extents |> List.fold (*) 1)

/// How far the largest number is from the next that is another, in every group.
let private gaps groups =
    groups
    |> Array.collect (fun group ->
        let finite = group |> Array.filter (fun v -> v > -infinity)

        match finite |> Array.distinct |> Array.sortDescending |> List.ofArray with
        | largest :: next :: _ -> [| largest - next |]
        | _ -> [||])

/// What the kinks look at, and its numbers.
let private numbers program batch values =
    let program, kinks = exposed program
    let tensor = Rounding.exactly program batch values
    kinks |> List.map (fun (kink, target) -> kink, tensor target)

/// The least distance to a kink, relative to the greatest argument of the same function. A distance of exactly 0
/// was made so, by an earlier relu or by equal inputs: it is 0 in every arithmetic, and all take the same side there.
let distance (program: Program) batch (values: Map<Name, float[]>) =
    numbers program batch values
    |> List.map (fun (kink, numbers) ->
        let distances =
            match kink with
            | Zero _ -> numbers |> Array.map abs
            | Tie(over, _) -> groups over numbers |> gaps
            |> Array.filter (fun distance -> distance > 0.0)

        if distances.Length = 0 then
            infinity
        else
            let finite = numbers |> Array.map abs |> Array.filter (fun v -> v < infinity)
            Array.min distances / max 1.0 (Array.max finite))
    |> List.fold min infinity

/// On which side of each kink every number is, and which of many is the largest: between two values where this differs
/// there is a kink.
let sides (program: Program) batch (values: Map<Name, float[]>) : int[] list =
    numbers program batch values
    |> List.map (fun (kink, numbers) ->
        match kink with
        | Zero _ ->
            numbers
            |> Array.map (fun v ->
                if v > 0.0 then 1
                elif v < 0.0 then -1
                else 0)
        | Tie(over, _) ->
            groups over numbers |> Array.map (fun group -> group |> Array.indexed |> Array.maxBy snd |> fst))
