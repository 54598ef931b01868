/// Recurrent layers: a step, run through time in one direction or in both.
module NetGen.Core.Recurrent

open Write

/// A step: the parameters, and the equations, one of them that of the state.
type Step = Passage -> Result<Parameter list * Equation list, Fault>

let private passages (site: Site) =
    let isSet name = Arguments.flag name site.Arguments
    let isWhole, isBoth = isSet "ReturnSequences", isSet "Bidirectional"

    let passage isBackward isSecond =
        {
            Site = site
            IsBackward = isBackward
            IsSecond = isSecond
            State =
                if isWhole && not isBoth then
                    site.Output
                else
                    site.Tensor(if isSecond then "hr" else "h")
            IsKept = not isWhole
        }

    if isBoth then
        [ passage false false; passage true true ]
    else
        [ passage (isSet "Backward") false ]

/// y[n,…,o] = h[n,…,o] + h′[n,…,o − units]: the states of both directions, each 0 outside its part; or the last ones.
let private gather (passages: Passage list) =
    let first = passages.Head
    let time = if first.IsKept then [] else [ first.Time ]
    let o = index "o" (first.Units * passages.Length)

    let part k (passage: Passage) =
        let last = place (if passage.IsBackward then 0 else passage.Steps - 1)
        let at = if passage.IsKept then last else !passage.Time
        read passage.State [ !n; at; !o - place (k * passage.Units) ]

    equation first.Site.Output (n :: time @ [ o ]) (passages |> List.mapi part |> List.reduce (+))

let private output (passages: Passage list) =
    let first = passages.Head
    let width = first.Units * passages.Length

    if first.IsKept then
        { first.Site.Gives [ width ] with Lengths = None }
    else
        first.Site.Gives [ first.Steps; width ]

/// Before the first step and behind the last one the state is 0.
let private padded (passages: Passage list) (equations: Equation list) =
    let isOutside (passage: Passage) places =
        match places with
        | [ _; At time; At unit ] -> time = passage.Before || passages.Length > 1 && unit <> !passage.Unit
        | _ -> false

    [
        for passage in passages do
            for equation in equations do
                for name, places in Walk.reads equation.Body do
                    if isOutside passage places then
                        equation.Target, name
    ]
    |> set

let private write (step: Step) (site: Site) =
    match site.Input.Shape with
    | [ time; _ ] when time > 1 ->
        let passages = passages site

        passages
        |> List.map step
        |> Results.all
        |> Result.map (fun steps ->
            let equations =
                List.collect snd steps @ (if passages.Head.State = site.Output then [] else [ gather passages ])

            { Written.simple (output passages) (List.collect fst steps) equations with
                Padded = padded passages equations
            })
    | shape -> Error(NotSequence(site.Layer, shape))

let entry name rules step =
    {
        Name = name
        Rules =
            [
                Rule.required "units" (Whole(1, System.Int32.MaxValue / 2))
                Rule.optional "ReturnSequences" Flag (Truth false)
                Rule.optional "Backward" Flag (Truth false) |> Rule.onlyWith "Bidirectional" (Truth false)
                Rule.optional "Bidirectional" Flag (Truth false)
                Rule.optional "Bias" Flag (Truth true)
            ]
            @ rules
            @ Initializer.rules "InputWeights" []
            @ Initializer.rules "RecurrentWeights" []
            @ Initializer.biases
        Understands = [ DifferentLengths ]
        Role = Layer(write step)
    }
