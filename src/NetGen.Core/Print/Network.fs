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
    @ [ "//"; "// " + model.Loss + ", " + precision ]

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
        @ [ text model.Loss + ");" ]

    Initial("new(" :: indent arguments)

<<<<<<< HEAD
let private reference span = "ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(" + span + ")"

let private add start offset = "ref global::System.Runtime.CompilerServices.Unsafe.Add(" + start + ", " + offset + ")"

/// name(samples, ref …) over the buffers of the pass.
let private call name (printed: Printed) samples argument =
    [ name + "("; "    " + samples + "," ]
    @ (printed.Buffers
       |> List.mapi (fun k buffer -> "    " + argument buffer + (if k + 1 = printed.Buffers.Length then ");" else ",")))

/// int length = …; ref float work = ref …;
let private rent numbers (printed: Printed) samples extra =
    let padded = "((" + samples + " + 15) & ~15)"

    [
        "int length = checked("
        + integer (int64 printed.WorkPerSample)
        + " * "
        + padded
        + (if printed.WorkFixed = 0 then "" else " + " + integer (int64 printed.WorkFixed))
        + ");"
        "ref "
        + numbers
        + " work = ref global::NetGen.Lanes.Workspace<"
        + numbers
        + ">.Rent("
        + (if extra = "" then "length" else "checked(length + " + extra + ")")
        + ");"
    ]

/// The labels as numbers, behind the work.
let private copyLabels numbers =
    [
        "ref " + numbers + " classes = " + add "ref work" "length" + ";"
        "global::NetGen.Door.CopyLabels(Info, labels, ClassCount, ref classes);"
    ]

let private door value (model: Model) =
    match value with
    | Predict -> [ "int samples = global::NetGen.Door.Predict(Info, inputs, InputSize, outputs, OutputSize);" ]
    | Loss
    | Gradient ->
        [
            "int samples = global::NetGen.Door.Targets(Info, inputs, InputSize, targets, OutputSize);"
            if model.ClassCount.IsSome then
                "global::NetGen.Door.Distributions(Info, targets, ClassCount);"
        ]
    | _ -> [ "int samples = global::NetGen.Door.Labels(Info, inputs, InputSize, labels);" ]
    @ match value with
      | Gradient
      | LabelGradient -> [ "global::NetGen.Door.Gradient(Info, gradient, ParameterCount);" ]
      | _ -> []

/// The body of a member that runs a pass.
let private run (model: Model) (value: Member, printed: Printed) =
    let numbers = numberType model.Precision
    let name = passName value
    let hasLabels = value = LabelLoss || value = LabelGradient
    let extra = if hasLabels then "samples" else ""
    let labels = if hasLabels then copyLabels numbers else []

    let argument at buffer =
        match buffer with
        | "inputs"
        | "targets"
        | "outputs" ->
            let size = if buffer = "inputs" then "InputSize" else "OutputSize"
            reference (at (fun first -> buffer + ".Slice(" + first + " * " + size + ")") buffer)
        | "labels" -> at (fun first -> add "ref classes" first) "ref classes"
        | "parameters" -> "ref parameters.Start"
        | "gradient" -> reference "gradient"
        | "loss" -> "ref loss"
        | "work" -> "ref work"
        | other -> invalidOp ("No member has the buffer " + other + ".")

    let whole _ buffer = buffer
    let piece from _ = from "first"

    let inPieces before after =
        block
            ("for (int first = 0; first < samples; first += " + integer chunk + ")")
            ([ "int count = global::System.Math.Min(" + integer chunk + ", samples - first);" ]
             @ before
             @ call name printed "count" (argument piece)
             @ after)

    let piecewise = rent numbers printed ("global::System.Math.Min(samples, " + integer chunk + ")") extra

    door value model
    @ match value with
      | Predict -> piecewise @ inPieces [] []
      | Loss
      | LabelLoss ->
          piecewise
          @ labels
          @ [ "double total = 0;" ]
          @ inPieces [ numbers + " loss = 0;" ] [ "total += (double)loss * count;" ]
          @ [ "return (" + numbers + ")(total / samples);" ]
      | _ ->
          rent numbers printed "samples" extra
          @ labels
          @ [ numbers + " loss = 0;" ]
          @ call name printed "samples" (argument whole)
          @ [ "return loss;" ]
    |> Statements

/// A pass over the widest lanes there are.
let private dispatch (model: Model) (value: Member, printed: Printed) =
    let numbers = numberType model.Precision
    let name = passName value
    let parameters = printed.Buffers |> List.map (fun buffer -> "ref " + numbers + " " + buffer)

    let case label lanes =
        label + ":"
        :: indent
            [
                name
                + "<global::NetGen.Lanes."
                + lanes
                + "<"
                + numbers
                + ">>(samples, "
                + join ", " (printed.Buffers |> List.map (fun buffer -> "ref " + buffer))
                + ");"
                "break;"
            ]

    block
        ("private static void " + name + "(nint samples, " + join ", " parameters + ")")
        (block
            "switch (global::NetGen.Lanes.Lanes.Bits)"
            (case "case 512" "Lanes512"
             @ case "case 256" "Lanes256"
             @ case "case 128" "Lanes128"
             @ case "default" "Lanes1"))

let private rename (names: Map<string, string>) (text: string) =
    Regex.Replace(
        text,
        @"\b(\w+)<",
        fun m -> (Map.tryFind m.Groups[1].Value names |> Option.defaultValue m.Groups[1].Value) + "<"
    )

/// Kernels that several passes share, once. Where another kernel has a name already, the pass's is put behind it.
let private distinct (passes: (Member * Printed) list) =
    // Kernels are compared without their own names.
    let nameless (m: Method) = rename (Map.ofList [ m.Name, "" ]) m.Text

    let add (kept: Method list, names: Map<string, string>) (value, printed: Printed) =
        let isKept name = kept |> List.exists (fun m -> m.Name = name)

        let renamed =
            printed.Methods
            |> List.map (fun m ->
                match Map.tryFind (nameless m) names with
                | Some name -> m.Name, name
                | None when isKept m.Name -> m.Name, m.Name + behind value
                | None -> m.Name, m.Name)
            |> Map.ofList

        let own =
            printed.Methods
            |> List.map (fun m -> { Name = renamed[m.Name]; Text = rename renamed m.Text })
            |> List.filter (fun m -> not (isKept m.Name))

        kept @ own, (names, own) ||> List.fold (fun names m -> Map.add (nameless m) m.Name names)

    passes |> List.fold add ([], Map.empty) |> fst

=======
>>>>>>> front
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
