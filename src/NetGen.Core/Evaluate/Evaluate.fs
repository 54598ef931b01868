/// The reference: the meaning of a program is the solution of its equations, found element by element,
/// on demand and in double. It needs no order of evaluation and shares nothing with the stages that find one.
module NetGen.Core.Evaluate

open System.Collections.Generic
open Elements

/// Where a place lies that is no integer, or was read through data outside the data.
[<Literal>]
let private Nowhere = -1

let private extentOf batch extent =
    match extent with
    | Fixed k -> k
    | Batch -> batch

/// Compiles the body of one equation to closures over the values of its indices.
type private Compiler(stores: Dictionary<Name, Store>, batch: int) =
    let mutable slots = 0

    let slot () =
        slots <- slots + 1
        slots - 1

    let store name =
        match stores.TryGetValue name with
        | true, store -> store
        | _ -> failwith (Show.name name + " is not defined")

    /// divisor·a
    let whole (scope: Map<Index, int>) (a: Affine) : int[] -> int =
        let slotOf (i: Index) =
            match scope.TryFind i with
            | Some slot -> slot
            | None -> failwith (i.Name + " is not bound")

        match a.Terms |> List.map (fun (i, k) -> slotOf i, k) with
        | [] -> fun _ -> a.Constant
        | [ slot, 1 ] when a.Constant = 0 -> fun env -> env[slot]
        | [ slot, k ] -> fun env -> k * env[slot] + a.Constant
        | terms ->
            let slots, factors = terms |> Array.ofList |> Array.unzip

            fun env ->
                let mutable sum = a.Constant

                for t in 0 .. slots.Length - 1 do
                    sum <- sum + factors[t] * env[slots[t]]

                sum

    let affine scope (a: Affine) : int[] -> int =
        let whole = whole scope a

        if a.Divisor = 1 then
            whole
        else
            fun env ->
                let value = whole env
                if value % a.Divisor = 0 then value / a.Divisor else Nowhere

    /// The element read, or nowhere.
    let rec element scope name places : int[] -> int =
        let extents = (store name).Extents

        if extents.Length <> List.length places then
            failwith (Show.read name places + " has not the indices of " + Show.name name)

        let places = places |> List.map (place scope) |> Array.ofList

        fun env ->
            let mutable position = 0
            let mutable axis = 0

            while axis < places.Length do
                let at = places[axis] env

                if at >= 0 && at < extents[axis] then
                    position <- position * extents[axis] + at
                    axis <- axis + 1
                else
                    position <- Nowhere
                    axis <- places.Length

            position

    and place scope value : int[] -> int =
        match value with
        | At a -> affine scope a
        | Through(name, places) ->
            let store, element = store name, element scope name places

            fun env ->
                match element env with
                | Nowhere -> Nowhere
                | k -> int (store.Element k)

    /// A comparison of d·T[…] with d·a; what is read nowhere compares with nothing.
    let compare scope name places (a: Affine) holds : int[] -> bool =
        let store, element, whole = store name, element scope name places, whole scope a
        let divisor = float a.Divisor

        fun env ->
            match element env with
            | Nowhere -> false
            | k -> holds (divisor * store.Element k) (float (whole env))

    let condition scope value : int[] -> bool =
        match value with
        | Zero a ->
            let whole = whole scope a
            fun env -> whole env = 0
        | NotNegative a ->
            let whole = whole scope a
            fun env -> whole env >= 0
        | Inside(a, extent) ->
            let at, extent = affine scope a, extentOf batch extent
            fun env -> at env >= 0 && at env < extent
        | Same(name, places, a) -> compare scope name places a (fun read value -> read = value)
        | AtLeast(name, places, a) -> compare scope name places a (fun read value -> read >= value)

    /// The value that a maximum settles on: not-a-number wins.
    let exceeds (best: float) (value: float) =
        value > best || System.Double.IsNaN value && not (System.Double.IsNaN best)

    let first (values: float[]) =
        let mutable first = 0

        for k in 1 .. values.Length - 1 do
            if exceeds values[first] values[k] then
                first <- k

        first

    let reduce reduction : float[] -> float =
        match reduction with
        | Sum -> Array.sum
        | Max -> fun values -> values[first values]
        | First -> first >> float
        | LogSumExp ->
            fun values ->
                let top = values[first values]

                if System.Double.IsInfinity top then
                    top
                else
                    top + log (values |> Array.sumBy (fun value -> exp (value - top)))

    let rec body scope value : Compiled =
        match value with
        | Number x -> fun _ -> x
        | Count extent ->
            let count = float (extentOf batch extent)
            fun _ -> count
        | Value a ->
            let whole, divisor = whole scope a, float a.Divisor
            fun env -> float (whole env) / divisor
        | Read(name, places) ->
            let store, element = store name, element scope name places

            fun env ->
                match element env with
                | Nowhere -> 0.0
                | k -> store.Element k
        | Apply(f, [ argument ]) ->
            let value, argument = Scalar.functions[f].Value, body scope argument
            fun env -> value [| argument env |]
        | Apply(f, arguments) ->
            let value, arguments = Scalar.functions[f].Value, arguments |> List.map (body scope) |> Array.ofList
            fun env -> value (arguments |> Array.map (fun argument -> argument env))
        | Add terms -> fold scope (+) 0.0 terms
        | Multiply factors -> fold scope (*) 1.0 factors
        | Select(conditions, yes, no) ->
            let conditions = conditions |> List.map (condition scope) |> Array.ofList
            let yes, no = body scope yes, body scope no
            fun env -> if conditions |> Array.forall (fun holds -> holds env) then yes env else no env
        | Reduce(reduction, indices, inner) ->
            let extents = indices |> List.map (fun i -> extentOf batch i.Extent) |> Array.ofList
            let slots = indices |> List.map (fun _ -> slot ()) |> Array.ofList

            let scope =
                (scope, indices, List.ofArray slots) |||> List.fold2 (fun scope i slot -> Map.add i slot scope)

            let inner, reduce = body scope inner, reduce reduction
            let count = Array.fold (*) 1 extents

            fun env ->
                reduce (
                    Array.init count (fun k ->
                        let mutable rest = k

                        for axis in slots.Length - 1 .. -1 .. 0 do
                            env[slots[axis]] <- rest % extents[axis]
                            rest <- rest / extents[axis]

                        inner env)
                )

    and fold scope combine start bodies : Compiled =
        match bodies |> List.map (body scope) with
        | [ a ] -> a
        | [ a; b ] -> fun env -> combine (a env) (b env)
        | bodies ->
            let bodies = Array.ofList bodies
            fun env -> bodies |> Array.fold (fun result body -> combine result (body env)) start

    member _.Compile(equation: Equation, store: Store) =
        let scope = equation.Indices |> List.map (fun i -> i, slot ()) |> Map.ofList
        store.Body <- body scope equation.Body
        store.Slots <- slots

