/// Sums, products and conditions in normal form: flat, sorted, like terms collected.
module NetGen.Core.Algebra

open Walk

/// 1/N: a number for the algebra, though it is known only at run time.
let (|PerCount|_|) body =
    match body with
    | Apply("inverse", [ Count extent ]) -> Some extent
    | _ -> None

let factors body =
    match body with
    | Multiply factors -> factors
    | _ -> [ body ]

/// The number in front of a product, and its other factors.
let split body =
    match body with
    | Number x -> x, []
    | Multiply(Number x :: rest) -> x, rest
    | Multiply factors -> 1.0, factors
    | _ -> 1.0, [ body ]

let private product factors =
    match factors with
    | [] -> one
    | [ factor ] -> factor
    | _ -> Multiply factors

/// A condition in lowest terms, or whether it holds always (true) or never (false).
let private judge condition =
    match condition with
    | Zero a ->
        let rec gcd a b = if b = 0 then abs a else gcd b (a % b)
        let g = a.Terms |> List.fold (fun g (_, k) -> gcd g k) 0

        match Affine.range a with
        | _ when g = 0 -> Choice2Of2(a.Constant = 0)
        | _ when a.Constant % g <> 0 -> Choice2Of2 false
        | Some(low, high) when low > 0 || high < 0 -> Choice2Of2 false
        | _ ->
            let g = if snd a.Terms.Head < 0 then -g else g
            Choice1Of2(Zero(Affine.Make(a.Terms |> List.map (fun (i, k) -> i, k / g), a.Constant / g, 1)))
    | NotNegative a ->
        match Affine.range a with
        | Some(low, _) when low >= 0 && a.Divisor = 1 -> Choice2Of2 true
        | Some(_, high) when high < 0 -> Choice2Of2 false
        | _ -> Choice1Of2 condition
    | Inside(a, extent) ->
        match Affine.range a, extent with
        | _ when Affine.surelyInside extent a -> Choice2Of2 true
        | Some(_, high), _ when high < 0 -> Choice2Of2 false
        | Some(low, _), Fixed n when low > (n - 1) * a.Divisor -> Choice2Of2 false
        | Some(low, high), _ when low = high && low % a.Divisor <> 0 -> Choice2Of2 false
        | _ -> Choice1Of2 condition
    | Same _
    | AtLeast _ -> Choice1Of2 condition

/// yes where all conditions hold, else no.
let rec select conditions yes no =
    let judged = List.map judge conditions

    if yes = no || judged |> List.contains (Choice2Of2 false) then
        no
    else
        let left =
            judged
            |> List.choose (fun verdict ->
                match verdict with
                | Choice1Of2 condition -> Some condition
                | Choice2Of2 _ -> None)

        match left, yes with
        | [], _ -> yes
        | _, Select(inner, yes, no') when no' = no -> select (left @ inner) yes no
        | _ -> Select(left |> List.distinct |> List.sort, yes, no)

/// The product: numbers folded, conditions in front.
let rec multiply bodies =
    let flat = bodies |> List.collect factors

    let number =
        (1.0, flat)
        ||> List.fold (fun product factor ->
            match factor with
            | Number x -> product * x
            | _ -> product)

    let rest =
        flat
        |> List.filter (fun factor ->
            match factor with
            | Number _ -> false
            | _ -> true)

    let guard =
        rest
        |> List.tryFindIndex (fun factor ->
            match factor with
            | Select(_, _, Number 0.0)
            | Select(_, Number 0.0, _) -> true
            | _ -> false)

    match guard with
    | _ when number = 0.0 -> zero
    | Some k ->
        let others = Number number :: List.removeAt k rest

        match rest[k] with
        | Select(conditions, yes, Number 0.0) -> select conditions (multiply (yes :: others)) zero
        | Select(conditions, _, no) -> select conditions zero (multiply (no :: others))
        | _ -> failwith "a guard is a condition"
    | None ->
        let sorted = Order.sort (cancel rest)
        product (if number = 1.0 then sorted else Number number :: sorted)

/// N · 1/N = 1
and private cancel factors =
    let pair =
        factors
        |> List.tryPick (fun factor ->
            match factor with
            | PerCount extent when List.contains (Count extent) factors -> Some extent
            | _ -> None)

    match pair with
    | None -> factors
    | Some extent ->
        let without factor factors = List.removeAt (List.findIndex ((=) factor) factors) factors

        factors |> without (Count extent) |> without (Apply("inverse", [ Count extent ])) |> cancel

let negate body = multiply [ Number -1.0; body ]

/// The sum: like terms collected, and what stands under the same conditions.
let rec add bodies =
    let rec flatten body =
        match body with
        | Add terms -> List.collect flatten terms
        | Multiply [ Number -1.0; Add terms ] -> terms |> List.collect flatten |> List.map negate
        | _ -> [ body ]

    let collect (collected: (Body list * float) list) term =
        let number, rest = split term

        match collected |> List.tryFindIndex (fun (other, _) -> other = rest) with
        | Some k -> List.updateAt k (rest, snd collected[k] + number) collected
        | None -> (rest, number) :: collected

    let terms =
        bodies
        |> List.collect flatten
        |> together
        |> List.fold collect []
        |> List.filter (fun (_, number) -> number <> 0.0)
        |> List.map (fun (rest, number) ->
            product (if number = 1.0 && not rest.IsEmpty then rest else Number number :: rest))

    match Order.sort terms with
    | [] -> zero
    | [ term ] -> term
    | terms -> Add terms

/// [c]·a + [c]·b = [c]·(a + b)
and private together terms =
    let conditions =
        terms
        |> List.choose (fun term ->
            match term with
            | Select(conditions, _, _) -> Some conditions
            | _ -> None)

    if List.distinct conditions |> List.length = conditions.Length then
        terms
    else
        let selects, others =
            terms
            |> List.partition (fun term ->
                match term with
                | Select _ -> true
                | _ -> false)

        let merged =
            List.distinct conditions
            |> List.map (fun conditions ->
                let branches =
                    selects
                    |> List.choose (fun term ->
                        match term with
                        | Select(own, yes, no) when own = conditions -> Some(yes, no)
                        | _ -> None)

                select conditions (add (List.map fst branches)) (add (List.map snd branches)))

        others @ merged

/// Its conditions and what stands under them, 0 where they do not hold.
let guarded body =
    match body with
    | Select(conditions, yes, Number 0.0) -> conditions, yes
    | _ -> [], body
