/// Reductions as loops over accumulators.
module NetGen.Core.Reductions

open Code
open Address
open Vectors

/// Conditions outside which a term of a sum is 0.
let rec private necessary scene body : Condition list =
    match body with
    | Multiply factors -> List.collect (necessary scene) factors
    | Select(conditions, yes, Number 0.0) -> conditions @ necessary scene yes
    | Read(name, _) when
        (scene.Kernel.Equations |> List.exists (fun e -> e.Target = name))
        && not (scene.Kernel.Reads.ContainsKey name)
        ->
        []
    | Read(name, places) -> Access.guards scene.Shapes[name] places
    | _ -> []

/// Inequalities a ≥ 0 that a condition consists of, if it does.
let private inequalities condition =
    match condition with
    | Zero a when a.Divisor = 1 -> Some [ a; -1 * a ]
    | NotNegative a -> Some [ { a with Divisor = 1 } ]
    | Inside(a, Fixed n) when a.Divisor = 1 -> Some [ a; Affine.constant (n - 1) - a ]
    | _ -> None

/// Bounds of an index that a condition means.
let private bounds (i: Index) condition =
    inequalities condition
    |> Option.filter (List.forall (fun a -> abs (Affine.factorOf i a) = 1))
    |> Option.map (
        List.map (fun a ->
            let rest = { a with Terms = a.Terms |> List.filter (fun (j, _) -> j <> i) }
            if Affine.factorOf i a = 1 then Choice1Of2(-1 * rest) else Choice2Of2(rest + 1))
    )

/// Loops over the indices around the code, entered only where the conditions hold. The innermost may take several
/// steps a round: `code` is told where it stands at each.
let rec private nestBy scene (bound: Set<Index>) over (conditions: Condition list) (round: Round option) code =
    let isReady c = Set.isSubset (Walk.freeCondition c) bound
    let ready, later = conditions |> List.partition isReady

    let rest =
        match over with
        | [] -> code []
        | i :: over ->
            let within = Set.add i bound

            let limits, others =
                later
                |> List.map (fun c -> c, (if Set.isSubset (Walk.freeCondition c) within then bounds i c else None))
                |> List.partition (snd >> Option.isSome)

            let limits = limits |> List.collect (snd >> Option.get) |> List.distinct

            let choose pick text (initial: string) =
                limits
                |> List.choose pick
                |> List.fold (fun limit a -> "nint." + text + "(" + limit + ", " + numerator scene a + ")") initial

            let lower =
                choose
                    (fun l ->
                        match l with
                        | Choice1Of2 a -> Some a
                        | Choice2Of2 _ -> None)
                    "Max"
                    (firstOf scene i)

            let upper =
                choose
                    (fun l ->
                        match l with
                        | Choice2Of2 a -> Some a
                        | Choice1Of2 _ -> None)
                    "Min"
                    (endOf scene i)

            let name = scene.Indices[i]

            let last, before =
                if upper.StartsWith("nint.", System.StringComparison.Ordinal) then
                    name + "End", [ Line("nint " + name + "End = " + upper + ";") ]
                else
                    upper, []

            let loop start last step inner =
                let next = if step = 1 then name + "++" else name + " += " + integer step
                Block("for (nint " + name + " = " + start + "; " + name + " < " + last + "; " + next + ")", inner)

            match round with
            | Some round when round.Over = i && over.IsEmpty ->
                let places = code [ for k in 0 .. round.Steps - 1 -> Affine.index i + k ]
                let leaves n = n % round.Steps <> 0

                match i.Extent with
                | Fixed n when not (leaves n) -> [ loop lower last round.Steps places ]
                | Fixed n when scene.Kernel.Panel.IsNone ->
                    let whole = n / round.Steps * round.Steps

                    [
                        loop lower (integer whole) round.Steps places
                        yield! code [ for k in whole .. n - 1 -> Affine.constant k ]
                    ]
                | _ ->
                    let whole = "(" + last + " & -" + integer round.Steps + ")"
                    [ loop lower whole round.Steps places; loop whole last 1 (code [ Affine.index i ]) ]
            | _ -> before @ [ loop lower last 1 (nestBy scene within over (List.map fst others) round code) ]

    match ready |> List.distinct |> List.collect (condition scene (fun _ -> None) Set.empty) |> List.distinct with
    | [] -> rest
    | tests -> [ Block("if (" + conjunction tests + ")", rest) ]

