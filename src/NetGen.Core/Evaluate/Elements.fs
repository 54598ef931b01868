/// The elements of a tensor, found one by one.
module internal NetGen.Core.Elements

open System.Runtime.CompilerServices

/// A body compiled for an equation: index values, by slot, in; its value out.
type Compiled = int[] -> float

type State =
    | Unknown = 0uy
    | Running = 1uy
    | Known = 2uy

/// A tensor's elements, row-major, as far as they are known.
type Store(name: Name, extents: int[], given: float[] option) =
    let size = Array.fold (*) 1 extents
    let values = given |> Option.defaultWith (fun () -> Array.zeroCreate size)
    let initial = if given.IsSome then State.Known else State.Unknown
    let states = Array.create size initial

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
    member val Body: Compiled = (fun _ -> nan) with get, set
    member val Slots = 0 with get, set
    /// Whether a read computes what is not yet known.
    member val OnDemand = true with get, set
    member _.Extents = extents
    member _.Values = values

    member store.Compute k =
        RuntimeHelpers.EnsureSufficientExecutionStack()
        let env: int[] = Array.zeroCreate store.Slots
        let mutable rest = k

        for axis in extents.Length - 1 .. -1 .. 0 do
            env[axis] <- rest % extents[axis]
            rest <- rest / extents[axis]

        states[k] <- State.Running
        values[k] <- store.Body env
        states[k] <- State.Known

    member store.Element k =
        match states[k] with
        | State.Known -> ()
        | State.Running -> failwith (element k + " depends on itself")
        | _ when store.OnDemand -> store.Compute k
        | _ -> failwith (element k + " is read before it is computed")

        values[k]

    member _.Forget() =
        for k in 0 .. states.Length - 1 do
            states[k] <- initial
