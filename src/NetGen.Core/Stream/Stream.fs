/// A network over sequences as the program of one step. Reads at earlier steps become reads of what the stream
/// remembers, which is 0 at first, as what lies before a sequence is; the last step is the present one.
module NetGen.Core.Stream

open System.Collections.Generic
open Write

/// Something reads a later step, or all steps at once.
exception private Unstreamable

/// How a tensor depends on the time.
type private Role =
    /// The time is its index at that position.
    | Timed of int
    /// It belongs to the step that is the last one so far.
    | Present
    /// It does not depend on the inputs.
    | Constant

/// The number of steps so far.
let counter = Given "time"

/// T at earlier steps, the latest first; T now and at earlier steps; T at earlier steps as the next step sees it.
let private window tensor = Part(Before tensor, 1)
let after state = Part(state, 2)

let private isTime (input: Input) =
    match input.Kind, input.Shape with
    | (InputKind.Numbers | InputKind.Tokens _), steps :: _ -> steps > 1
    | _ -> false

let private isLength (input: Input) =
    match input.Kind with
    | InputKind.Length _ -> true
    | _ -> false

/// The index of an equation that a place moves with, step by step.
let private timeOf (e: Equation) place =
    match place with
    | At a when a.Divisor = 1 -> e.Indices |> List.tryFindIndex (fun i -> i.Extent <> Batch && Affine.factorOf i a = 1)
    | _ -> None

/// The roles of all tensors: known of the inputs, carried along the reads.
let private rolesOf (program: Program) (given: Map<Name, Role>) =
    let isEquation name = program.Equations |> List.exists (fun e -> e.Target = name)

    let role (known: Map<Name, Role>) (e: Equation) =
        let reads = Walk.reads e.Body |> List.filter (fun (name, _) -> name <> e.Target)

        let times =
            reads
            |> List.choose (fun (name, places) ->
                match known.TryFind name with
                | Some(Timed p) -> timeOf e places[p]
                | _ -> None)

        match times with
        | position :: _ -> Some(Timed position)
        | [] when reads |> List.forall (fun (name, _) -> known.ContainsKey name) ->
            let isConstant = reads |> List.forall (fun (name, _) -> known[name] = Constant)
            Some(if isConstant then Constant else Present)
        | [] -> None

    let rec settle (known: Map<Name, Role>) =
        let next =
            (known, program.Equations)
            ||> List.fold (fun known e ->
                match known.ContainsKey e.Target, role known e with
                | false, Some role -> Map.add e.Target role known
                | _ -> known)

        if next.Count = known.Count then known else settle next

    /// What is the same for all inputs, but not at all steps: positions.
    let promote (known: Map<Name, Role>) =
        (known, program.Equations)
        ||> List.fold (fun known e ->
            match known.TryFind e.Target with
            | Some(Timed position) ->
                (known, Walk.reads e.Body)
                ||> List.fold (fun known (name, places) ->
                    let axis = places |> List.tryFindIndex ((=) (At(!e.Indices[position])))

                    match known.TryFind name, axis with
                    | Some Constant, Some axis when isEquation name -> Map.add name (Timed axis) known
                    | _ -> known)
            | _ -> known)

    let rec promoteAll known =
        let next = promote known
        if next = known then known else promoteAll next

    promoteAll (settle given)

