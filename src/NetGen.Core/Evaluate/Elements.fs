/// The elements of a tensor, found one by one.
module internal NetGen.Core.Elements

open System.Runtime.CompilerServices

/// A body compiled for an equation: index values, by slot, in; its value out.
type Compiled<'T> = int[] -> 'T

type State =
    | Unknown = 0uy
    | Running = 1uy
    | Known = 2uy

/// Sets the indices in these slots to the k-th of their combinations, row-major.
let spread (env: int[]) (slots: int[]) (extents: int[]) k =
    let mutable rest = k

    for axis in extents.Length - 1 .. -1 .. 0 do
        env[slots[axis]] <- rest % extents[axis]
        rest <- rest / extents[axis]

/// A tensor's elements, row-major, as far as they are known.
type Store<'T>(name: Name, extents: int[], given: 'T[] option) =
    let size = Array.fold (*) 1 extents
    let targets = Array.init extents.Length id
    let values = given |> Option.defaultWith (fun () -> Array.zeroCreate size)
    let initial = if given.IsSome then State.Known else State.Unknown
    let states = Array.create size initial
    let mutable missing = if given.IsSome then 0 else size
    let mutable isExamined = false
    let mutable isFinite = false

    do
        if values.Length <> size then
            failwith (
                Show.name name
                + " has "
                + Show.integer size
                + " elements and was given "
                + Show.integer values.Length
            )

    let element k =
        let places, _ =
            Array.mapFoldBack (fun extent rest -> Affine.constant (rest % extent) |> At, rest / extent) extents k

        Show.read name (List.ofArray places)

    /// The compiled equation and the number of its slots; the target's indices take the first ones.
    member val Body: Compiled<'T> = (fun _ -> Unchecked.defaultof<'T>) with get, set
    member val Slots = 0 with get, set
    /// Whether a read computes what is not yet known.
    member val OnDemand = true with get, set
    /// What becomes of an element that has been computed.
    member val Finish: 'T -> 'T = id with get, set
    member _.Extents = extents
    member _.Values = values

    /// Computes one element, whose place env holds.
    member private store.Solve(k, env) =
        RuntimeHelpers.EnsureSufficientExecutionStack()
        states[k] <- State.Running
        values[k] <- store.Finish(store.Body env)
        states[k] <- State.Known
        missing <- missing - 1

    member store.Compute k =
        let env: int[] = Array.zeroCreate store.Slots
        spread env targets extents k
        store.Solve(k, env)

    member store.Element k =
        match states[k] with
        | State.Known -> ()
        | State.Running -> failwith (element k + " depends on itself")
        | _ when store.OnDemand -> store.Compute k
        | _ -> failwith (element k + " is read before it is computed")

        values[k]

    /// Computes every element, if reads may.
    member store.Complete() =
        if missing > 0 && store.OnDemand then
            let env: int[] = Array.zeroCreate store.Slots

            for k in 0 .. size - 1 do
                if states[k] = State.Unknown then
                    store.Solve(k, env)

                let mutable axis = extents.Length - 1

                while axis >= 0 do
                    env[axis] <- env[axis] + 1

                    if env[axis] < extents[axis] then
                        axis <- -1
                    else
                        env[axis] <- 0
                        axis <- axis - 1

    /// Whether every element is known and finite.
    member _.IsSettled(finite: 'T -> bool) =
        if not isExamined && missing = 0 then
            isExamined <- true
            isFinite <- Array.forall finite values

        isFinite

    member _.Forget() =
        missing <- if given.IsSome then 0 else size
        isExamined <- false
        isFinite <- false

        for k in 0 .. states.Length - 1 do
            states[k] <- initial
