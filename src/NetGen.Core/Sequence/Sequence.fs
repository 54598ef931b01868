/// The order of evaluation. A loop over time is a cycle of equations; its index is found, not declared:
/// the one that every read inside the cycle hits at t + c, all c ≤ 0 (forward) or all c ≥ 0 (backward).
module NetGen.Core.Sequence

open System
open System.Collections.Generic

type Direction =
    | Forward
    | Backward

type Step =
    | Whole of Equation
    /// Equations in their order within one step, each with the position of the time among its indices.
    | Loop of Direction * Extent * (Equation * int) list

/// The strongly connected components of a graph, each after those its edges lead to
/// (R. Tarjan, 1972; with a stack of its own, because chains of equations may be long).
let private components (edges: int list[]) : int list list =
    let order = Array.create edges.Length -1
    let low = Array.zeroCreate edges.Length
    let isOpen = Array.create edges.Length false
    let path = Stack<int>()
    let visits = Stack<int * int list>()
    let found = ResizeArray<int list>()
    let mutable count = 0

    let enter node =
        order[node] <- count
        low[node] <- count
        count <- count + 1
        isOpen[node] <- true
        path.Push node
        visits.Push(node, edges[node])

    let rec close node closed =
        let last = path.Pop()
        isOpen[last] <- false
        if last = node then last :: closed else close node (last :: closed)

    for root in 0 .. edges.Length - 1 do
        if order[root] < 0 then
            enter root

        while visits.Count > 0 do
            match visits.Pop() with
            | node, next :: rest ->
                visits.Push(node, rest)

                if order[next] < 0 then
                    enter next
                elif isOpen[next] then
                    low[node] <- min low[node] order[next]
            | node, [] ->
                if low[node] = order[node] then
                    found.Add(close node [])

                if visits.Count > 0 then
                    let parent = fst (visits.Peek())
                    low[parent] <- min low[parent] low[node]

    List.ofSeq found

/// A read of one equation of a cycle by another.
type private Link = { Reader: int; Target: int; Places: Place list }

/// c, where the place is t + c.
let private offset (t: Index) place =
    match place with
    | At { Terms = [ i, 1 ]; Constant = c; Divisor = 1 } when i = t -> Some c
    | _ -> None

/// The loop of a cycle when these are the positions of the time, or nothing.
let private loop (cycle: Equation[]) (links: Link list) (times: Map<int, int>) =
    let time k = cycle[k].Indices[times[k]]

    let offsets =
        links
        |> List.map (fun link -> link, (offset (time link.Reader) link.Places[times[link.Target]]).Value)

    let direction =
        if offsets |> List.forall (fun (_, c) -> c <= 0) then Some Forward
        elif offsets |> List.forall (fun (_, c) -> c >= 0) then Some Backward
        else None

    let atOnce = offsets |> List.filter (fun (_, c) -> c = 0) |> List.map fst

    let edges = Array.create cycle.Length []

    for link in atOnce do
        edges[link.Reader] <- link.Target :: edges[link.Reader]

    let steps = components edges

    match direction with
    | Some direction when steps.Length = cycle.Length && atOnce |> List.forall (fun link -> link.Reader <> link.Target) ->
        Some(Loop(direction, (time 0).Extent, steps |> List.map (fun step -> cycle[step.Head], times[step.Head])))
    | _ -> None

/// Carries the time from equation to equation along the reads; where it could be several indices, each is tried.
let rec private carry (cycle: Equation[]) (links: Link list[]) times pending =
    match pending with
    | [] -> loop cycle (List.concat links) times
    | link :: pending ->
        let t = cycle[link.Reader].Indices[times[link.Reader]]
        let target = cycle[link.Target]

        let carries position = (offset t link.Places[position]).IsSome && target.Indices[position].Extent = t.Extent

        match Map.tryFind link.Target times with
        | Some position -> if carries position then carry cycle links times pending else None
        | None ->
            [ 0 .. target.Indices.Length - 1 ]
            |> List.filter carries
            |> List.tryPick (fun position ->
                carry cycle links (Map.add link.Target position times) (links[link.Target] @ pending))

let private refusal (cycle: Equation[]) (links: Link list[]) =
    let reads =
        Array.map2
            (fun equation links ->
                let own = Show.body (Walk.own equation)

                let texts =
                    links |> List.map (fun link -> Show.read cycle[link.Target].Target link.Places) |> List.distinct

                own + " reads " + String.Join(", ", texts))
            cycle
            links

    "No index carries the cycle: "
    + String.Join("; ", reads)
    + ". A sequence needs one index that every read in it hits at its own step or earlier, or everywhere at its own or later."

/// The step of one component; `reads` are those of each of its equations.
let private step (cycle: Equation[]) (links: Link list[]) =
    if Array.forall List.isEmpty links then
        Ok(Whole cycle[0])
    else
        [ 0 .. cycle[0].Indices.Length - 1 ]
        |> List.tryPick (fun position -> carry cycle links (Map.ofList [ 0, position ]) links[0])
        |> Option.map Ok
        |> Option.defaultWith (fun () -> Error(refusal cycle links))

/// An order in which everything is computed before it is read, or what makes one impossible.
let order (program: Program) : Result<Step list, string> =
    let equations = Array.ofList program.Equations
    let numbers = Dictionary<Name, int>()
    equations |> Array.iteri (fun k equation -> numbers[equation.Target] <- k)

    let reads =
        equations
        |> Array.map (fun equation ->
            Walk.reads equation.Body
            |> List.choose (fun (name, places) ->
                match numbers.TryGetValue name with
                | true, k -> Some(k, places)
                | _ -> None))

    let steps =
        components (reads |> Array.map (List.map fst >> List.distinct))
        |> List.map (fun members ->
            let members = List.sort members
            let local = members |> List.mapi (fun k whole -> whole, k) |> Map.ofList

            let links =
                members
                |> List.mapi (fun reader whole ->
                    reads[whole]
                    |> List.choose (fun (target, places) ->
                        Map.tryFind target local
                        |> Option.map (fun target -> { Reader = reader; Target = target; Places = places })))

            step (members |> List.map (fun k -> equations[k]) |> Array.ofList) (Array.ofList links))

    match
        steps
        |> List.choose (fun step ->
            match step with
            | Error message -> Some message
            | Ok _ -> None)
    with
    | [] -> Ok(steps |> List.choose Result.toOption)
    | messages -> Error(String.Join("\n", messages))

/// The equations in order, those of a loop indented under it.
let show (steps: Step list) =
    let lines step =
        match step with
        | Whole equation -> [ Show.equation equation ]
        | Loop(direction, extent, equations) ->
            let time = (fst equations.Head).Indices[snd equations.Head]
            let last = Show.extent extent + "−1"

            let head =
                match direction with
                | Forward -> "for " + time.Name + " = 0 … " + last + ":"
                | Backward -> "for " + time.Name + " = " + last + " … 0:"

            head :: (equations |> List.map (fun (equation, _) -> "    " + Show.equation equation))

    String.Join("\n", List.collect lines steps)
