/// Which equations share a nest of loops.
module NetGen.Core.Group

/// Equations over the same indices, on the same lane.
type Group =
    {
        Indices: Index list
        Time: Index option
        Equations: Equation list
        /// Sums and maxima over the row that the equations compute.
        Folds: Equation list
        /// How the samples of a batch are treated.
        Lanes: Lanes
        Lane: Lane
    }

/// Gives the equation's indices other names.
let rename (indices: Index list) (equation: Equation) =
    let bound =
        match equation.Body with
        | Reduce(reduction, over, body) ->
            let fresh = Walk.freshen (Set.ofList (indices @ equation.Indices)) over
            Reduce(reduction, fresh, Walk.rename (List.zip over fresh) body)
        | body -> body

    { equation with
        Indices = indices
        Body = Walk.rename (List.zip equation.Indices indices |> List.filter (fun (i, j) -> i <> j)) bound
    }

let private isReduction (equation: Equation) =
    match equation.Body with
    | Reduce _ -> true
    | _ -> false

/// What an equation reads from memory when it runs after others of its kernel.
let memoryReads (indices: Index list) (before: Equation list) (equation: Equation) =
    Walk.reads equation.Body
    |> List.filter (fun (name, places) ->
        not (before |> List.exists (fun e -> e.Target = name) && Kernel.isOwn indices places))

/// Whether a read of a kernel's own tensor at another place was computed in an earlier step of the time.
let private isEarlier time shape (places: Place list) =
    match time with
    | None -> false
    | Some t ->
        List.exists2
            (fun i place ->
                match place with
                | At { Terms = [ j, 1 ]; Constant = c; Divisor = 1 } -> i = t && j = t && c <> 0
                | _ -> false)
            shape
            places

/// What can be known only when all samples were seen: sums over them, and what is computed from such sums.
let afterSamples (equations: Equation list) =
    let rec grow (found: Set<Name>) =
        let next =
            equations
            |> List.filter (fun e ->
                Access.sumsSamples e.Body || Walk.reads e.Body |> List.exists (fst >> found.Contains))
            |> List.map (fun e -> e.Target)
            |> Set.ofList

        if next = found then found else grow next

    grow Set.empty

/// The equation as the last of a group, if it may run there. `lane` chooses the lane of equations in one kernel,
/// `isAfter` tells what can be known only when all samples were seen.
let join
    (lane: Index list -> Index option -> Equation list -> Lane)
    (isAfter: Name -> bool)
    lanes
    (group: Group)
    (equation: Equation)
    (time: Index option)
    =
    let extents (indices: Index list) = indices |> List.map (fun i -> i.Extent)
    let position (indices: Index list) = Option.map (fun t -> List.findIndex ((=) t) indices)

    if
        isReduction equation
        || lanes <> group.Lanes
        || extents group.Indices <> extents equation.Indices
        || position group.Indices group.Time <> position equation.Indices time
    then
        None
    else
        let renamed = rename group.Indices equation
        let equations = group.Equations @ [ renamed ]

        let isAligned =
            memoryReads group.Indices group.Equations renamed
            |> List.forall (fun (name, places) ->
                not (group.Equations |> List.exists (fun e -> e.Target = name))
                || isEarlier group.Time group.Indices places)

        // what reads nothing of a sum over the samples does not wait for it
        let isApart =
            group.Equations |> List.exists (fun e -> Access.sumsSamples e.Body)
            && not (
                Walk.reads renamed.Body
                |> List.exists (fun (name, _) -> group.Equations |> List.exists (fun e -> e.Target = name))
            )

        let waits (e: Equation) = isAfter e.Target
        let isTiled = group.Lane <> Alone && List.exists isReduction group.Equations

        if
            isAligned
            && not isApart
            && waits equation = waits group.Equations.Head
            && not (isTiled && Cost.isDear renamed.Body && not (Cost.isSmall group.Indices group.Lane))
            && equations |> List.sumBy (fun e -> Cost.length e.Body) <= Cost.Budget / 4
            && Cost.areInlined group.Lane equations
            && lane group.Indices group.Time equations = group.Lane
        then
            Some { group with Equations = equations }
        else
            None

/// What a fold adds up or compares, as an equation of the row.
let folded (group: Group) (fold: Equation) =
    match fold.Body with
    | Reduce(_, _, body) -> { fold with Indices = group.Indices; Body = body }
    | _ -> fold

/// A sum or maximum over all that a group of one row computes, as a fold of it, if it may be one. `canRun` tells whether
/// equations can run on the group's lanes.
let fold (canRun: Equation list -> bool) (group: Group) (equation: Equation) =
    match group, equation.Indices, equation.Body with
    | { Indices = [ i ]; Time = None; Lane = Along lane }, [], Reduce((Sum | Max) as reduction, [ k ], body) when
        lane = i && i.Extent <> Batch && k.Extent = i.Extent
        ->
        let body = if k = i then body else Walk.rename [ k, i ] body

        let candidate =
            { group with Folds = group.Folds @ [ { equation with Body = Reduce(reduction, [ i ], body) } ] }

        let row = group.Equations @ List.map (folded candidate) candidate.Folds
        let isOwn name = group.Equations |> List.exists (fun e -> e.Target = name)
        let own = Walk.reads body |> List.filter (fst >> isOwn)

        if
            not own.IsEmpty
            && own |> List.forall (snd >> Kernel.isOwn group.Indices)
            // chunks go on with a sum over the samples: it is no sum yet
            && not (group.Equations |> List.exists (fun e -> Access.sumsSamples e.Body))
            && row |> List.sumBy (fun e -> Cost.length e.Body) <= Cost.Budget / 4
            && Cost.areInlined group.Lane row
            && canRun row
        then
            Some candidate
        else
            None
    | _ -> None
