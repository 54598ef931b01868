/// The reference: the meaning of a program is the solution of its equations, found element by element,
/// on demand and in double. It needs no order of evaluation and shares nothing with the stages that find one. The same
/// in numbers that carry their change gives exact slopes, without the rule of differentiation.
/// What a sum of products reads is computed as a whole before it, where it does not depend on the sum.
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
type private Compiler<'T, 'A when 'A: struct and 'A :> IArithmetic<'T>>
    (stores: Dictionary<Name, Store<'T>>, dependences: Dependence.Dependences, target: Name, batch: int) =
    let arithmetic = Unchecked.defaultof<'A>
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
                let place = places[axis]
                let at = place env

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
                | k -> int (arithmetic.Value(store.Element k))

    /// A comparison of d·T[…] with d·a; what is read nowhere compares with nothing.
    let compare scope name places (a: Affine) holds : int[] -> bool =
        let store, element, whole = store name, element scope name places, whole scope a
        let divisor = float a.Divisor

        fun env ->
            match element env with
            | Nowhere -> false
            | k -> holds (divisor * arithmetic.Value(store.Element k)) (float (whole env))

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

    let zero = arithmetic.Number 0.0

    /// The value that a maximum settles on: not-a-number wins.
    let exceeds (best: float) (value: float) =
        value > best || System.Double.IsNaN value && not (System.Double.IsNaN best)

    let first (values: 'T[]) =
        let mutable first = 0

        for k in 1 .. values.Length - 1 do
            if exceeds (arithmetic.Value values[first]) (arithmetic.Value values[k]) then
                first <- k

        first

    let sum (values: 'T[]) =
        let mutable sum = zero

        for value in values do
            sum <- arithmetic.Add(sum, value)

        sum

    let reduce reduction : 'T[] -> 'T =
        match reduction with
        | Sum -> sum
        | Max -> fun values -> values[first values]
        | First -> first >> float >> arithmetic.Number
        | LogSumExp ->
            let exp, log = arithmetic.Function "exp", arithmetic.Function "log"

            fun values ->
                let top = arithmetic.Value values[first values]

                if System.Double.IsInfinity top then
                    arithmetic.Number top
                else
                    let below = arithmetic.Number -top
                    let total = values |> Array.map (fun value -> exp [| arithmetic.Add(value, below) |]) |> sum
                    arithmetic.Add(arithmetic.Number top, log [| total |])

    let rec body scope value : Compiled<'T> =
        match value with
        | Number x ->
            let x = arithmetic.Number x
            fun _ -> x
        | Count extent ->
            let count = arithmetic.Number(float (extentOf batch extent))
            fun _ -> count
        | Value a ->
            let whole, divisor = whole scope a, float a.Divisor
            fun env -> arithmetic.Number(float (whole env) / divisor)
        | Read(name, places) ->
            let store, element = store name, element scope name places

            fun env ->
                match element env with
                | Nowhere -> zero
                | k -> store.Element k
        | Apply(f, [ argument ]) ->
            let value, argument = arithmetic.Function f, body scope argument
            fun env -> value [| argument env |]
        | Apply(f, arguments) ->
            let value, arguments = arithmetic.Function f, arguments |> List.map (body scope) |> Array.ofList
            fun env -> value (arguments |> Array.map (fun argument -> argument env))
        | Add terms ->
            match terms |> List.map (body scope) with
            | [ a; b ] -> fun env -> arithmetic.Add(a env, b env)
            | terms -> fold (fun x y -> arithmetic.Add(x, y)) 0.0 terms
        | Multiply factors ->
            match factors |> List.map (body scope) with
            | [ a; b ] -> fun env -> arithmetic.Multiply(a env, b env)
            | factors -> fold (fun x y -> arithmetic.Multiply(x, y)) 1.0 factors
        | Select(conditions, yes, no) ->
            let conditions = conditions |> List.map (condition scope) |> Array.ofList
            let yes, no = body scope yes, body scope no
            fun env -> if conditions |> Array.forall (fun holds -> holds env) then yes env else no env
        | Reduce(Sum, indices, (Contraction.Product(number, reads) as inner)) when isContraction indices reads ->
            contract scope indices number reads inner
        | Reduce(reduction, indices, inner) -> elementwise scope reduction indices inner

    and elementwise scope reduction indices inner : Compiled<'T> =
        let extents = indices |> List.map (fun i -> extentOf batch i.Extent) |> Array.ofList
        let slots = indices |> List.map (fun _ -> slot ()) |> Array.ofList

        let scope =
            (scope, indices, List.ofArray slots) |||> List.fold2 (fun scope i slot -> Map.add i slot scope)

        let inner = body scope inner
        let count = Array.fold (*) 1 extents

        match reduction with
        | Sum ->
            fun env ->
                let mutable sum = zero

                for k in 0 .. count - 1 do
                    spread env slots extents k
                    sum <- arithmetic.Add(sum, inner env)

                sum
        | _ ->
            let reduce = reduce reduction

            fun env ->
                reduce (
                    Array.init count (fun k ->
                        spread env slots extents k
                        inner env)
                )

    /// Its reads lie in tensors that do not depend on it.
    and isContraction indices reads =
        let isIndependent (name: Name, places: Affine list) =
            name <> target
            && not (dependences.Of(name).Contains target)
            && (store name).Extents.Length = places.Length

        not (List.isEmpty reads) && not (List.isEmpty indices) && List.forall isIndependent reads

    and contract scope indices number reads term : Compiled<'T> =
        let slow = elementwise scope Sum indices term
        let inner = Contraction.inner batch indices
        let outer = indices |> List.filter (fun i -> i <> inner)

        let extent, extents =
            extentOf batch inner.Extent, outer |> List.map (fun i -> extentOf batch i.Extent) |> Array.ofList

        let slots = outer |> List.map (fun _ -> slot ()) |> Array.ofList

        let around =
            (scope, outer, List.ofArray slots) |||> List.fold2 (fun scope i slot -> Map.add i slot scope)

        let factors =
            [|
                for name, places in reads do
                    let steps = places |> List.map (Affine.factorOf inner)

                    let starts =
                        places
                        |> List.map (Affine.substitute (fun i -> if i = inner then Some(Affine.constant 0) else None))

                    Contraction.Factor(
                        store name,
                        starts |> List.map (whole around) |> Array.ofList,
                        Array.ofList steps
                    )
            |]

        let stores = factors |> Array.map _.Store
        let isFinite (x: 'T) = arithmetic.IsFinite x
        let number = if number = 1.0 then ValueNone else ValueSome(arithmetic.Number number)
        let count = Array.fold (*) 1 extents

        fun env ->
            let mutable isSettled = true

            for store in stores do
                store.Complete()
                isSettled <- store.IsSettled isFinite && isSettled

            // 0 times what is not finite is no 0, so that nothing may be left out there
            if isSettled then
                let mutable sum = zero

                for k in 0 .. count - 1 do
                    spread env slots extents k
                    sum <- Contraction.sum<'T, 'A> sum factors env extent

                match number with
                | ValueNone -> sum
                | ValueSome number -> arithmetic.Multiply(number, sum)
            else
                slow env

    and fold combine start bodies : Compiled<'T> =
        match bodies with
        | [ a ] -> a
        | bodies ->
            let start, bodies = arithmetic.Number start, Array.ofList bodies
            fun env -> bodies |> Array.fold (fun result body -> combine result (body env)) start

    member _.Compile(equation: Equation, store: Store<'T>) =
        let scope = equation.Indices |> List.map (fun i -> i, slot ()) |> Map.ofList
        store.Body <- body scope equation.Body
        store.Slots <- slots

/// A program with the values of its tensors, row-major. The arrays given are read where they lie.
type Machine<'T, 'A when 'A: struct and 'A :> IArithmetic<'T>>(program: Program, batch: int, values: Map<Name, 'T[]>) =
    let stores = Dictionary<Name, Store<'T>>()

    let extents (indices: Index list) = indices |> List.map (fun i -> extentOf batch i.Extent) |> Array.ofList

    do
        for tensor in program.Tensors do
            match values.TryFind tensor.Name with
            | Some given -> stores[tensor.Name] <- Store(tensor.Name, extents tensor.Indices, Some given)
            | None -> failwith (Show.name tensor.Name + " has no values")

        for equation in program.Equations do
            stores[equation.Target] <- Store(equation.Target, extents equation.Indices, None)

        let dependences = Dependence.Dependences program

        for equation in program.Equations do
            Compiler<'T, 'A>(stores, dependences, equation.Target, batch).Compile(equation, stores[equation.Target])

    /// How far each index of a tensor runs.
    member _.Extents name = stores[name].Extents

    /// All elements of a tensor; those not yet known are computed.
    member _.Tensor name : 'T[] =
        let store = stores[name]
        store.Complete()
        store.Values

    /// Changes every element of a tensor once it has been computed.
    member _.Finish(name, change) = stores[name].Finish <- change

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

/// In doubles.
type Machine(program, batch, values) =
    inherit Machine<float, Reals>(program, batch, values)

/// In numbers that carry their change.
type DualMachine(program, batch, values) =
    inherit Machine<DualNumber, Duals>(program, batch, values)

/// In numbers that carry the size of their terms.
type RoundedMachine(program, batch, values) =
    inherit Machine<RoundedNumber, Roundings>(program, batch, values)
