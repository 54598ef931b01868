/// What the conditions around a place prove of it.
module internal NetGen.Core.Bounds

let private low a = a |> Affine.range |> Option.map fst
let private high a = a |> Affine.range |> Option.map snd

/// Places that are not negative where the conditions hold.
let private notNegative conditions =
    conditions
    |> List.collect (fun condition ->
        match condition with
        | NotNegative a -> [ a ]
        | Zero a -> [ a; -1 * a ]
        | Inside(a, Fixed n) -> [ a; -1 * a + (n - 1) ]
        | Inside(a, Batch) -> [ a ]
        | Same _
        | AtLeast _ -> [])

let private provesAtLeastZero conditions a =
    let proves b =
        match low b with
        | Some low -> low >= 0
        | None -> false

    proves a || notNegative conditions |> List.exists (fun b -> proves (a - b))

/// The place is an integer in 0 … extent − 1 wherever the conditions hold.
let surelyInside conditions extent a =
    Affine.surelyInside extent a
    || List.contains (Inside(a, extent)) conditions
    || match extent with
       | Fixed n -> a.Divisor = 1 && provesAtLeastZero conditions a && provesAtLeastZero conditions (-1 * a + (n - 1))
       | Batch -> false

/// The place is an integer in 0 … extent − 1 for no values of its indices.
let surelyOutside extent (a: Affine) =
    match Affine.range a, extent with
    | Some(low, high), Fixed n -> high < 0 || low > (n - 1) * a.Divisor
    | _ -> false

/// For some values of the other indices, the condition holds for no value of these: it masks a whole row.
let masksRow (indices: Index list) condition =
    /// divisor·a with each of the indices where a is greatest, or least.
    let extreme (a: Affine) greatest =
        let place = Affine.Make(a.Terms, a.Constant, 1)

        let at (i: Index) k =
            match i.Extent with
            | Fixed n when (k > 0) = greatest -> Some(Affine.constant (n - 1))
            | Fixed _ -> Some(Affine.constant 0)
            | Batch -> None

        Affine.substitute (fun i -> if List.contains i indices then at i (Affine.factorOf i place) else None) place

    let isSomewhereBelow bound a =
        match low a with
        | Some low -> low < bound
        | None -> false

    let isSomewhereAbove bound a =
        match high a with
        | Some high -> high > bound
        | None -> false

    match condition with
    | NotNegative a -> extreme a true |> isSomewhereBelow 0
    | Zero a -> extreme a true |> isSomewhereBelow 0 || extreme a false |> isSomewhereAbove 0
    | Inside(a, Fixed n) ->
        extreme a true |> isSomewhereBelow 0 || extreme a false |> isSomewhereAbove ((n - 1) * a.Divisor)
    | Inside(_, Batch)
    | Same _
    | AtLeast _ -> false
