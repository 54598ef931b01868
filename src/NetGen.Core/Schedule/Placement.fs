/// From equations in order to groups in order: what is cheap is computed where it is used first, in registers.
module NetGen.Core.Placement

open System.Collections.Generic
open Group

/// Groups in order; those of a loop over time together.
type Part =
    | Once of Group
    | Loop of Sequence.Direction * Index * Group list

let groupsOf part =
    match part with
    | Once group -> [ group ]
    | Loop(_, _, groups) -> groups

let private isReduction (equation: Equation) =
    match equation.Body with
    | Reduce _ -> true
    | _ -> false

let private single (scene: Choice.Scene) time (equation: Equation) =
    {
        Group.Indices = equation.Indices
        Time = time
        Equations = [ equation ]
        Folds = []
        Lanes = scene.Lanes
        Lane = Choice.lane scene equation.Indices time [ equation ]
    }

let private joinAll scene time group equations =
    (Some group, equations)
    ||> List.fold (fun group e ->
        group
        |> Option.bind (fun group -> join (Choice.lane scene) scene.IsAfterSamples scene.Lanes group e time))

/// The first place behind whose equations all is known that these read.
let private earliest (known: Dictionary<Name, int>) (equations: Equation list) =
    equations
    |> List.collect (fun e -> Walk.reads e.Body)
    |> List.choose (fun (name, _) ->
        match known.TryGetValue name with
        | true, k -> Some k
        | _ -> None)
    |> List.fold max 0

/// The groups of equations that run in a loop over time, in their order within a step.
let private recurrent scene time (equations: Equation list) : Group list =
    let groups = ResizeArray<Group>()
    let known = Dictionary<Name, int>()

    for e in equations do
        let earliest = earliest known [ e ]

        let joined =
            seq { earliest .. groups.Count - 1 }
            |> Seq.tryPick (fun k -> joinAll scene (Some time) groups[k] [ e ] |> Option.map (fun group -> k, group))

        match joined with
        | Some(k, group) ->
            groups[k] <- group
            known[e.Target] <- k
        | None ->
            known[e.Target] <- groups.Count
            groups.Add(single scene (Some time) e)

    List.ofSeq groups

/// The equations of a loop, with one name for the time.
let private timed (equations: (Equation * int) list) =
    let first, position = equations.Head
    let time = first.Indices[position]

    time,
    equations
    |> List.map (fun (e, position) ->
        if e.Indices[position] = time then
            e
        else
            let others = Set.ofList (List.removeAt position e.Indices)

            let indices =
                e.Indices
                |> List.mapi (fun k i ->
                    if k = position then
                        time
                    elif i.Name = time.Name then
                        Walk.freshen (Set.add time others) [ i ] |> List.head
                    else
                        i)

            rename indices e)

/// Pointwise equations wait until something reads them.
type private Placer(scene: Lanes -> Choice.Scene, views: Map<Name, Name>, lanes: Equation -> Lanes) =
    let parts = ResizeArray<Part>()
    let known = Dictionary<Name, int>()
    let pending = Dictionary<Name, Equation>()

    let pendingReads (equation: Equation) =
        Walk.reads equation.Body
        |> List.choose (fun (name, places) ->
            match pending.TryGetValue name with
            | true, read -> Some(read, places)
            | _ -> None)

    let add part (targets: Name list) =
        for target in targets do
            known[target] <- parts.Count

        parts.Add part

    let set k group (equations: Equation list) =
        parts[k] <- Once group

        for e in equations do
            known[e.Target] <- k

    /// A reduction of what a part computes as a fold of it. What reads the fold comes after the part.
    let fold (equation: Equation) =
        let scene = scene (lanes equation)
        let k = earliest known [ equation ]

        let folded =
            match Seq.tryItem k parts with
            | Some(Once group) ->
                Group.fold (Choice.layouts scene group.Indices group.Lane >> Option.isSome) group equation
            | Some(Loop _)
            | None -> None

        match folded with
        | Some group ->
            parts[k] <- Once group
            known[equation.Target] <- k + 1
            true
        | None -> false

    let place (equations: Equation list) =
        let scene = scene (lanes equations.Head)
        let earliest = earliest known equations

        let existing =
            seq { earliest .. parts.Count - 1 }
            |> Seq.tryPick (fun k ->
                match parts[k] with
                | Once group -> joinAll scene None group equations |> Option.map (fun group -> k, group)
                | Loop _ -> None)

        match existing with
        | Some(k, group) ->
            set k group equations
            true
        | None ->
            match joinAll scene None (single scene None equations.Head) equations.Tail with
            | Some group ->
                add (Once group) (equations |> List.map (fun e -> e.Target))
                true
            | None -> false

    /// What waits and is read by the equation: at its own place, and elsewhere.
    let reads (equation: Equation) =
        pendingReads equation
        |> List.groupBy fst
        |> List.partition (fun (read, reads) ->
            read.Indices.Length = equation.Indices.Length
            && lanes read = lanes equation
            && reads |> List.forall (fun (_, places) -> Kernel.isOwn equation.Indices places))
        |> fun (own, elsewhere) -> List.map fst own, List.map fst elsewhere

    member placer.Force(equation: Equation) =
        if pending.Remove equation.Target then
            placer.Settle(equation, HashSet())
            let together = placer.Together equation

            if not (place together) then
                for e in together do
                    place [ e ] |> ignore

    /// Places what the equation, and what is to run beside it, reads elsewhere: before any of them is taken from those
    /// that wait, for what is placed here may read them too.
    member private placer.Settle(equation: Equation, seen: HashSet<Name>) =
        if seen.Add equation.Target then
            let own, elsewhere = reads equation

            for read in elsewhere do
                placer.Force read

            for read in own do
                placer.Settle(read, seen)

    /// The settled equation, and before it those waiting that it reads.
    member private placer.Together(equation: Equation) : Equation list =
        let before =
            fst (reads equation)
            |> List.collect (fun read -> if pending.Remove read.Target then placer.Together read else [])

        before @ [ equation ]

    /// What reads a view comes after the part that writes its elements.
    member private placer.View(equation: Equation) =
        for read, _ in pendingReads equation do
            placer.Force read

        match known.TryGetValue views[equation.Target] with
        | true, k -> known[equation.Target] <- k + 1
        | _ -> ()

    member placer.Step(step: Sequence.Step) =
        match step with
        | Sequence.Whole e when views.ContainsKey e.Target -> placer.View e
        | Sequence.Whole e when not (isReduction e) -> pending[e.Target] <- e
        | Sequence.Whole e ->
            for read, _ in pendingReads e do
                placer.Force read

            if not (fold e) then
                add (Once(single (scene (lanes e)) None e)) [ e.Target ]
        | Sequence.Loop(direction, _, equations) ->
            let time, equations = timed equations

            for e in equations do
                for read, _ in pendingReads e do
                    placer.Force read

            let scene =
                { scene (if time.Extent = Batch then Features else lanes equations.Head) with
                    Recurrent = equations |> List.map (fun e -> e.Target) |> Set.ofList
                }

            add (Loop(direction, time, recurrent scene time equations)) (equations |> List.map (fun e -> e.Target))

    member placer.Finish() : Part list =
        for e in List.ofSeq pending.Values do
            placer.Force e

        List.ofSeq parts

/// `lanes` chooses how each equation treats the samples; a loop follows its first equation.
let parts scene views (lanes: Equation -> Lanes) (steps: Sequence.Step list) : Part list =
    let placer = Placer(scene, views, lanes)
    List.iter placer.Step steps
    placer.Finish()