/// A program with the values of its tensors, row-major. The arrays given are read where they lie.
type Machine(program: Program, batch: int, values: Map<Name, float[]>) =
    let stores = Dictionary<Name, Store>()

    let extents (indices: Index list) = indices |> List.map (fun i -> extentOf batch i.Extent) |> Array.ofList

    do
        for tensor in program.Tensors do
            match values.TryFind tensor.Name with
            | Some given -> stores[tensor.Name] <- Store(tensor.Name, extents tensor.Indices, Some given)
            | None -> failwith (Show.name tensor.Name + " has no values")

        for equation in program.Equations do
            stores[equation.Target] <- Store(equation.Target, extents equation.Indices, None)

        for equation in program.Equations do
            Compiler(stores, batch).Compile(equation, stores[equation.Target])

    /// How far each index of a tensor runs.
    member _.Extents name = stores[name].Extents

    /// All elements of a tensor; those not yet known are computed.
    member _.Tensor name : float[] =
        let store = stores[name]

        for k in 0 .. store.Values.Length - 1 do
            store.Element k |> ignore

        store.Values

    /// Forgets what was computed: the arrays given may now hold other values.
    member _.Forget() =
        for store in stores.Values do
            store.Forget()

    /// Computes the elements named, in this order; a read of one that is not yet computed is an error.
    member machine.Run(order: (Name * int) seq) =
        machine.Forget()

        for store in stores.Values do
            store.OnDemand <- false

        try
            for name, k in order do
                stores[name].Compute k
        finally
            for store in stores.Values do
                store.OnDemand <- true
