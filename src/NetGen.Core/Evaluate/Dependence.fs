/// Which tensors a tensor is computed from.
module internal NetGen.Core.Dependence

open System.Collections.Generic

/// All that a tensor depends on, however far.
[<Sealed>]
type Dependences(program: Program) =
    let direct =
        program.Equations
        |> List.map (fun e -> KeyValuePair(e.Target, Walk.reads e.Body |> List.map fst |> List.distinct))

    let direct = Dictionary<Name, Name list>(direct |> List.map (fun pair -> pair.Key, pair.Value) |> dict)
    let known = Dictionary<Name, HashSet<Name>>()

    member _.Of name =
        match known.TryGetValue name with
        | true, all -> all
        | _ ->
            let all = HashSet<Name>()
            let pending = Stack<Name>([ name ])

            while pending.Count > 0 do
                match direct.TryGetValue(pending.Pop()) with
                | true, names ->
                    for name in names do
                        if all.Add name then
                            pending.Push name
                | _ -> ()

            known[name] <- all
            all
