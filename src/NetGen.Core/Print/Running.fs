/// The bodies of the members that run passes.
module NetGen.Core.Running

open CSharp
open Surface

/// Predict and Loss walk through a batch in pieces of so many samples: the work of one stays in the cache.
let private chunk = int64 Chunking.Even

let reference span = "ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(" + span + ")"

let add start offset = "ref global::System.Runtime.CompilerServices.Unsafe.Add(" + start + ", " + offset + ")"

/// name(samples, ref …) over the buffers of the pass.
let call name (printed: Printed) samples argument =
    (name + "(" :: (if printed.IsBatched then [ "    " + samples + "," ] else []))
    @ (printed.Buffers
       |> List.mapi (fun k buffer -> "    " + argument buffer + (if k + 1 = printed.Buffers.Length then ");" else ",")))

/// int length = …; ref float work = ref …; and the buffers behind it.
let rent numbers (printed: Printed) samples (extras: (string * string) list) =
    let samples =
        match printed.Chunk with
        | Some chunk -> "global::System.Math.Min(" + samples + ", " + integer (int64 chunk) + ")"
        | None -> samples

    let batch =
        match printed.WorkPerSample with
        | 0 -> []
        | size -> [ integer (int64 size) + " * ((" + samples + " + 15) & ~15)" ]

    let ends = extras |> List.scan (fun at (_, size) -> at + " + " + size) "length"

    [
        "int length = checked(" + join " + " (batch @ [ integer (int64 printed.WorkFixed) ]) + ");"
        "ref "
        + numbers
        + " work = ref global::NetGen.Lanes.Workspace<"
        + numbers
        + ">.Rent("
        + (if extras.IsEmpty then "length" else "checked(" + List.last ends + ")")
        + ");"
    ]
    @ List.map2
        (fun (buffer, _) at -> "ref " + numbers + " " + buffer + " = " + add "ref work" at + ";")
        extras
        (List.truncate extras.Length ends)

/// The running statistics as they are now.
let private follow =
    "global::System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref updated, StateCount).CopyTo(State);"

/// The body of a member that runs a pass.
let run (model: Model) (pass: Passes.Pass) =
    let value, printed = pass.Member, pass.Printed
    let numbers = numberType model.Precision
    let name = Passes.passName value
    let extras = Door.extras model value
    let filled = Door.fill model extras

    let argument at buffer =
        match buffer with
        | "inputs"
        | "targets"
        | "outputs" ->
            let size = if buffer = "inputs" then "InputSize" else "OutputSize"
            reference (at (fun first -> buffer + ".Slice(" + first + " * " + size + ")") buffer)
        | "labels" ->
            let position (first: string) = if model.LabelsPerSample > 1 then first + " * LabelsPerSample" else first
            at (fun first -> add "ref classes" (position first)) "ref classes"
        | "parameters" -> "ref parameters.Start"
        | "gradient" -> reference "gradient"
        | "state" -> "ref state.Start"
        | "loss"
        | "penalty"
        | "noise"
        | "updated"
        | "work" -> "ref " + buffer
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

    let piecewise = rent numbers printed ("global::System.Math.Min(samples, " + integer chunk + ")") extras

    let follow =
        if model.States.IsEmpty || value = Loss || value = LabelLoss || value = Predict then
            []
        else
            [ follow ]

    let batch =
        match value with
        | Predict -> piecewise @ inPieces [] []
        | Penalty ->
            rent numbers printed "1" []
            @ [ numbers + " penalty = 0;" ]
            @ call name printed "1" (argument whole)
            @ [ "return penalty;" ]
        | Loss
        | LabelLoss when printed.Chunk.IsNone ->
            piecewise
            @ filled
            @ [ "double total = 0;" ]
            @ inPieces [ numbers + " loss = 0;" ] [ "total += (double)loss * count;" ]
            @ [ "return (" + numbers + ")(total / samples);" ]
        | _ ->
            rent numbers printed "samples" extras
            @ filled
            @ [ numbers + " loss = 0;" ]
            @ call name printed "samples" (argument whole)
            @ follow
            @ [ "return loss;" ]

    // one sample fills no lanes of samples, and everything else about it is known here
    let either =
        match pass.OneSample with
        | None -> batch
        | Some one ->
            let single =
                rent numbers one "1" extras
                @ filled
                @ (if value = Predict then [] else [ numbers + " loss = 0;" ])
                @ call (Passes.oneSampleName value) one "1" (argument whole)
                @ (if value = Predict then [] else follow @ [ "return loss;" ])

            block "if (samples == 1)" single @ block "else" batch

    Statements(Door.checks model value @ either)

/// A pass over the widest lanes there are.
let private dispatch (model: Model) name (printed: Printed) =
    let numbers = numberType model.Precision
    let samples = if printed.IsBatched then [ "samples" ] else []

    let parameters =
        (samples |> List.map (fun s -> "nint " + s))
        @ (printed.Buffers |> List.map (fun buffer -> "ref " + numbers + " " + buffer))

    let case label bits =
        label + ":"
        :: indent
            [
                name
                + "<"
                + Widths.arguments model.Precision bits printed.Widths
                + ">("
                + join ", " (samples @ (printed.Buffers |> List.map (fun buffer -> "ref " + buffer)))
                + ");"
                "break;"
            ]

    block
        ("private static void " + name + "(" + join ", " parameters + ")")
        (block
            "switch (global::NetGen.Lanes.Lanes.Bits)"
            (List.collect (fun bits -> case ("case " + Code.integer bits) bits) [ 512; 256; 128 ]
             @ case "default" 1))

/// The passes of a member over the widest lanes there are.
let dispatches (model: Model) (pass: Passes.Pass) =
    dispatch model (Passes.passName pass.Member) pass.Printed
    :: (pass.OneSample |> Option.map (dispatch model (Passes.oneSampleName pass.Member)) |> Option.toList)
