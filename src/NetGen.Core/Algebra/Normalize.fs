/// Normal form: a reduction or a function stands at the root of an equation of its own, functions apply to reads.
module NetGen.Core.Normalize

/// The indices of a part split off: those of the equation and of the sums around it that it depends on.
let private dependsOn (scope: Index list) body =
    let free = Walk.free body
    scope |> List.filter free.Contains

let private isArgument body =
    match body with
    | Read _
    | Value _
    | Count _
    | Number _
    | Multiply [ Number _; Read _ ] -> true
    | _ -> false

/// The parts split off an equation, and what is left of it.
let split isTaken (equation: Equation) =
    let parts = ResizeArray<Equation>()
    let mutable count = 0

    let extract scope body =
        count <- count + 1

        while isTaken (Part(equation.Target, count)) do
            count <- count + 1

        let name = Part(equation.Target, count)
        let indices = dependsOn scope body
        parts.Add { Target = name; Indices = indices; Body = body }
        Read(name, indices |> List.map (Affine.index >> At))

    let rec walk isRoot scope body =
        match body with
        | Reduce(reduction, indices, inner) ->
            let reduced = Reduce(reduction, indices, walk false (scope @ indices) inner)
            if isRoot then reduced else extract scope reduced
        | Apply(f, arguments) ->
            let argument x =
                let x = walk false scope x
                if isArgument x then x else extract scope x

            let applied = Apply(f, List.map argument arguments)
            if isRoot then applied else extract scope applied
        | Add terms -> Add(List.map (walk false scope) terms)
        | Multiply factors -> Multiply(List.map (walk false scope) factors)
        // what no condition leads to is not depended on
        | Select(conditions, yes, no) -> Algebra.select conditions (walk false scope yes) (walk false scope no)
        | Number _
        | Count _
        | Value _
        | Read _ -> body

    let body = walk true equation.Indices equation.Body
    List.ofSeq parts @ [ { equation with Body = body } ]

let normalize (program: Program) =
    let shapes = Walk.shapes program
    { program with Equations = program.Equations |> List.collect (split shapes.ContainsKey) }