let private nest scene bound over conditions code = nestBy scene bound over conditions None (fun _ -> code)

/// Whole vectors over an index that is summed, and the part of one that is left.
let private over scene (i: Index) (add: string option -> Code list) : Code list =
    let name = scene.Indices[i]
    let limit = limit scene i

    match wholeVectors scene i 1 (add None) with
    | Some all -> all
    | None ->
        [
            Line("nint " + name + " = 0;")
            Block("for (; " + name + " + V.Count <= " + limit + "; " + name + " += V.Count)", add None)
            Block("if (" + name + " < " + limit + ")", add (Some(limit + " - " + name)))
        ]

/// A vector of which the lanes beyond the end are something else, where not all are inside.
let inside scene (spot: Spot) term beyond =
    match spot.Partial with
    | Some count ->
        let isInside = Call("V.Greater({0}, V.Ramp(0))", [ integral scene count ])
        Call("V.Blend({0}, {1}, {2})", [ isInside; term; beyond ])
    | None -> term

/// What a maximum begins with.
let lowest scene = number scene System.Double.NegativeInfinity

/// The sum of variables in the first of them, by halves: short chains of additions.
let rec private pairwise (variables: string list) =
    match variables with
    | [ _ ] -> []
    | _ ->
        let half = (variables.Length + 1) / 2
        let first, second = List.splitAt half variables

        (List.zip (List.truncate second.Length first) second
         |> List.map (fun (a, b) -> Assign(a, Binary("+", Atom(a, ""), Atom(b, "")))))
        @ pairwise first

