/// Makes a program smaller without changing what it means.
module NetGen.Core.Simplify

open Algebra
open Walk

let rec private cost body =
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

let rec private factorOut body =
    match body with
    | Add terms ->
        let products = terms |> List.map (split >> snd)

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

            let rest term =
                let number, factors = split term
                multiply (Number number :: List.fold removeOne factors common)

            multiply (common @ [ add (List.map rest terms) ])
    | Select(conditions, yes, no) -> select conditions (factorOut yes) (factorOut no)
    | _ -> body

/// Multiplying out is kept only where something cancels: it would ruin (x − μ)².
let rec private cheapest body =
    match body with
    | Reduce(reduction, indices, body) -> Reduce(reduction, indices, cheapest body)
    | _ ->
        let expanded = expand body
        [ body; factorOut body; expanded; factorOut expanded ] |> List.minBy cost

let private tidy facts body = body |> Gather.normal facts |> cheapest |> Gather.normal facts

let private mapBodies change (program: Program) =
    { program with
        Equations = program.Equations |> List.map (fun e -> { e with Body = change e.Body })
    }

let private tidyAll program = mapBodies (tidy (Facts.ofProgram program)) program

/// Equal equations are one.
let private common (program: Program) =
    let facts = Facts.ofProgram program

    let canonical (e: Equation) =
        let bound =
            match e.Body with
            | Reduce(_, indices, _) -> indices
            | _ -> []

        let numbered = e.Indices @ bound |> List.mapi (fun k i -> i, { i with Index.Name = "#" + string k })

        let body =
            match e.Body with
            | Reduce(reduction, indices, body) ->
                let number i = numbered |> List.find (fst >> (=) i) |> snd
                Reduce(reduction, List.map number indices, rename numbered body)
            | body -> rename numbered body

        e.Indices |> List.map (fun i -> i.Extent), Gather.normal facts body

    let folder (seen: Map<_, Name>, alias: Map<Name, Name>) (e: Equation) =
        let key = canonical e

        match Map.tryFind key seen with
        | Some other when not (List.contains e.Target program.Results) -> seen, Map.add e.Target other alias
        | Some _ -> seen, alias
        | None -> Map.add key e.Target seen, alias

    let _, alias = List.fold folder (Map.empty, Map.empty) program.Equations
    let name tensor = Map.tryFind tensor alias |> Option.defaultValue tensor

    let rec place p =
        match p with
        | At _ -> p
        | Through(data, places) -> Through(name data, List.map place places)

    let condition c =
        match c with
        | Same(tensor, places, a) -> Same(name tensor, List.map place places, a)
        | AtLeast(tensor, places, a) -> AtLeast(name tensor, List.map place places, a)
        | _ -> c

    let change =
        map (fun body ->
            match body with
            | Read(tensor, places) -> Read(name tensor, List.map place places)
            | Select(conditions, yes, no) -> Select(List.map condition conditions, yes, no)
            | _ -> body)

    { program with
        Equations = program.Equations |> List.filter (fun e -> not (alias.ContainsKey e.Target))
    }
    |> mapBodies change

let rec private isPointwise body =
    match body with
    | Reduce _
    | Apply _ -> false
    | Add bodies
    | Multiply bodies -> List.forall isPointwise bodies
    | Select(_, yes, no) -> isPointwise yes && isPointwise no
    | Number _
    | Count _
    | Value _
    | Read _ -> true

let private isApply body =
    match body with
    | Apply _ -> true
    | _ -> false

/// Reads of the tensor that could be replaced by its body: neither an index nor in a condition.
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

/// Copies go everywhere; a pointwise equation used once goes into a pointwise one. Zero outside must survive.
let private inlineOne (program: Program) =
    let facts = Facts.ofProgram program

    let uses =
        program.Equations
        |> List.collect (fun e -> reads e.Body |> List.map (fun (name, places) -> name, (e, places)))
        |> List.groupBy fst
        |> List.map (fun (name, uses) -> name, List.map snd uses)
        |> Map.ofList

    let canInline (e: Equation) =
        match Map.tryFind e.Target uses with
        | Some uses when not (List.contains e.Target program.Results) && isPointwise e.Body ->
            let staysZeroOutside places =
                List.forall2
                    (fun place (i: Index) ->
                        match place with
                        | At a ->
                            Affine.surelyInside i.Extent a || Facts.vanishes facts (Affine.index i) i.Extent e.Body
                        | Through _ -> false)
                    places
                    e.Indices

            let users = uses |> List.map fst |> List.distinct
            let intoNoFunction = users |> List.forall (fun u -> not (isApply u.Body))

            users |> List.forall (fun u -> u.Target <> e.Target)
            && uses |> List.forall (snd >> staysZeroOutside)
            && uses.Length = (users |> List.sumBy (fun u -> directReads e.Target u.Body))
            && match e.Body with
               | Read _ -> true
               | Number _
               | Count _
               | Multiply [ Number _; Read _ ] -> intoNoFunction
               | body ->
                   (uses.Length = 1 && isPointwise users.Head.Body)
                   || (cost body <= 1
                       && users
                          |> List.forall (fun u ->
                              match u.Body with
                              | Reduce(Sum, _, (Read _ | Multiply [ Number _; Read _ ])) -> true
                              | body -> isPointwise body))
        | _ -> false

    program.Equations
    |> List.tryFind canInline
    |> Option.map (fun e ->
        let replace =
            map (fun body ->
                match body with
                | Read(name, places) when name = e.Target ->
                    let place p =
                        match p with
                        | At a -> a
                        | Through _ -> invalidOp "An index read from data is never inlined."

                    substitute (List.map2 (fun i p -> i, place p) e.Indices places |> Map.ofList) e.Body
                | _ -> body)

        let change (user: Equation) =
            let body = replace user.Body
            if body = user.Body then user else { user with Body = tidy facts body }

        { program with
            Equations = program.Equations |> List.filter (fun u -> u.Target <> e.Target) |> List.map change
        })

