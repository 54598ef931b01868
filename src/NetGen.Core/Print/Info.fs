/// The network as a NetworkInfo.
module NetGen.Core.Info

open CSharp

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

let print (model: Model) : string list =
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

    let input (input: Input) =
        let kind name (limit: int) = [ "global::NetGen.InputKind." + name; int limit ]

        create (
            [ text input.Name; shape input.Shape; int input.Offset ]
            @ match input.Kind with
              | InputKind.Numbers -> []
              | InputKind.Tokens count -> kind "Tokens" count
              | InputKind.Length longest -> kind "Length" longest
        )

    let head (head: Head) =
        create (
            [ text head.Name; shape head.Shape; int head.Offset; text head.Loss ]
            @ if head.Weight = 1.0 then [] else [ number head.Weight ]
        )
        + match head.Lengths with
          | Some input -> " { Lengths = " + text input + " }"
          | None -> ""

    let state (state: State) =
        create [ text state.Property; text state.Layer; shape state.Shape; int state.Offset; number state.Initial ]

    // what a NetworkInfo says by itself of one input and one output is left out
    let isPlain =
        match model.Inputs with
        | [ { Name = "Input"; Kind = InputKind.Numbers } ] -> true
        | _ -> false

    let isLast =
        match model.Heads with
        | [ head ] -> head.Weight = 1.0 && head.Lengths.IsNone && head.Name = (List.last model.Layers).Name
        | _ -> false

    let property name lines = (name + " =") :: list lines

    let properties =
        [
            if not isPlain then
                yield! property "Inputs" (model.Inputs |> List.map input)
            if not isLast then
                yield! property "Outputs" (model.Heads |> List.map head)
            if not model.States.IsEmpty then
                yield! property "States" (model.States |> List.map state)
            "Declaration = " + text (Transcript.write model.Spec) + ","
        ]

    let losses = text (join " + " (model.Heads |> List.map (fun head -> head.Loss)))

    let arguments =
        [
            text (model.Spec.Class.TrimStart '@') + ","
            shape model.InputShape + ","
            shape model.OutputShape + ","
        ]
        @ list (model.Layers |> List.map layer)
        @ list (model.Parameters |> List.map parameter)

    "new(" :: indent (arguments @ [ losses + ")" ]) @ "{" :: indent properties @ [ "};" ]
