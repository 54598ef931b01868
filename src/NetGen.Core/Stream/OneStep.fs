/// One step of a program over sequences: reads at earlier steps become reads of what is remembered.
module internal NetGen.Core.OneStep

open System.Collections.Generic
open OverTime
open Write

/// Something reads a later step, or all steps at once.
exception Unstreamable

/// The number of steps so far.
let counter = Given "time"

/// T at earlier steps, the latest first; T now and at earlier steps; T at earlier steps as the next step sees it.
let private window tensor = Part(Before tensor, 1)
let after state = Part(state, 2)

/// One step of the program; `steps` are those of a whole sequence.
type Translation(program: Program, roles: Map<Name, Role>, lengths: Set<Name>, steps: int) =
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