/// Equations that no result needs go.
let private live (program: Program) =
    let definitions = program.Equations |> List.map (fun e -> e.Target, e) |> Map.ofList

    let rec visit (seen: Set<Name>) name =
        if seen.Contains name then
            seen
        else
            match Map.tryFind name definitions with
            | None -> seen.Add name
            | Some e -> reads e.Body |> List.map fst |> List.fold visit (seen.Add name)

    let needed = program.Results |> List.fold visit Set.empty
    { program with Equations = program.Equations |> List.filter (fun e -> needed.Contains e.Target) }

/// The body of an equation read at places; an index read from data may stand only for a bare index.
let private readAt (e: Equation) places =
    let through =
        List.zip e.Indices places
        |> List.choose (fun (i, p) ->
            match p with
            | Through _ -> Some(i, p)
            | At _ -> None)
        |> Map.ofList

    let direct =
        List.zip e.Indices places
        |> List.choose (fun (i, p) ->
            match p with
            | At a -> Some(i, a)
            | Through _ -> None)
        |> Map.ofList

    let replace i = Map.tryFind i direct
    let isPlain a = Affine.indices a |> List.forall (fun i -> not (through.ContainsKey i))

    let rec placeAt p =
        match p with
        | At(Affine.Bare i) when through.ContainsKey i -> Some through[i]
        | At a when isPlain a -> Some(At(Affine.substitute replace a))
        | _ -> None

    let all bodies =
        if List.forall Option.isSome bodies then
            Some(List.map Option.get bodies)
        else
            None

    let rec go body =
        match body with
        | Number _
        | Count _ -> Some body
        | Read(name, places) -> places |> List.map placeAt |> all |> Option.map (fun places -> Read(name, places))
        | Apply(f, bodies) -> bodies |> List.map go |> all |> Option.map (fun bodies -> Apply(f, bodies))
        | Add bodies -> bodies |> List.map go |> all |> Option.map Add
        | Multiply bodies -> bodies |> List.map go |> all |> Option.map Multiply
        | _ -> if through.IsEmpty then Some(substitute direct body) else None

    go e.Body

/// log of exp, of sigmoid, of 1 − sigmoid: definitions are looked up so that the identities see them; only what
/// removed the log is kept.
let private exposeLogs (program: Program) =
    let facts = Facts.ofProgram program
    let definitions = program.Equations |> List.map (fun e -> e.Target, e) |> Map.ofList

    let rec lookBack depth =
        map (fun body ->
            match body with
            | Read(name, places) ->
                match Map.tryFind name definitions with
                | Some({ Body = Apply(("exp" | "sigmoid"), _) } as e) -> readAt e places |> Option.defaultValue body
                | Some e when depth > 0 && isPointwise e.Body && not (Set.isEmpty (free e.Body)) ->
                    match readAt e places with
                    | Some found -> lookBack (depth - 1) found
                    | None -> body
                | _ -> body
            | _ -> body)

    let rec hasLog body =
        match body with
        | Apply("log", _) -> true
        | Apply(_, bodies)
        | Add bodies
        | Multiply bodies -> List.exists hasLog bodies
        | Select(_, yes, no) -> hasLog yes || hasLog no
        | Reduce(_, _, body) -> hasLog body
        | _ -> false

    mapBodies
        (map (fun body ->
            match body with
            | Apply("log", [ x ]) ->
                let exposed = Gather.normal facts (Apply("log", [ Gather.normal facts (lookBack 2 x) ]))
                if hasLog exposed then body else exposed
            | _ -> body))
        program

/// Normal form with identities applied, ready to be differentiated: a function has its own indices before any
/// equality is solved.
let prepare program = program |> Normalize.normalize |> tidyAll |> exposeLogs |> tidyAll |> Normalize.normalize |> live

let simplify program =
    let rec inlined program =
        match inlineOne program with
        | Some program -> inlined program
        | None -> program

    let rec settle rounds program =
        let next =
            program
            |> tidyAll
            |> Normalize.normalize
            |> inlined
            |> tidyAll
            |> Normalize.normalize
            |> common
            |> live

        if next = program || rounds = 0 then next else settle (rounds - 1) next

    settle 8 program
