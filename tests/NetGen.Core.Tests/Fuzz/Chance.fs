/// Programs at random: places that are shifted, strided, rational, constant, diagonal or data; every reduction,
/// condition and function; recurrences.
module NetGen.Core.Tests.Fuzz.Chance

open NetGen.Core
open NetGen.Core.Write
open NetGen.Core.Tests.Programs.Notation

let private given =
    let a, b, c = index "a" 4, index "b" 2, index "c" 2

    [
        input "x" [ n; a; b ]
        parameter "w" [ index "a" 3; b; c ]
        parameter "v" [ a ]
        data (Below(Fixed 4)) "token" [ n; index "a" 3 ]
        data (Below(Fixed 3)) "length" [ n ]
        data Real "R" [ index "a" 3; b ]
        data Distribution "t" [ n; index "a" 3 ]
    ]

/// Smooth functions that stay finite, and a few with kinks.
let private functions =
    let squared x = number 1.0 + x * x

    [
        tanh
        sigmoid
        apply "softplus"
        apply "erf"
        tanh >> exp
        tanh >> apply "expm1"
        squared >> apply "sqrt"
        squared >> apply "rsqrt"
        squared >> log
        (fun x -> number 1.0 / (number 1.5 + tanh x))
        relu
        apply "abs"
        apply "sin"
        apply "cos"
        (fun x -> Apply("max", [ x; number 0.3 * tanh x ]))
        (fun x -> Apply("choose", [ Apply("greater", [ x; number 0.2 ]); x - number 0.1; number 0.5 * x ]))
    ]

