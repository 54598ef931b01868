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

let private initializer value =
    let kind name = "global::NetGen.Initializer." + name

    match value with
    | Zeros -> [ kind "Zeros" ]
    | Constant value -> [ kind "Constant"; number value ]
    | Uniform(low, high) -> [ kind "Uniform"; number low; number high ]
    | Normal(mean, deviation) -> [ kind "Normal"; number mean; number deviation ]
    | GlorotUniform -> [ kind "GlorotUniform" ]
    | GlorotNormal -> [ kind "GlorotNormal" ]
    | HeUniform -> [ kind "HeUniform" ]
    | HeNormal -> [ kind "HeNormal" ]
    | Orthogonal -> [ kind "Orthogonal" ]
    | UnitForget -> [ kind "UnitForget" ]

let private info (model: Model) =
    let create arguments = "new(" + join ", " arguments + ")"
    let list lines = "[" :: indent (lines |> List.map (fun line -> line + ",")) @ [ "]," ]
    let int (value: int) = integer (int64 value)

    let layer (layer: Layer) =
        create
            [
                text layer.Name
                text layer.Kind
                shape layer.OutputShape
                integer (Model.parameterCount layer.Parameters)
                integer (Model.multiplyAdds layer.Equations)
            ]

    let parameter (p: Parameter) =
        create
            [
                text p.Property
                text p.Layer
                shape p.Shape
                int p.Offset
                create (initializer p.Initializer)
                int p.FanIn
                int p.FanOut
            ]

    let arguments =
        [
            text (model.Spec.Class.TrimStart '@') + ","
            shape model.InputShape + ","
            shape model.OutputShape + ","
        ]
        @ list (model.Layers |> List.map layer)
        @ list (model.Parameters |> List.map parameter)
        @ [ text (join " + " (model.Heads |> List.map (fun head -> head.Loss))) + ");" ]

    Initial("new(" :: indent arguments)

let private lines (text: string) = text.Replace("\r\n", "\n").TrimEnd('\n').Split '\n' |> List.ofArray

let print (model: Model) (passes: (Member * Printed) list) =
    let outline = Outline.ofModel model
    let count extents = Expression(integer (Model.size extents))
    let numbers = numberType model.Precision

    let body value =
        match value with
        | InputSize -> count model.InputShape
        | OutputSize -> count model.OutputShape
        | ParameterCount -> Expression(integer (Model.parameterCount model.Parameters))
        | ClassCount -> Expression(integer (int64 (Option.defaultValue 0 model.ClassCount)))
        | Info -> info model
        | Create ->
            Statements
                [
                    model.Spec.Class + " network = new();"
                    "global::NetGen.Initialize.Fill(Info, network.Parameters, seed);"
                    "return network;"
                ]
        | Parameters -> Expression "parameters.Span"
        | View(property, _) ->
            let p = model.Parameters |> List.find (fun p -> p.Property = property)
            let range = [ integer (int64 p.Offset); integer (Model.size p.Shape) ]
            Expression("parameters.Span.Slice(" + join ", " range + ")")
        | Predict
        | Loss
        | Gradient
        | LabelLoss
        | LabelGradient -> Running.run model (value, passes |> List.find (fun (pass, _) -> pass = value) |> snd)

    let storage =
        [
            "private readonly global::NetGen.Lanes.AlignedBuffer<"
            + numbers
            + "> parameters = new("
            + integer (Model.parameterCount model.Parameters)
            + ");"
        ]

    let kernels = Passes.kernels passes |> List.map (fun m -> lines m.Text)

    file
        outline
        (header model)
        storage
        (members outline |> List.map (fun value -> value, body value))
        ((passes |> List.map (Running.dispatch model)) @ kernels)
