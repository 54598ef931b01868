/// Sums of products of elements whose places step evenly: most of a network's work, done over flat arrays.
module internal NetGen.Core.Contraction

open Elements

/// c·T[…]·U[…]…, read at places that need neither data nor a division.
let rec (|Product|_|) body : (float * (Name * Affine list) list) option =
    match body with
    | Number c -> Some(c, [])
    | Read(name, places) ->
        let whole =
            places
            |> List.choose (function
                | At a when a.Divisor = 1 -> Some a
                | _ -> None)

        if whole.Length = places.Length then Some(1.0, [ name, whole ]) else None
    | Multiply factors ->
        (Some(1.0, []), factors)
        ||> List.fold (fun product factor ->
            match product, factor with
            | Some(c, reads), Product(d, others) -> Some(c * d, reads @ others)
            | _ -> None)
    | _ -> None

/// The index with the longest way: the others are walked around it.
let inner batch (indices: Index list) =
    indices
    |> List.maxBy (fun i ->
        match i.Extent with
        | Fixed extent -> extent
        | Batch -> batch)

/// Towards −∞ and +∞, for a positive divisor.
let private floor a b = if a >= 0 then a / b else -((b - 1 - a) / b)

let private ceiling a b = -(floor -a b)

/// One factor along the inner index r: its places at r = 0, and how far r moves each.
[<Sealed>]
type Factor<'T>(store: Store<'T>, places: (int[] -> int)[], steps: int[]) =
    member _.Store = store
    /// The element at r = 0.
    member val Start = 0 with get, set
    /// The elements between r and r + 1.
    member val Stride = 0 with get, set
    /// Where the factor is inside its tensor: First … Last.
    member val First = 0 with get, set
    member val Last = 0 with get, set

    /// Finds all of these for one element of the target.
    member factor.Place(env: int[], extent) =
        factor.Start <- 0
        factor.Stride <- 0
        factor.First <- 0
        factor.Last <- extent - 1

        for axis in 0 .. places.Length - 1 do
            let place, step, size = places[axis], steps[axis], store.Extents[axis]
            let at = place env
            factor.Start <- factor.Start * size + at
            factor.Stride <- factor.Stride * size + step

            if step = 1 then
                factor.First <- max factor.First -at
                factor.Last <- min factor.Last (size - 1 - at)
            elif step > 1 then
                factor.First <- max factor.First (ceiling -at step)
                factor.Last <- min factor.Last (floor (size - 1 - at) step)
            elif step < 0 then
                factor.First <- max factor.First (ceiling (at - size + 1) -step)
                factor.Last <- min factor.Last (floor at -step)
            elif at < 0 || at >= size then
                factor.Last <- -1

/// The sum of the factors' products along the inner index.
let sum<'T, 'A when 'A: struct and 'A :> IArithmetic<'T>> (start: 'T) (factors: Factor<'T>[]) (env: int[]) extent =
    let arithmetic = Unchecked.defaultof<'A>
    let mutable first = 0
    let mutable last = extent - 1

    for factor in factors do
        factor.Place(env, extent)
        first <- max first factor.First
        last <- min last factor.Last

    let mutable sum = start

    if factors.Length = 2 then
        let a, b = factors[0], factors[1]
        let x, y, i, j = a.Store.Values, b.Store.Values, a.Stride, b.Stride
        let mutable p = a.Start + first * i
        let mutable q = b.Start + first * j

        for _ in first..last do
            sum <- arithmetic.Add(sum, arithmetic.Multiply(x[p], y[q]))
            p <- p + i
            q <- q + j
    else
        for r in first..last do
            let mutable product = factors[0].Store.Values[factors[0].Start + r * factors[0].Stride]

            for k in 1 .. factors.Length - 1 do
                let factor = factors[k]
                product <- arithmetic.Multiply(product, factor.Store.Values[factor.Start + r * factor.Stride])

            sum <- arithmetic.Add(sum, product)

    sum
