/// Reductions inside bodies become equations of their own, so that every reduction is the root of its equation.
module NetGen.Core.Lift

/// Numbers of parts not yet taken.
let firstFree (program: Program) target =
    program.Equations
    |> List.choose (fun e ->
        match e.Target with
        | Part(whole, k) when whole = target -> Some k
        | _ -> None)
    |> List.fold max 0
    |> (+) 1

let private lift (program: Program) (equation: Equation) : Equation list =
    let parts = ResizeArray<Equation>()
    let first = firstFree program equation.Target

    let rec pointwise (bound: Index list) body =
        let inner = pointwise bound

        match body with
        | Reduce(_, over, _) ->
            let free = Walk.free body
            let indices = bound |> List.filter free.Contains
            let target = Part(equation.Target, first + parts.Count)
            // reserve the place, so that parts within it come after
            let at = parts.Count
            parts.Add { Target = target; Indices = indices; Body = body }
            parts[at] <- { parts[at] with Body = rooted (indices @ over) body }
            Read(target, indices |> List.map (Affine.index >> At))
        | Apply(f, bodies) -> Apply(f, List.map inner bodies)
        | Add bodies -> Add(List.map inner bodies)
        | Multiply bodies -> Multiply(List.map inner bodies)
        | Select(conditions, yes, no) -> Select(conditions, inner yes, inner no)
        | Number _
        | Count _
        | Value _
        | Read _ -> body

    and rooted bound body =
        match body with
        | Reduce(reduction, over, inner) -> Reduce(reduction, over, pointwise bound inner)
        | _ -> pointwise bound body

    let bound =
        match equation.Body with
        | Reduce(_, over, _) -> equation.Indices @ over
        | _ -> equation.Indices

    let body = rooted bound equation.Body
    List.ofSeq parts @ [ { equation with Body = body } ]

let private isNormal (equation: Equation) =
    let rec hasReduction body =
        match body with
        | Reduce _ -> true
        | Apply(_, bodies)
        | Add bodies
        | Multiply bodies -> List.exists hasReduction bodies
        | Select(_, yes, no) -> hasReduction yes || hasReduction no
        | Number _
        | Count _
        | Value _
        | Read _ -> false

    match equation.Body with
    | Reduce(_, _, inner) -> not (hasReduction inner)
    | body -> not (hasReduction body)

let reductions (program: Program) : Program =
    if program.Equations |> List.forall isNormal then
        program
    else
        { program with Equations = program.Equations |> List.collect (lift program) }
