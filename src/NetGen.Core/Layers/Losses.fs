/// The losses: the term of one output y and its target t, and what the sum of the terms is divided by.
module NetGen.Core.Losses

open Write

let private one = number 1.0
let private half = number 0.5

/// log of exp is what is in it, without a detour through ∞.
let private log x =
    match x with
    | Apply("exp", [ inner ]) -> inner
    | _ -> log x

let private square x = x * x
let private size x = apply "abs" x

let private loss name rules need mean term =
    { Name = name; Rules = rules; Understands = [ DifferentLengths ]; Role = Loss(need, mean, term) }

let private simple name need mean term = loss name [] need mean (fun _ -> term)

/// e²/2 up to δ, then δ·(e − δ/2) (Huber, 1964). No difference of large numbers is taken: e − δ rounds to e where e is
/// large, and the slope would be lost.
let private huber delta y t =
    let e = size (y - t)
    let small = Apply("min", [ delta; e ])
    Apply("choose", [ Apply("greater", [ e; delta ]); delta * (e - half * delta); half * square small ])

let entries =
    [
        simple "MeanSquaredError" Nothing OverSamplesAndOutputs (fun y t -> square (y - t))
        simple "SumSquaredError" Nothing OverSamples (fun y t -> square (y - t))
        simple "MeanAbsoluteError" Nothing OverSamplesAndOutputs (fun y t -> size (y - t))
        loss "Huber" [ Rule.optional "delta" Positive (Argument.Real 1.0) ] Nothing OverSamplesAndOutputs (fun a y t ->
            huber (number (Arguments.number "delta" a)) y t)
        simple "BinaryCrossEntropy" Yesses OverSamples (fun y t -> -(t * log y + (one - t) * log (one - y)))
        simple "CrossEntropy" Classes OverSamples (fun y t -> -(t * log y))
    ]

/// Σ term over the samples and their outputs, divided by the samples and by the extents of some indices of an output.
/// Where lengths differ only the steps that a sample has count, in the sum and in what it is divided by.
let private meanOver (divided: Index list) (lengths: Name option) (indices: Index list) term =
    let averaged extents = extents |> List.fold (fun product extent -> product / float extent) 1.0

    match lengths, indices with
    | Some lengths, time :: _ ->
        let length = [ At !n ]
        let ofSteps = only [ AtLeast(lengths, length, !time + place 1) ] term

        let term = if List.contains time divided then ofSteps / Read(lengths, length) else ofSteps

        number (averaged (Signal.extents (List.except [ time ] divided)))
        * (sum (n :: indices) term / Count Batch)
    | _ ->
        let total = sum (n :: indices) term / Count Batch

        if divided.IsEmpty then
            total
        else
            number (averaged (Signal.extents divided)) * total

/// What a loss compares: where it asks for classes, after LogSoftmax, the probabilities that the outputs are logs of.
let private compared need range output = if need = Classes && range = LogProbabilities then exp output else output

/// The loss of targets t, one for each output.
let withTargets need mean term (output: Signal) (targets: Name) (result: Name) =
    let o = Entry.indices output.Shape
    let at = !n :: List.map (!) o

    // classes are compared once at every position
    let divided =
        match need, mean with
        | Classes, _ -> List.truncate (o.Length - 1) o
        | _, OverSamplesAndOutputs -> o
        | _, OverSamples -> []

    let term = term (compared need output.Range (read output.Tensor at)) (read targets at)
    equation result [] (meanOver divided output.Lengths o term)

/// The loss of a class label at every position: the term of that class alone, with t = 1.
let withLabels need term (output: Signal) (labels: Name) (result: Name) =
    let positions = Entry.indices output.Shape |> List.truncate (output.Shape.Length - 1)
    let at = !n :: List.map (!) positions |> List.map At
    let chosen = Read(output.Tensor, at @ [ Through(labels, at) ])
    equation result [] (meanOver positions output.Lengths positions (term (compared need output.Range chosen) one))
