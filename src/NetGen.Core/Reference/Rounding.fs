/// What rounding does to results, however they are computed: every number that a program stores is moved by a random
/// share of itself (Monte Carlo arithmetic; Parker, 1997).
module NetGen.Core.Rounding

/// The tensors whose elements may be moved: what depends on these numbers, but nothing that indices are read from.
let movable (program: Program) (numbers: Set<Name>) : Set<Name> =
    let depends = Dependence.Dependences program

    let rec inPlace place =
        match place with
        | At _ -> []
        | Through(name, places) -> name :: List.collect inPlace places

    let rec integers body =
        match body with
        | Read(_, places) -> List.collect inPlace places
        | Apply(_, bodies)
        | Add bodies
        | Multiply bodies -> List.collect integers bodies
        | Reduce(_, _, inner) -> integers inner
        | Select(conditions, yes, no) ->
            let inCondition condition =
                match condition with
                | Same(name, places, _)
                | AtLeast(name, places, _) -> name :: List.collect inPlace places
                | Zero _
                | NotNegative _
                | Inside _ -> []

            List.collect inCondition conditions @ integers yes @ integers no
        | Number _
        | Count _
        | Value _ -> []

    let integers = program.Equations |> List.collect (fun e -> integers e.Body) |> Set.ofList

    let computed =
        program.Equations
        |> List.map (fun e -> e.Target)
        |> List.filter (fun name -> (depends.Of name).Overlaps numbers)

    Set.difference (Set.union numbers (Set.ofList computed)) integers

/// Moves a number by up to a share of itself; the same seed makes the same moves in the same order.
let moves (share: float) (seed: int) : float -> float =
    let random = System.Random seed
    fun x -> x * (1.0 + share * (2.0 * random.NextDouble() - 1.0))
