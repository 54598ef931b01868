/// The generated file: the network as a table, its public members, and the passes they run.
module NetGen.Core.Network

open CSharp
open Surface

/// The network's sizes and layers, as comment lines.
let private header (model: Model) =
    let bytes =
        match model.Precision with
        | Single -> 4L
        | Double -> 8L

    let row name extents parameters multiplyAdds =
        [ name; extents; grouped parameters; grouped multiplyAdds; grouped (bytes * parameters) ]

    let layers =
        model.Layers
        |> List.map (fun layer ->
            row
                layer.Name
                (Fault.shape layer.OutputShape)
                (Model.parameterCount layer.Parameters)
                (Model.multiplyAdds layer.Equations))

    let total =
        row
            model.Spec.Class
            (Fault.shape model.InputShape + " → " + Fault.shape model.OutputShape)
            (Model.parameterCount model.Parameters)
            (model.Layers |> List.sumBy (fun layer -> Model.multiplyAdds layer.Equations))

    let lines = table ([ "layer"; "output"; "parameters"; "multiply-adds"; "bytes" ] :: layers @ [ total ])

    let precision =
        match model.Precision with
        | Single -> "single precision"
        | Double -> "double precision"

    "//" :: (lines |> List.map (fun line -> "// " + line))
    @ [ "//"; "// " + join " + " (model.Heads |> List.map (fun head -> head.Loss)) + ", " + precision ]

let private lines (text: string) = text.Replace("\r\n", "\n").TrimEnd('\n').Split '\n' |> List.ofArray

let private stateCount (model: Model) = model.States |> List.sumBy (fun state -> Model.size state.Shape)

let print (model: Model) (passes: Passes.Pass list) =
    let stream =
        passes
        |> List.tryFind (fun pass -> pass.Member = OpenStream)
        |> Option.map (fun pass -> Streaming.nested model (snd (Homes.ofStep model pass.Program)) pass.Printed)

    let outline = Outline.ofModel model
    let count extents = Expression(integer (Model.size extents))
    let numbers = numberType model.Precision

    let body value =
        match value with
        | InputSize -> count model.InputShape
        | OutputSize -> count model.OutputShape
        | ParameterCount -> Expression(integer (Model.parameterCount model.Parameters))
        | ClassCount -> Expression(integer (int64 (Option.defaultValue 0 model.ClassCount)))
        | Info -> Initial(Info.print model)
        | LabelsPerSample -> Expression(integer (int64 model.LabelsPerSample))
        | StateCount -> Expression(integer (stateCount model))
        | Create ->
            Statements
                [
                    model.Spec.Class + " network = new();"
                    "global::NetGen.Initialize.Fill(Info, network.Parameters, seed);"
                    for state in model.States do
                        if state.Initial <> 0.0 then
                            let range = [ integer (int64 state.Offset); integer (Model.size state.Shape) ]
                            let value = Code.literal model.Precision state.Initial
                            "network.State.Slice(" + join ", " range + ").Fill(" + value + ");"
                    if model.Noise.IsSome then
                        "network.NoiseSeed = seed;"
                    "return network;"
                ]
        | Parameters -> Expression "parameters.Span"
        | View(property, _) ->
            let p = model.Parameters |> List.find (fun p -> p.Property = property)
            let range = [ integer (int64 p.Offset); integer (Model.size p.Shape) ]
            Expression("parameters.Span.Slice(" + join ", " range + ")")
        | State -> Expression "state.Span"
        | NoiseSeed
        | Step -> Stored
        | OpenStream -> Expression "new(this)"
        | Predict
        | Loss
        | Gradient
        | Penalty
        | LabelLoss
        | LabelGradient -> Running.run model (passes |> List.find (fun pass -> pass.Member = value))

    let buffer name length =
        "private readonly global::NetGen.Lanes.AlignedBuffer<"
        + numbers
        + "> "
        + name
        + " = new("
        + integer length
        + ");"

    let storage =
        [
            buffer "parameters" (Model.parameterCount model.Parameters)
            if not model.States.IsEmpty then
                buffer "state" (stateCount model)
        ]

    let kernels = Passes.kernels passes |> List.map (fun m -> lines m.Text)

    file
        outline
        (header model)
        storage
        (members outline |> List.map (fun value -> value, body value))
        (Option.toList stream @ List.collect (Running.dispatches model) passes @ kernels)
