/// What a member checks at its door, and what it prepares beside its arguments.
module NetGen.Core.Door

open CSharp
open Surface

/// What a member keeps behind the work: each buffer, and how many numbers it has.
let extras (model: Model) value =
    [
        match value with
        | LabelLoss
        | LabelGradient -> "classes", (if model.LabelsPerSample > 1 then "samples * LabelsPerSample" else "samples")
        | _ -> ()
        match value with
        | Gradient
        | LabelGradient ->
            if model.Noise.IsSome then
                "noise", "2"

            if not model.States.IsEmpty then
                "updated", "StateCount"
        | _ -> ()
    ]

let private hasLengths (model: Model) =
    model.Inputs
    |> List.exists (fun input ->
        match input.Kind with
        | InputKind.Length _ -> true
        | InputKind.Numbers
        | InputKind.Tokens _ -> false)

/// What the buffers behind the work are filled with.
let fill (model: Model) (extras: (string * string) list) =
    extras
    |> List.collect (fun (buffer, _) ->
        match buffer with
        | "classes" when hasLengths model ->
            [ "global::NetGen.Door.CopyLabels(Info, inputs, InputSize, labels, ClassCount, ref classes);" ]
        | "classes" when model.LabelsPerSample > 1 ->
            [ "global::NetGen.Door.CopyLabels(Info, labels, ClassCount, ref classes, LabelsPerSample);" ]
        | "classes" -> [ "global::NetGen.Door.CopyLabels(Info, labels, ClassCount, ref classes);" ]
        | "noise" -> [ "global::NetGen.Door.Noise(NoiseSeed, Step, ref noise);" ]
        | _ -> [])

/// The checks of targets that are distributions, of each head that has such.
let private distributions (model: Model) =
    match model.Heads with
    | [ { AreClasses = true } ] when not (hasLengths model) ->
        [ "global::NetGen.Door.Distributions(Info, targets, ClassCount);" ]
    | heads ->
        heads
        |> List.indexed
        |> List.filter (fun (_, head) -> head.AreClasses)
        |> List.map (fun (k, _) ->
            let head = integer (int64 k)
            "global::NetGen.Door.Distributions(Info, inputs, InputSize, targets, OutputSize, " + head + ");")

/// What a step of a stream checks.
let nextStep (model: Model) =
    let isTokens (input: Input) =
        match input.Kind with
        | InputKind.Tokens _ -> true
        | InputKind.Numbers
        | InputKind.Length _ -> false

    [
        "global::NetGen.Door.Next(Info, inputs, InputSize, outputs, OutputSize);"
        if List.exists isTokens model.Inputs then
            "global::NetGen.Door.NextTokens(Info, inputs);"
    ]

/// What is wrong with the arguments is said before anything is computed.
let checks (model: Model) value =
    let integers =
        if model.Inputs |> List.forall (fun input -> input.Kind = InputKind.Numbers) then
            []
        else
            [ "global::NetGen.Door.Integers(Info, inputs, InputSize);" ]

    match value with
    | Penalty
    | OpenStream -> []
    | Predict ->
        "int samples = global::NetGen.Door.Predict(Info, inputs, InputSize, outputs, OutputSize);"
        :: integers
    | Loss
    | Gradient ->
        "int samples = global::NetGen.Door.Targets(Info, inputs, InputSize, targets, OutputSize);"
        :: integers
        @ distributions model
    | _ ->
        let perSample = if model.LabelsPerSample > 1 then ", LabelsPerSample" else ""

        "int samples = global::NetGen.Door.Labels(Info, inputs, InputSize, labels" + perSample + ");"
        :: integers
    @ match value with
      | Gradient
      | LabelGradient -> [ "global::NetGen.Door.Gradient(Info, gradient, ParameterCount);" ]
      | _ -> []
