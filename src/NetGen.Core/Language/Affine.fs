namespace NetGen.Core

/// How far an index runs: a number known when the network is compiled, or the samples of a batch.
type Extent =
    | Fixed of int
    | Batch

/// Bound by one equation; its name is unique within that equation.
type Index = { Name: string; Extent: Extent }

/// (Σ k·index + constant) / divisor, in lowest terms, terms sorted by index, no k = 0, divisor > 0:
/// equal places are equal values.
type Affine =
    {
        Terms: (Index * int) list
        Constant: int
        Divisor: int
    }

    /// Brings terms in any order, with repeated indices and zero factors, to lowest terms.
    static member Make(terms: (Index * int) list, constant, divisor) =
        let rec gcd a b = if b = 0 then abs a else gcd b (a % b)

        let terms =
            match terms with
            | []
            | [ _ ] -> terms |> List.filter (fun (_, k) -> k <> 0)
            | _ ->
                terms
                |> List.groupBy fst
                |> List.map (fun (i, ks) -> i, List.sumBy snd ks)
                |> List.filter (fun (_, k) -> k <> 0)
                |> List.sortBy fst

        let g = terms |> List.fold (fun g (_, k) -> gcd g k) (gcd divisor constant)
        let g = if divisor < 0 then -g else g

        {
            Terms = if g = 1 then terms else terms |> List.map (fun (i, k) -> i, k / g)
            Constant = constant / g
            Divisor = divisor / g
        }

    static member (*)(factor: int, a: Affine) =
        Affine.Make(a.Terms |> List.map (fun (i, k) -> i, factor * k), factor * a.Constant, a.Divisor)

    /// a / d is a value only where d divides a.
    static member (/)(a: Affine, d: int) = Affine.Make(a.Terms, a.Constant, a.Divisor * d)

    static member (+)(a: Affine, b: Affine) =
        let over factor terms = terms |> List.map (fun (i, k) -> i, factor * k)

        Affine.Make(
            over b.Divisor a.Terms @ over a.Divisor b.Terms,
            a.Constant * b.Divisor + b.Constant * a.Divisor,
            a.Divisor * b.Divisor
        )

    static member (+)(a: Affine, c: int) = Affine.Make(a.Terms, a.Constant + c * a.Divisor, a.Divisor)
    static member (-)(a: Affine, b: Affine) = a + -1 * b
    static member (-)(a: Affine, c: int) = a + -c

[<RequireQualifiedAccess>]
module Affine =
    let constant c = Affine.Make([], c, 1)

    let index i = Affine.Make([ i, 1 ], 0, 1)

    /// The factor of an index: 0 where it does not occur.
    let factorOf i a = a.Terms |> List.tryFind (fun (j, _) -> j = i) |> Option.map snd |> Option.defaultValue 0

    let indices a = a.Terms |> List.map fst

    /// Replaces the indices that `replace` knows.
    let substitute (replace: Index -> Affine option) a =
        if a.Terms |> List.forall (fun (i, _) -> (replace i).IsNone) then
            a
        else
            let place i = replace i |> Option.defaultWith (fun () -> index i)
            let whole = a.Terms |> List.fold (fun sum (i, k) -> sum + k * place i) (constant a.Constant)
            whole / a.Divisor

    /// The least and the greatest value of divisor·a, where no index runs over the batch.
    let range a =
        (Some(a.Constant, a.Constant), a.Terms)
        ||> List.fold (fun range (i, k) ->
            match range, i.Extent with
            | Some(low, high), Fixed n -> Some(low + min 0 (k * (n - 1)), high + max 0 (k * (n - 1)))
            | _ -> None)

    /// An index by itself.
    let (|Bare|_|) a =
        match a with
        | { Terms = [ i, 1 ]; Constant = 0; Divisor = 1 } -> Some i
        | _ -> None

    /// The place is an integer in 0 … extent − 1, whatever the values of its indices.
    let surelyInside extent a =
        match a, extent with
        | Bare i, _ when i.Extent = extent -> true
        | _, Fixed n when a.Divisor = 1 ->
            match range a with
            | Some(low, high) -> low >= 0 && high < n
            | None -> false
        | _ -> false