/// One step of the program; `steps` are those of a whole sequence.
type private Translation(program: Program, roles: Map<Name, Role>, lengths: Set<Name>, steps: int) =
    let delays = Dictionary<Name, int>(HashIdentity.Structural)
    let windows = HashSet<Name>(HashIdentity.Structural)
    let mutable counts = false

    let count () =
        counts <- true
        Read(counter, [])

    let remember tensor delay =
        match delays.TryGetValue tensor with
        | true, known -> delays[tensor] <- max known delay
        | _ -> delays[tensor] <- delay

    let mentions (time: Index option) a = time |> Option.exists (fun t -> Affine.factorOf t a <> 0)

    /// How far a place is from the present step.
    let distance (time: Index option) a =
        match time with
        | Some t when a.Divisor = 1 && Affine.factorOf t a = 1 -> a - !t
        | _ -> raise Unstreamable

    let rec locate (time: Index option) name (places: Place list) : Name * Place list =
        match Map.tryFind name roles, time with
        | _ when lengths.Contains name -> raise Unstreamable
        | Some(Timed p), _ ->
            let others = places |> List.removeAt p |> List.map (place time)

            match places[p], time with
            | At { Terms = []; Constant = c; Divisor = 1 }, None when c = steps - 1 -> name, others
            | At a, Some _ ->
                let distance = distance time a

                match Affine.range distance with
                | Some(0, 0) -> name, others
                | Some(low, high) when high <= 0 ->
                    remember name -low

                    if high < 0 then
                        Before name, List.insertAt p (At(-1 * distance - 1)) others
                    else
                        windows.Add name |> ignore
                        window name, List.insertAt p (At(-1 * distance)) others
                | _ -> raise Unstreamable
            | _ -> raise Unstreamable
        | Some Present, Some _ -> raise Unstreamable
        | _ -> name, List.map (place time) places

    and place time value =
        match value, time with
        | At a, Some t when a = !t ->
            counts <- true
            Through(counter, [])
        | At a, _ when mentions time a -> raise Unstreamable
        | At _, _ -> value
        | Through(data, places), _ -> Through(locate time data places)

    /// Conditions on the time become conditions on the counter; a stream has no last step.
    let condition time value : Condition list =
        let isPast a =
            counts <- true
            AtLeast(counter, [], -1 * distance time a)

        match value with
        | Zero a when mentions time a ->
            let t = time.Value
            let k = Affine.factorOf t a
            counts <- true
            [ Same(counter, [], -1 * (a.Divisor * a - k * !t) / k) ]
        | NotNegative a when mentions time a -> [ isPast a ]
        | Inside(a, Fixed extent) when mentions time a && extent = steps ->
            match Affine.range (distance time a) with
            | Some(_, high) when high <= 0 -> [ isPast a ]
            | _ -> raise Unstreamable
        | AtLeast(name, _, a) when lengths.Contains name ->
            match Affine.range (distance time a) with
            | Some(_, high) when high <= 1 -> []
            | _ -> raise Unstreamable
        | Same(name, places, a) when not (mentions time a) ->
            let name, places = locate time name places
            [ Same(name, places, a) ]
        | AtLeast(name, places, a) when not (mentions time a) ->
            let name, places = locate time name places
            [ AtLeast(name, places, a) ]
        | Zero a
        | NotNegative a
        | Inside(a, _) when not (mentions time a) -> [ value ]
        | _ -> raise Unstreamable

    let rec body (time: Index option) value =
        let inner = body time

        match value with
        | Value a when mentions time a ->
            let k = Affine.factorOf time.Value a
            let rest = a - Affine.Make([ time.Value, k ], 0, a.Divisor)
            number (float k / float a.Divisor) * count () + Value rest
        | Number _
        | Count _
        | Value _ -> value
        | Read(name, places) -> Read(locate time name places)
        | Apply(f, bodies) -> Apply(f, List.map inner bodies)
        | Add bodies -> Add(List.map inner bodies)
        | Multiply bodies -> Multiply(List.map inner bodies)
        | Select(conditions, yes, no) ->
            match conditions |> List.collect (condition time) with
            | [] -> inner yes
            | conditions -> Select(conditions, inner yes, inner no)
        | Reduce(reduction, over, value) -> Reduce(reduction, over, inner value)

    let shapes = Walk.shapes program

    /// What is remembered of a tensor: its indices, and how many steps back as one more.
    let remembered name count =
        match roles[name], shapes[name] with
        | Timed p, ({ Extent = Batch } :: _ as indices) when p > 0 ->
            let others = List.removeAt p indices
            let q = Walk.freshen (Set.ofList others) [ index "q" count ] |> List.head
            let value = read name (List.map (!) others)
            let past = Read(Before name, List.insertAt p (At(!q - 1)) (others |> List.map ((!) >> At)))
            let shifted = if count = 1 then value else only [ Zero !q ] value + past
            List.insertAt p q others, shifted
        | _ -> raise Unstreamable

    member _.Equation(e: Equation) =
        match roles.TryFind e.Target with
        | Some(Timed p) -> { e with Indices = List.removeAt p e.Indices; Body = body (Some e.Indices[p]) e.Body }
        | Some _ -> { e with Body = body None e.Body }
        | None -> raise Unstreamable

    /// States, and the equations of windows and of the states after the step.
    member _.Memory =
        let kinds = program.Tensors |> List.map (fun t -> t.Name, t.Kind) |> Map.ofList

        let states =
            [
                for KeyValue(name, count) in delays do
                    let kind =
                        match kinds.TryFind name with
                        | Some(Data domain) -> Data domain
                        | _ -> Data Domain.Real

                    { Name = Before name; Indices = fst (remembered name count); Kind = kind }
                if counts then
                    data (Below(Fixed(1 <<< 24))) counter []
            ]

        let equations =
            [
                for KeyValue(name, count) in delays do
                    let define target count =
                        let indices, body = remembered name count
                        equation target indices body

                    if windows.Contains name then
                        define (window name) (count + 1)

                    define (after (Before name)) count
                if counts then
                    equation (after counter) [] (number 1.0 + Read(counter, []))
            ]

        states, equations

    member _.Tensor(t: Tensor) =
        match roles.TryFind t.Name with
        | Some(Timed p) -> { t with Indices = List.removeAt p t.Indices }
        | _ -> t

/// The states of a stream, in the program of its step.
let states (program: Program) =
    program.Tensors
    |> List.filter (fun t ->
        match t.Name with
        | Before _ -> true
        | name -> name = counter)

/// The program of a step, whose results are the outputs and the states after it; nothing where a step needs a later
/// one or all of them, or where there is nothing to remember.
let ofModel (model: Model) : Program option =
    match model.Inputs |> List.partition isLength with
    | lengths, [ input ] when isTime input ->
        let lengths = lengths |> List.map (fun l -> l.Tensor) |> Set.ofList

        let given =
            model.Predict.Tensors
            |> List.map (fun t -> t.Name, (if t.Name = input.Tensor then Timed 1 else Constant))
            |> Map.ofList

        try
            let translation = Translation(model.Predict, rolesOf model.Predict given, lengths, input.Shape.Head)

            let step = model.Predict.Equations |> List.map translation.Equation
            let states, memory = translation.Memory

            if states.IsEmpty then
                None
            else
                Some
                    {
                        Tensors =
                            (model.Predict.Tensors
                             |> List.filter (fun t -> not (lengths.Contains t.Name))
                             |> List.map translation.Tensor)
                            @ states
                        Equations = step @ memory
                        Results = model.Predict.Results @ (states |> List.map (fun t -> after t.Name))
                    }
        with Unstreamable ->
            None
    | _ -> None
