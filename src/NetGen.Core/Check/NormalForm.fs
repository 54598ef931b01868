/// Normal form: a reduction or a function stands at the root of an equation of its own, over pointwise bodies.
module internal NetGen.Core.NormalForm

/// 1/N counts as a number.
let private isFunction value =
    match value with
    | Apply("inverse", [ Count _ ]) -> false
    | _ -> value.IsApply

/// Below the root: no reduction, no function; sums and products flat, at most one number in each, first in a product.
let rec private pointwise value =
    match value with
    | Reduce _ -> [ "a reduction below the root" ]
    | Apply(f, _) when isFunction value -> [ f + " below the root" ]
    | Add terms ->
        [
            if terms.Length < 2 then
                yield "a sum of fewer than two"
            if terms |> List.exists (fun term -> term.IsAdd) then
                yield "a sum in a sum"
            if terms |> List.filter (fun term -> term.IsNumber) |> List.length > 1 then
                yield "two numbers in a sum"
        ]
        @ List.collect pointwise terms
    | Multiply factors ->
        [
            if factors.Length < 2 then
                yield "a product of fewer than two"
            if factors |> List.exists (fun factor -> factor.IsMultiply) then
                yield "a product in a product"
            if factors.Tail |> List.exists (fun factor -> factor.IsNumber) then
                yield "a number in a product that is not first"
        ]
        @ List.collect pointwise factors
    | Select(_, yes, no) -> pointwise yes @ pointwise no
    | _ -> []

let violations (equation: Equation) =
    match equation.Body with
    | Reduce(_, _, inner) -> pointwise inner
    | Apply(_, arguments) when isFunction equation.Body -> List.collect pointwise arguments
    | inner -> pointwise inner
