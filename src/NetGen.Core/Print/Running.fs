/// The bodies of the members that run passes.
module NetGen.Core.Running

open CSharp
open Surface

/// Predict and Loss walk through a batch in pieces of so many samples: the work of one stays in the cache.
let private chunk = 64L

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
let run (model: Model) (value: Member, printed: Printed) =
    let numbers = numberType model.Precision
    let name = Passes.passName value
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
let dispatch (model: Model) (value: Member, printed: Printed) =
    let numbers = numberType model.Precision
    let name = Passes.passName value
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