/// One reduction in every spot of a tile, into the spots' variables; a sum begins with `start`.
let code
    scene
    (names: Names)
    bound
    (spots: (Spot * string) list)
    start
    reduction
    (summed: Index list)
    body
    : Code list =
    let eachSpot statements = run names (spots |> List.collect statements)
    let lowest = lowest scene

    /// Loops over what is summed; the code is told which lanes are inside, where not all are.
    let loops code =
        match scene.Kernel.Lane with
        | Over i ->
            let others = summed |> List.filter (fun j -> j <> i)
            // in braces: two such loops may follow each other
            [ Block("", over scene i (fun part -> nest scene (Set.add i bound) others [] (code part))) ]
        | Alone
        | Along _
        | Across _ -> nest scene bound summed [] (code None)

    /// What a maximum is of: lanes beyond the end are none of it.
    let candidate spot part =
        let spot = { spot with Partial = part }
        inside scene spot (value scene spot body) lowest

    /// The lanes of a kernel that reduces them hold one result.
    let across operation variable =
        match scene.Kernel.Lane with
        | Over _ -> [ Assign(variable, Call("V.Broadcast(V." + operation + "({0}))", [ Atom(variable, "") ])) ]
        | Alone
        | Along _
        | Across _ -> []

    let maximum (spots: (Spot * string) list) =
        run names (spots |> List.map (fun (_, variable) -> Declare(variable, lowest)))
        @ loops (fun part ->
            run
                names
                (spots
                 |> List.map (fun (spot, variable) ->
                     Assign(variable, Call("V.Max({0}, {1})", [ Atom(variable, ""); candidate spot part ])))))
        @ run names (spots |> List.collect (fun (_, variable) -> across "MaxAcross" variable))

    match reduction with
    | Sum ->
        let conditions =
            necessary scene body
            |> List.distinct
            |> List.filter (fun c ->
                let free = Walk.freeCondition c

                laneIndex scene |> Option.forall (free.Contains >> not)
                && scene.Kernel.Tile.Rows |> List.forall (fst >> free.Contains >> not))

        let known spot = { spot with Known = Set.union spot.Known (Set.ofList conditions) }

        let tested, untested =
            let free = conditions |> List.map Walk.freeCondition |> Set.unionMany
            summed |> List.partition free.Contains

        let add place (spots: (Spot * string) list) =
            run
                names
                (spots
                 |> List.map (fun (spot, variable) ->
                     Assign(variable, accumulate scene (place (known spot)) (Atom(variable, "")) body)))

        let round = scene.Kernel.Tile.Round |> Option.filter (fun round -> List.contains round.Over untested)

        let inner =
            tested @ (untested |> List.sortBy (fun i -> round |> Option.exists (fun round -> round.Over = i)))

        // the sums beside each spot's own
        let besides =
            match round with
            | Some round ->
                [
                    for _ in 2 .. round.Sums -> spots |> List.map (fun (_, variable) -> names.Fresh(variable + "Chain"))
                ]
            | None -> []

        /// Every spot at each step of a round, in the sums by turns.
        let stepped place positions =
            match round with
            | Some round ->
                let sums = Array.ofList (List.map snd spots :: besides)

                positions
                |> List.indexed
                |> List.collect (fun (step, position) ->
                    List.zip spots sums[step % sums.Length]
                    |> List.map (fun ((spot, _), variable) ->
                        { spot with Row = (fun j -> if j = round.Over then Some position else spot.Row j) }, variable))
                |> add place
            | None -> add place spots

        let sums =
            match scene.Kernel.Lane with
            | Over i ->
                let others = inner |> List.filter (fun j -> j <> i)

                over scene i (fun part ->
                    nestBy
                        scene
                        (Set.add i bound)
                        others
                        conditions
                        round
                        (stepped (fun spot -> { spot with Partial = part })))
            | Alone
            | Along _
            | Across _ -> nestBy scene bound inner conditions round (stepped id)

        let join =
            match besides with
            | [] -> []
            | _ ->
                run
                    names
                    (spots
                     |> List.mapi (fun k (_, variable) -> pairwise (variable :: (besides |> List.map (List.item k))))
                     |> List.concat)

        eachSpot (fun (spot, variable) -> [ Declare(variable, start spot) ])
        @ run names (List.concat besides |> List.map (fun variable -> Declare(variable, zero)))
        @ sums
        @ join
    | Max -> maximum spots
    | LogSumExp ->
        let tops = spots |> List.map (fun (spot, variable) -> spot, names.Fresh(variable + "Top"))
        let sums = spots |> List.map (fun (_, variable) -> names.Fresh(variable + "Sum"))
        let both = List.zip tops sums

        maximum tops
        @ run names (sums |> List.map (fun sum -> Declare(sum, zero)))
        @ loops (fun part ->
            run
                names
                (both
                 |> List.map (fun ((spot, top), sum) ->
                     let difference = Binary("-", candidate spot part, Atom(top, ""))
                     Assign(sum, Binary("+", Atom(sum, ""), Call("V.Exp({0})", [ difference ]))))))
        @ run names (sums |> List.collect (across "Sum"))
        // the maximum itself where it is infinite
        @ run
            names
            (List.zip spots both
             |> List.map (fun ((_, variable), ((_, top), sum)) ->
                 let top = Atom(top, "")
                 let isFinite = Call("V.Equal({0}, {1})", [ Binary("-", top, top); zero ])
                 let logarithm = Binary("+", top, Call("V.Log({0})", [ Atom(sum, "") ]))
                 Declare(variable, Call("V.Blend({0}, {1}, {2})", [ isFinite; logarithm; top ]))))
    | First ->
        let position =
            let strides =
                List.scanBack
                    (fun (i: Index) (product: int) ->
                        match i.Extent with
                        | Fixed n -> product * n
                        | Batch -> product)
                    summed
                    1

            linear (List.zip summed strides.Tail |> List.map (fun (i, k) -> scene.Indices[i], k)) 0

        let bests = spots |> List.map (fun (spot, variable) -> spot, variable, names.Fresh(variable + "Best"))

        run names (spots |> List.map (fun (_, variable) -> Declare(variable, zero)))
        @ run names (bests |> List.map (fun (_, _, best) -> Declare(best, lowest)))
        @ loops (fun _ ->
            run
                names
                (bests
                 |> List.collect (fun (spot, variable, best) ->
                     let candidate = names.Fresh(variable + "Here")
                     let here = Atom(candidate, "")
                     let isGreater = Call("V.Greater({0}, {1})", [ here; Atom(best, "") ])

                     [
                         Declare(candidate, value scene spot body)
                         Assign(
                             variable,
                             Call(
                                 "V.Blend({0}, {1}, {2})",
                                 [ isGreater; integral scene position; Atom(variable, "") ]
                             )
                         )
                         Assign(best, Call("V.Max({0}, {1})", [ Atom(best, ""); here ]))
                     ])))