type private Writer(random: System.Random) =
    let oneIn k = random.Next k = 0
    let pick (choices: 'a list) = choices[random.Next choices.Length]
    let some k choices = choices |> List.filter (fun _ -> not (oneIn k))
    let mutable fresh = 0

    /// A place along an axis, in the fixed indices in scope; through data only where a sample is in scope too.
    member _.Place throughData (sample: Index) (scope: Index list) (axis: Index) =
        let any () = !(pick scope)

        match axis.Extent with
        | Batch -> At !sample
        | Fixed _ when scope.IsEmpty -> At(place (random.Next 2))
        | Fixed extent when extent >= 3 && throughData && oneIn 12 -> Through(Given "token", [ At !sample; At(any ()) ])
        | Fixed _ ->
            match random.Next 9 with
            | 0 -> At(any () + (random.Next 3 - 1))
            | 1 -> At(2 * any () + any () - 1)
            | 2 -> At((any () + any () + random.Next 2) / 2)
            | 3 -> At(place 3 - any ())
            | 4 -> At(place (random.Next 2))
            | 5 -> At(3 * any () - 2 * any ())
            | 6 -> At((any () - 1) / 2)
            | _ -> At(any ())

    member writer.Read throughData known sample scope =
        let name, axes = pick known
        Read(name, axes |> List.map (writer.Place throughData sample scope))

    member private _.Condition sample (scope: Index list) =
        let any () = !(pick scope)

        match random.Next 7 with
        | 0 -> Zero(any () - any () + (random.Next 3 - 1))
        | 1 -> Inside((any () + any ()) / 2, Fixed 2)
        | 2 -> Inside(2 * any () - 1, Fixed 4)
        | 3 -> Same(Given "token", [ At !sample; At(any ()) ], any ())
        | 4 -> AtLeast(Given "length", [ At !sample ], any () + random.Next 2)
        | 5 -> NotNegative(any () + any () - 2)
        | _ -> NotNegative(any () - any ())

    /// A body over what is known, of some depth.
    member writer.Body known sample (scope: Index list) depth : Body =
        let inner () = writer.Body known sample scope (depth - 1)
        let read () = writer.Read true known sample scope

        match if depth = 0 then random.Next 2 else random.Next 11 with
        | 0
        | 1 -> read ()
        | 2 -> inner () * inner ()
        | 3 -> inner () + number (random.NextDouble() - 0.5) * inner ()
        | 4
        | 5 -> pick functions (inner ())
        | 6 when not scope.IsEmpty ->
            Select([ writer.Condition sample scope ], inner (), pick [ number 0.0; number 0.3; read () ])
        | 7 when not scope.IsEmpty -> only [ writer.Condition sample scope; writer.Condition sample scope ] (inner ())
        | 8 ->
            fresh <- fresh + 1
            let k = index ("k" + Show.integer fresh) (2 + random.Next 2)
            Reduce(pick [ Sum; LogSumExp; Max ], [ k ], writer.Body known sample (k :: scope) (depth - 1))
        | 9 -> inner () * pick [ number 0.7; Apply("inverse", [ Count Batch ]); number 0.1 * Value(!sample) ]
        | _ -> read () * read ()

    /// Some of a log-sum-exp or a maximum is −∞, but never a whole row: the first element stays.
    member private _.Masked sample (scope: Index list) (reduced: Index) inner =
        match random.Next 4 with
        | 0 when not scope.IsEmpty -> Select([ NotNegative(!(pick scope) - !reduced) ], inner, number -infinity)
        | 1 -> Select([ AtLeast(Given "length", [ At !sample ], !reduced) ], inner, number -infinity)
        | _ -> inner

    /// A reduction over indices, the first of which is fixed. A position is one of distinct numbers.
    member private writer.Reduced sample outer (reduced: Index list) inner =
        let masked () = writer.Masked sample outer reduced.Head inner
        let distinct = reduced |> List.map (!) |> List.append [ place 0; place 0 ] |> List.rev

        match random.Next 9 with
        | 0
        | 1 -> maximum reduced (masked ())
        | 2
        | 3 -> logSumExp reduced (masked ())
        | 4 -> Reduce(First, reduced, at "R" [ distinct[1]; distinct[0] ] + number 0.3 * inner)
        | _ -> sum reduced inner

    /// An equation, and for some sequences a second one that carries the state from step to step.
    member writer.Equations known name : Equation list =
        let target = some 3 [ n; index "p" 3; index "q" 2; index "s" 4 ]
        let reduced = [ index "j" 3; index "l" 2 ] |> List.filter (fun _ -> oneIn 2)
        let bySample = List.contains n target
        let m = { n with Name = "m" }
        let sample, reduced = if bySample then n, reduced else m, m :: reduced
        let isFixed (i: Index) = i.Extent <> Batch
        let outer = List.filter isFixed target
        let scope = List.filter isFixed (target @ reduced)

        let time =
            outer
            |> List.filter (fun i -> i.Extent <> Fixed 2)
            |> List.tryHead
            |> Option.filter (fun _ -> bySample && oneIn 3)

        let state = if oneIn 3 then name + "'" else name

        let inner =
            match time with
            | None -> writer.Body known sample scope 2
            | Some time ->
                let step = pick [ -1; 1; -2 ]
                // At another place than the step's, the adjoint would need a condition to be seen as a sequence.
                let others = scope |> List.except [ time ]

                let before =
                    target |> List.map (fun i -> if i = time then At(!time + step) else writer.Place true n others i)

                tanh (writer.Body known sample scope 2 + number 0.8 * Read(Given state, before))

        let whole =
            match reduced with
            | [] -> inner
            | _ when not bySample -> sum reduced inner
            | _ -> writer.Reduced sample outer reduced inner

        let readable = known |> List.filter (fun (_, axes: Index list) -> bySample || List.forall isFixed axes)

        let body =
            if oneIn 3 && not readable.IsEmpty then
                tanh whole + writer.Read bySample readable n outer
            else
                whole

        [
            define name target body

            if time.IsSome && state <> name then
                let now = at name (target |> List.map (!))
                define state target (tanh (now + number 0.5 * writer.Read true known n outer))
        ]

let sample (seed: int) : Sample =
    let random = System.Random seed
    let writer = Writer random

    let rec write k known equations =
        if k = 0 then
            equations
        else
            let next = writer.Equations known ("e" + Show.integer (List.length equations))
            let defined = next |> List.map (fun (e: Equation) -> e.Target, e.Indices)
            write (k - 1) (defined @ known) (equations @ next)

    let isKnown (t: Tensor) = not t.Kind.IsData || t.Name = Given "R" || t.Name = Given "t"
    let known = given |> List.filter isKnown |> List.map (fun t -> t.Name, t.Indices)
    Sample.tidy { Tensors = given; Equations = write (2 + random.Next 3) known [] }
