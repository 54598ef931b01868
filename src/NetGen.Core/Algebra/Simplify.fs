/// Makes a program smaller without changing what it means: a worklist of equations to look at again, so that the
/// work grows with the program and not with its square.
module NetGen.Core.Simplify

open System.Collections.Generic
open Walk

let private tidy facts body = body |> Gather.normal facts |> Cheapest.form |> Gather.normal facts

/// Equations under simplification: who reads whom, and which are to be looked at.
type private Worklist(program: Program) =
    let current = Dictionary<Name, Equation>(HashIdentity.Structural)
    let shapes = Dictionary<Name, Index list>(HashIdentity.Structural)
    let readers = Dictionary<Name, HashSet<Name>>(HashIdentity.Structural)
    let results = HashSet<Name>(program.Results, HashIdentity.Structural)
    let queue = Queue<Name>()
    let queued = HashSet<Name>(HashIdentity.Structural)
    let untidy = HashSet<Name>(HashIdentity.Structural)
    let seen = Common.Seen()
    let mutable visits = 0

    let facts = { Facts.ofProgram program with Shape = fun name -> shapes[name] }

    let readersOf name =
        match readers.TryGetValue name with
        | true, found -> found
        | _ ->
            let none = HashSet<Name>(HashIdentity.Structural)
            readers[name] <- none
            none

    let enqueue name =
        if current.ContainsKey name && queued.Add name then
            queue.Enqueue name

    let readBy (e: Equation) = reads e.Body |> List.map fst |> List.distinct

    /// What the equation reads has lost a reader: it may be dead now, or read once.
    let forget (e: Equation) =
        for name in readBy e do
            (readersOf name).Remove e.Target |> ignore
            enqueue name

    let define (e: Equation) =
        current[e.Target] <- e
        shapes[e.Target] <- e.Indices

        for name in readBy e do
            (readersOf name).Add e.Target |> ignore

        enqueue e.Target

    let change (e: Equation) =
        forget current[e.Target]
        untidy.Add e.Target |> ignore
        define e

    let remove (e: Equation) =
        forget e
        current.Remove e.Target |> ignore

    let readersList name = readersOf name |> Seq.sort |> Seq.map (fun reader -> current[reader]) |> List.ofSeq

    /// In normal form, the parts split off defined.
    let settle (e: Equation) =
        if untidy.Remove e.Target then
            let body = tidy facts e.Body
            let settled = Normalize.split shapes.ContainsKey { e with Body = body }

            for part in settled do
                if part.Target <> e.Target then
                    define part
                elif part.Body <> e.Body then
                    forget e
                    define part

        current[e.Target]

    let replaceBy (other: Equation) (e: Equation) =
        for reader in readersList e.Target do
            change
                { reader with
                    Body = retarget (fun name -> if name = e.Target then other.Target else name) reader.Body
                }

        remove e

    let isCurrent (e: Equation) =
        match current.TryGetValue e.Target with
        | true, now -> obj.ReferenceEquals(now, e)
        | _ -> false

    let isResult (e: Equation) = results.Contains e.Target

    /// Whether the equation is not one that was seen before under another name.
    let isNew e =
        match seen.Find facts isCurrent e with
        | Some other when not (isResult e) ->
            replaceBy other e
            false
        | Some other when not (isResult other) ->
            replaceBy e other
            false
        | _ -> true

    let unify e = settle e |> isNew |> ignore

    let shrink (e: Equation) =
        if not (isResult e) && (readersOf e.Target).Count = 0 then
            remove e
        else
            let e = settle e

            if isNew e && not (isResult e) then
                let readers = readersList e.Target

                if Inline.isFit facts e readers then
                    for reader in readers do
                        change (Inline.into reader e)

                    remove e

    let work visit =
        while queue.Count > 0 do
            let name = queue.Dequeue()
            queued.Remove name |> ignore

            match current.TryGetValue name with
            | true, e ->
                visits <- visits + 1
                visit e
            | _ -> ()

    do
        for t in program.Tensors do
            shapes[t.Name] <- t.Indices

        for e in program.Equations do
            shapes[e.Target] <- e.Indices

        for e in program.Equations do
            untidy.Add e.Target |> ignore
            define e

    /// First every equation gets its one name, also where that is the name of an output that only adjoints need:
    /// softmax's slope is the probability itself. Then what nobody needs goes, and what is simple moves.
    member _.Run() =
        work unify

        for name in List.ofSeq current.Keys do
            enqueue name

        work shrink

    /// Equations looked at.
    member _.Visits = visits

    /// Each equation after those it reads, where there is no cycle.
    member _.Program =
        let ordered = ResizeArray<Equation>()
        let placed = HashSet<Name>(HashIdentity.Structural)

        let rec place name =
            match current.TryGetValue name with
            | true, e when placed.Add name ->
                for read in readBy e do
                    place read

                ordered.Add e
            | _ -> ()

        for result in program.Results do
            place result

        { program with Equations = List.ofSeq ordered }

/// Normal form with identities applied, ready to be differentiated: a function has its own indices before any
/// equality is solved.
let prepare (program: Program) =
    let tidyAll (program: Program) =
        let facts = Facts.ofProgram program

        { program with
            Equations = program.Equations |> List.map (fun e -> { e with Body = tidy facts e.Body })
        }

    let normal = program |> Normalize.normalize |> tidyAll
    normal |> Logs.expose (Facts.ofProgram normal) |> tidyAll |> Normalize.normalize

/// The simplified program, and how many times an equation was looked at.
let simplifyCounting (program: Program) =
    let worklist = Worklist program
    worklist.Run()
    worklist.Program, worklist.Visits

let simplify program = fst (simplifyCounting program)
