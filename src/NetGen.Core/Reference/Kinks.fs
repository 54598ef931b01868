/// Where a network's slope jumps: the arguments of relu, step, abs and sign, and equal arguments of min, max and comparisons.
module NetGen.Core.Kinks

let rec private arguments body =
    match body with
    | Apply(("relu" | "step" | "abs" | "sign"), [ inner ]) -> inner :: arguments inner
    | Apply(("min" | "max" | "greater" | "atLeast"), [ a; b ]) -> (a - b) :: arguments a @ arguments b
    | Apply(_, bodies)
    | Add bodies
    | Multiply bodies -> List.collect arguments bodies
    | Select(_, yes, no) -> arguments yes @ arguments no
    | Reduce(_, _, inner) -> arguments inner
    | Number _
    | Count _
    | Value _
    | Read _ -> []

/// The program with an equation for every such argument, and their names.
let private exposed (program: Program) =
    let kinks =
        program.Equations
        |> List.collect (fun equation -> arguments equation.Body)
        |> List.distinct
        |> List.mapi (fun k body ->
            { Target = Given("kink" + string k); Indices = Set.toList (Walk.free body); Body = body })

    { program with Equations = program.Equations @ kinks }, kinks |> List.map (fun e -> e.Target)

/// The least distance to a kink, relative to the greatest argument of the same function. An argument of exactly 0
/// was made so, by an earlier relu: it is 0 in every arithmetic, and all take the same side there.
let distance (program: Program) batch (values: Map<Name, float[]>) =
    let program, kinks = exposed program

    let machine = Reference.machine program batch values

    kinks
    |> List.map (fun kink ->
        let arguments = machine.Tensor kink |> Array.map abs |> Array.filter (fun a -> a > 0.0)

        if arguments.Length = 0 then
            infinity
        else
            Array.min arguments / max 1.0 (Array.max arguments))
    |> List.fold min infinity
