/// Spec → Model: shapes, names, parameters and equations, or everything that is wrong at once.
module NetGen.Core.Infer

/// The members every network has.
let private members =
    set
        [
            "InputSize"
            "OutputSize"
            "ParameterCount"
            "ClassCount"
            "Info"
            "Create"
            "Parameters"
            "Predict"
            "Loss"
            "Gradient"
            "Penalty"
            "State"
            "StateCount"
            "LabelsPerSample"
            "NoiseSeed"
            "Step"
            "Stream"
            "OpenStream"
        ]

let private collisions (spec: Spec) (steps: Step list) (layers: Layer list) =
    let properties = layers |> List.collect (fun layer -> layer.Parameters)
    // Layers of the same name have a diagnostic of their own.
    let meets (p: Parameter) =
        properties |> List.exists (fun other -> other.Property = p.Property && other.Layer <> p.Layer)

    properties
    |> List.filter (fun p -> members.Contains p.Property || p.Property = spec.Class || meets p)
    |> List.map (fun p ->
        let step = steps |> List.find (fun step -> step.Name = p.Layer)
        Diagnostic.at step.At (MemberCollision(p.Layer, p.Property)))

/// The model of steps that were understood, or what does not fit together.
let private assemble (spec: Spec) precision (steps: Step list) =
    let losses = steps |> List.filter Steps.isLoss

    let flows =
        Graph.order steps
        |> Result.bind (fun steps ->
            Flow.write false steps
            |> Result.bind (fun predict -> Flow.write true steps |> Result.map (fun training -> predict, training)))

    flows
    |> Result.bind (fun (predict, training) ->
        if predict.Layers |> List.forall (fun layer -> layer.Parameters.IsEmpty) then
            Error [ Diagnostic.at spec.At (NothingToTrain spec.Class) ]
        else
            match collisions spec steps predict.Layers @ Objective.check predict losses with
            | [] when losses.IsEmpty -> Error []
            | [] -> Ok(Objective.model spec precision predict training losses)
            | faults -> Error faults)

/// The model, or all diagnostics: none where only the C# compiler has something to say.
let infer (spec: Spec) : Result<Model, Diagnostic list> =
    let network = Declaration.network spec
    // without an input's shape the steps are read all the same, for what is wrong with them
    let steps, faults = Steps.read spec (network |> Result.map snd |> Result.defaultValue Map.empty)
    let faults = Declaration.check spec @ Functions.check spec @ faults

    match network, steps with
    | Error others, _ -> Error(others @ faults)
    | Ok _, None -> Error faults
    | Ok(precision, _), Some steps ->
        match assemble spec precision steps, faults with
        | Ok model, [] -> Ok model
        | Ok _, faults -> Error faults
        | Error others, faults -> Error(faults @ others)
