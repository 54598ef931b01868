/// The order in which terms and factors stand in normal form: one order, so that equal bodies are equal values,
/// and the textbooks' order, so that they read well: numbers first, then what varies with the sample (x[n,i]·W[i,o]).
module NetGen.Core.Order

let private rank body =
    match body with
    | Number _ -> 0
    | Count _ -> 1
    | Value _ -> 2
    | Read _ -> 3
    | Apply _ -> 4
    | Add _ -> 5
    | Multiply _ -> 6
    | Select _ -> 7
    | Reduce _ -> 8

let private ofSample places =
    match places with
    | At { Terms = [ { Extent = Batch }, _ ] } :: _ -> 0
    | _ -> 1

let rec private lists compareItem xs ys =
    match xs, ys with
    | [], [] -> 0
    | [], _ -> -1
    | _, [] -> 1
    | x :: xs, y :: ys ->
        match compareItem x y with
        | 0 -> lists compareItem xs ys
        | order -> order

let rec bodies a b =
    if obj.ReferenceEquals(a, b) then
        0
    else
        match a, b with
        | Number x, Number y -> compare x y
        | Read(x, at), Read(y, there) ->
            match compare (ofSample at) (ofSample there) with
            | 0 ->
                match compare x y with
                | 0 -> compare at there
                | order -> order
            | order -> order
        | Apply(f, xs), Apply(g, ys) ->
            match compare f g with
            | 0 -> lists bodies xs ys
            | order -> order
        | Add xs, Add ys
        | Multiply xs, Multiply ys -> lists bodies xs ys
        | Select(xs, yes, no), Select(ys, yes', no') ->
            match compare xs ys with
            | 0 -> lists bodies [ yes; no ] [ yes'; no' ]
            | order -> order
        | Reduce(r, xs, x), Reduce(s, ys, y) ->
            match compare (r, xs) (s, ys) with
            | 0 -> bodies x y
            | order -> order
        | _ ->
            match compare (rank a) (rank b) with
            | 0 -> compare a b
            | order -> order

let sort items =
    match items with
    | []
    | [ _ ] -> items
    | _ -> List.sortWith bodies items
