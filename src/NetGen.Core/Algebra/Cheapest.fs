/// The cheapest of the forms of a pointwise body.
module NetGen.Core.Cheapest

open Algebra

/// Operations, a function counted as ten.
let rec cost body =
    match body with
    | Number _
    | Count _
    | Value _
    | Read _ -> 0
    | Apply(_, arguments) -> 10 + List.sumBy cost arguments
    | Add terms -> terms.Length - 1 + List.sumBy cost terms
    | Multiply(Number -1.0 :: rest) -> rest.Length - 1 + List.sumBy cost rest
    | Multiply factors -> factors.Length - 1 + List.sumBy cost factors
    | Select(conditions, yes, no) -> conditions.Length + cost yes + cost no
    | Reduce(_, _, body) -> cost body

let rec private expand body =
    match body with
    | Add terms -> add (List.map expand terms)
    | Multiply factors ->
        let times products factor =
            match expand factor with
            | Add terms -> List.allPairs products terms |> List.map (fun (product, term) -> term :: product)
            | factor -> products |> List.map (fun product -> factor :: product)

        add (List.fold times [ [] ] factors |> List.map multiply)
    | Select(conditions, yes, no) -> select conditions (expand yes) (expand no)
    | _ -> body

/// A term's number, its factors, and the conditions it stands under.
let private parts term : Condition list * float * Body list =
    let conditions, body = guarded term
    let number, factors = split body
    conditions, number, factors

let rec private factorOut body =
    match body with
    | Add terms ->
        let terms = List.map parts terms
        let products = terms |> List.map (fun (_, _, factors) -> factors)

        let common =
            products.Head
            |> List.distinct
            |> List.filter (fun factor -> products |> List.forall (List.contains factor))

        if common.IsEmpty then
            body
        else
            let removeOne factors factor =
                match List.tryFindIndex ((=) factor) factors with
                | Some k -> List.removeAt k factors
                | None -> factors

            let rest (conditions: Condition list, number, factors) =
                let left = multiply (Number number :: List.fold removeOne factors common)
                if conditions.IsEmpty then left else select conditions left Walk.zero

            multiply (common @ [ add (List.map rest terms) ])
    | Select(conditions, yes, no) -> select conditions (factorOut yes) (factorOut no)
    | _ -> body

/// As it is, factored or multiplied out. Multiplying out is kept only where something cancels: it would ruin (x − μ)².
let rec form body =
    match body with
    | Reduce(reduction, indices, body) -> Reduce(reduction, indices, form body)
    | _ ->
        let expanded = expand body
        [ factorOut body; body; factorOut expanded; expanded ] |> List.minBy cost
