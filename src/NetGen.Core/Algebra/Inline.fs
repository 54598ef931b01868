/// Which equations are written into those that read them. Copies go everywhere; a pointwise equation that is read
/// once goes into a pointwise one. What is 0 outside must stay so, and a contraction keeps its plain operands.
module NetGen.Core.Inline

open Walk

/// Reads of the tensor that its body can replace: neither an index nor in a condition.
let rec private directReads tensor body =
    match body with
    | Read(name, _) -> if name = tensor then 1 else 0
    | Apply(_, bodies)
    | Add bodies
    | Multiply bodies -> bodies |> List.sumBy (directReads tensor)
    | Select(_, yes, no) -> directReads tensor yes + directReads tensor no
    | Reduce(_, _, body) -> directReads tensor body
    | Number _
    | Count _
    | Value _ -> 0

let private isFunction body =
    match body with
    | Apply _ -> true
    | _ -> false

/// A gather of one element, as flattening is, stays one: nothing goes into it.
let private isWhole places =
    places
    |> List.forall (fun place ->
        match place with
        | At a -> a.Divisor = 1
        | Through _ -> true)

/// Where one cheap operation is repeated rather than stored.
let private isLight body =
    match body with
    | Reduce(Sum, _, (Read(_, places) | Multiply [ Number _; Read(_, places) ])) -> isWhole places
    | _ -> isPointwise body

/// Whether all of the readers can have the equation's body in the place of its target.
let isFit facts (equation: Equation) (readers: Equation list) =
    let staysZeroOutside places =
        List.forall2
            (fun place (i: Index) ->
                match place with
                | At a ->
                    Affine.surelyInside i.Extent a || Facts.vanishes facts (Affine.index i) i.Extent equation.Body
                | Through _ -> false)
            places
            equation.Indices

    let uses =
        readers
        |> List.collect (fun r -> reads r.Body |> List.filter (fun (name, _) -> name = equation.Target))

    let pays () =
        match equation.Body with
        | Read _ -> true
        | Number _
        | Count _
        | Multiply [ Number _; Read _ ] -> readers |> List.forall (fun r -> not (isFunction r.Body))
        | body ->
            (uses.Length = 1 && readers |> List.forall (fun r -> isPointwise r.Body))
            || (Cheapest.cost body <= 1 && readers |> List.forall (fun r -> isLight r.Body))

    isPointwise equation.Body
    && not readers.IsEmpty
    && readers |> List.forall (fun r -> r.Target <> equation.Target)
    && pays ()
    && uses |> List.forall (snd >> staysZeroOutside)
    && uses.Length = (readers |> List.sumBy (fun r -> directReads equation.Target r.Body))

/// The reader's body with the equation's in the place of its target.
let into (reader: Equation) (equation: Equation) =
    let body =
        map
            (fun body ->
                match body with
                | Read(name, places) when name = equation.Target ->
                    let place p =
                        match p with
                        | At a -> a
                        | Through _ -> invalidOp "An index read from data is never inlined."

                    substitute (List.map2 (fun i p -> i, place p) equation.Indices places |> Map.ofList) equation.Body
                | _ -> body)
            reader.Body

    { reader with Body = body }
