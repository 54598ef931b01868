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

let private loss name rules need mean term = { Name = name; Rules = rules; Role = Loss(need, mean, term) }

let private simple name need mean term = loss name [] need mean (fun _ -> term)

/// e²/2 up to δ, then δ·(e − δ/2), with c = min(e, δ) (Huber, 1964).
let private huber delta y t =
    let e = size (y - t)
    let excess = relu (e - delta)
    half * square (e - excess) + delta * excess

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

/// The numbers the sum is divided by, and the sum: Σ term / N.
let private meanOver mean (shape: int list) indices term =
    let total = sum indices term / Count Batch

    match mean with
    | OverSamples -> total
    | OverSamplesAndOutputs -> number (1.0 / float (List.reduce (*) shape)) * total

/// What a loss compares: where it asks for classes, after LogSoftmax, the probabilities that the outputs are logs of.
let private compared need range output = if need = Classes && range = LogProbabilities then exp output else output

/// The loss of targets t, one for each output.
let withTargets need mean term range (output: Name) shape (targets: Name) (result: Name) =
    let o = Entry.indices shape
    let at = !n :: List.map (!) o
    equation result [] (meanOver mean shape (n :: o) (term (compared need range (read output at)) (read targets at)))

/// The loss of one class label a sample: the term of that class alone, with t = 1.
let withLabels need mean term range (output: Name) shape (labels: Name) (result: Name) =
    let chosen = Read(output, [ At !n; Through(labels, [ At !n ]) ])
    equation result [] (meanOver mean shape [ n ] (term (compared need range chosen) one))
