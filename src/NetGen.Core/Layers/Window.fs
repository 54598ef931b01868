/// Windows that slide over the extents of an image or a sequence: kernels and pools.
module NetGen.Core.Window

open Write

/// A window along one extent.
type Axis =
    {
        /// The extent it slides over.
        Input: int
        Size: int
        Stride: int
        Dilation: int
        /// Places before the first.
        Before: int
        /// Places behind the last.
        After: int
        /// How often it fits.
        Output: int
    }

    /// The window's own extent, gaps included.
    static member Span(size, dilation) = dilation * (size - 1) + 1

    member axis.IsPadded = axis.Before > 0 || axis.After > 0

/// So that no product of two lengths overflows.
let length = Whole(1, 32767)

let private lengthOrNone = Whole(0, 32767)

/// KernelWidth for kernel.
let private ofWidth (name: string) = string (System.Char.ToUpperInvariant name[0]) + name.Substring 1 + "Width"

/// A length along the width, where it differs from the one along the height.
let width name = Rule.unset (ofWidth name) length

/// Stride and one of those paddings; the stride is that default, or the window's size.
let rules stride paddings =
    [
        match stride with
        | Some stride -> Rule.optional "Stride" length (Integer stride)
        | None -> Rule.unset "Stride" length
        Rule.optional "Padding" (Member("Padding", paddings)) (Choice "Valid")
        Rule.unset "Pad" lengthOrNone |> Rule.onlyWith "Padding" (Choice "Valid")
    ]

/// The paddings of windows that look at their input.
let paddings = [ "Valid"; "Same"; "Causal" ]

/// Those along the width.
let widthRules own =
    [
        width own
        width "Stride"
        Rule.unset (ofWidth "Pad") lengthOrNone |> Rule.onlyWith "Padding" (Choice "Valid")
    ]

/// A length along the k-th axis: the width's own if it is given.
let private along k name (site: Site) =
    let across = if k = 1 then Arguments.tryInteger (ofWidth name) site.Arguments else None
    across |> Option.orElse (Arguments.tryInteger name site.Arguments)

/// The window along the k-th axis. Same: as many outputs as strides fit into the input, the places outside shared
/// between both ends, an odd one behind.
let private axis own k (site: Site) input =
    let size = along k own site |> Option.get
    let stride = along k "Stride" site |> Option.defaultValue size
    let dilation = along k "Dilation" site |> Option.defaultValue 1
    let span = Axis.Span(size, dilation)

    let before, after =
        match Arguments.choice "Padding" site.Arguments with
        | "Same" ->
            let outputs = (input + stride - 1) / stride
            let missing = max 0 ((outputs - 1) * stride + span - input)
            missing / 2, missing - missing / 2
        // the last place it looks at is the output's own
        | "Causal" -> span - 1, 0
        | _ ->
            let pad = along k "Pad" site |> Option.defaultValue 0
            pad, pad

    if input + before + after < span then
        Error(WindowTooLarge(site.Layer, span, input + before + after))
    else
        Ok
            {
                Input = input
                Size = size
                Stride = stride
                Dilation = dilation
                Before = before
                After = after
                Output = (input + before + after - span) / stride + 1
            }

/// The windows over an image [height, width, channels] or a sequence [time, channels], and the channels.
let axes dimensions own (site: Site) =
    let shape = site.Input.Shape

    if shape.Length <> dimensions + 1 then
        Error(WrongRank(site.Layer, (if dimensions = 1 then "time, channels" else "height, width, channels"), shape))
    else
        let axes, faults =
            List.truncate dimensions shape |> List.mapi (fun k input -> axis own k site input) |> Results.split

        match faults with
        | fault :: _ -> Error fault
        | [] -> Ok(axes, List.last shape)

/// The indices of the places of the window, and of those within it: h, w and i, j.
let indices (axes: Axis list) =
    List.map2 (fun name (axis: Axis) -> index name axis.Output) (List.truncate axes.Length [ "h"; "w" ]) axes,
    List.map2 (fun name (axis: Axis) -> index name axis.Size) (List.truncate axes.Length [ "i"; "j" ]) axes

/// The place that element i of the window at output h looks at: s·h + d·i − before.
let looksAt (axis: Axis) h i = axis.Stride * !h + axis.Dilation * !i - axis.Before

let places axes outputs inner = List.map3 looksAt axes outputs inner

let isPadded (axes: Axis list) = axes |> List.exists (fun axis -> axis.IsPadded)
