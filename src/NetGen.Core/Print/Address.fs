/// Places as C#: addresses of elements, and conditions.
module NetGen.Core.Address

open Code

/// What a kernel's text is written in.
type Scene =
    {
        Shapes: Map<Name, Index list>
        Kernel: Kernel
        /// What of the kernel is computed here.
        Part: Parts.Part
        Precision: Precision
        Indices: Map<Index, string>
        Arguments: Map<Stored, string>
    }

let unsafeAdd = "global::System.Runtime.CompilerServices.Unsafe.Add"

/// How far an index runs, as C#.
let extent value =
    match value with
    | Fixed n -> integer n
    | Batch -> "samples"

/// Where the part's lanes end, as C#.
let limit scene (i: Index) =
    match scene.Part.End with
    | Some last -> integer last
    | None -> extent i.Extent

/// Whether an index is a whole number of so many of the part's vectors, and then how many times.
let private rounds scene (i: Index) vectors =
    match i.Extent, vectors * Parts.lanes scene.Precision scene.Part.Width with
    | Fixed n, step ->
        let count = Option.defaultValue n scene.Part.End - scene.Part.First
        if count % step = 0 then Some(count / step) else None
    | Batch, _ -> None

/// So many vectors at a time along an index, if that is all of it; the code stands where the index is.
let wholeVectors scene (i: Index) vectors (code: Code list) : Code list option =
    let name = scene.Indices[i]
    let first = integer scene.Part.First
    let last = limit scene i
    let step = if vectors = 1 then "V.Count" else integer vectors + " * V.Count"

    match rounds scene i vectors with
    | None -> None
    | Some 1 ->
        let all = Parts.lanes scene.Precision scene.Part.Width * vectors

        // the widest vectors need one round, and the compiler sees that: no loop, and nothing kept ready for the next
        Some
            [
                Line("nint " + name + " = " + first + ";")
                Block("do", code @ [ Line(name + " += " + step + ";") ])
                Line("while (" + step + " < " + integer all + " && " + name + " < " + last + ");")
            ]
    | Some _ ->
        Some
            [
                Block(
                    "for (nint " + name + " = " + first + "; " + name + " < " + last + "; " + name + " += " + step + ")",
                    code
                )
            ]

/// The block of rows that a packed panel holds of an index: where it begins, and where it ends.
let blockOf (name: string) = name + "Block", name + "End"

let private isPacked scene (i: Index) = scene.Kernel.Panel |> Option.exists (fun panel -> panel.Over = i)

/// Where a sum over an index begins, as C#.
let firstOf scene i = if isPacked scene i then fst (blockOf scene.Indices[i]) else "0"

/// Where a sum over an index ends, as C#.
let endOf scene i = if isPacked scene i then snd (blockOf scene.Indices[i]) else extent i.Extent

/// divisor·a
let numerator scene (a: Affine) = linear (a.Terms |> List.map (fun (i, k) -> scene.Indices[i], k)) a.Constant

let private bracket (text: string) = if text.Contains " " then "(" + text + ")" else text

let private product (text: string) (stride: Access.Stride) =
    match stride.Samples with
    | 0 -> text
    | _ -> bracket text + join "" (List.replicate stride.Samples " * samples")

/// The element of a tensor at places that are inside: text, and the constant part of the address.
let rec element scene name (places: Place list) =
    let layout = scene.Kernel.Reads |> Map.tryFind name |> Option.defaultValue Rows
    elementOf scene { Tensor = name; Layout = layout } places

and elementOf scene (stored: Stored) (places: Place list) : string =
    let shape = scene.Shapes[stored.Tensor]
    let strides = Access.strides stored.Layout shape

    let placed =
        List.zip (List.indexed shape) places
        |> List.map (fun ((k, i), place) ->
            let stride = strides[k]

            match stored.Layout, i.Extent, scene.Kernel.Lane, place with
            | Blocks, Batch, Across lane, At(Affine.Bare j) when j = lane ->
                [ "block", Access.size shape; "lane", 1 ], 0
            | Blocks, Batch, _, _ ->
                let at = bracket (position scene place)
                [ "(" + at + " & -16)", Access.size shape; "(" + at + " & 15)", 1 ], 0
            | _, _, _, At a when a.Divisor = 1 ->
                let terms = a.Terms |> List.map (fun (i, k) -> product scene.Indices[i] stride, k * stride.Factor)

                if stride.Samples = 0 then
                    terms, a.Constant * stride.Factor
                else
                    terms
                    @ [ product "samples" { stride with Samples = stride.Samples - 1 }, a.Constant * stride.Factor ],
                    0
            | _ -> [ product (bracket (position scene place)) stride, stride.Factor ], 0)

    linear (List.collect fst placed) (List.sumBy snd placed)

/// A place that is an integer.
and position scene place =
    match place with
    | At a when a.Divisor = 1 -> numerator scene a
    | At a -> bracket (numerator scene a) + " / " + integer a.Divisor
    | Through(name, places) -> "(nint)" + scalar scene name places

/// An element as a number.
and scalar scene name places =
    let layout = scene.Kernel.Reads |> Map.tryFind name |> Option.defaultValue Rows

    unsafeAdd
    + "(ref "
    + scene.Arguments[{ Tensor = name; Layout = layout }]
    + ", "
    + element scene name places
    + ")"

let private between (text: string) limit =
    "(nuint)" + bracket text + " < " + (if limit = "samples" then "(nuint)samples" else limit)

/// What a row of a tile decides by itself: nothing is read there.
let never = "false"

let inside scene (a: Affine) limit =
    match a, limit with
    // in lowest terms
    | { Terms = [] }, Fixed n -> if a.Divisor = 1 && a.Constant >= 0 && a.Constant < n then [] else [ never ]
    | { Divisor = 1 }, _ -> [ between (numerator scene a) (extent limit) ]
    | _ ->
        let whole = bracket (numerator scene a)

        [
            whole + " % " + integer a.Divisor + " == 0"
            between (whole + " / " + integer a.Divisor) (extent limit)
        ]

/// What must hold for a read to be inside, as C# conditions; those known to hold are left out. `move` puts the
/// places where the code stands: what is inside wherever the indices run is inside there.
let rec guards scene move (known: Set<Condition>) name (places: Place list) : string list =
    List.zip scene.Shapes[name] places
    |> List.collect (fun (i, place) ->
        match place with
        | At a when Affine.surelyInside i.Extent a || known.Contains(Inside(a, i.Extent)) -> []
        | At a -> inside scene (Affine.substitute move a) i.Extent
        | Through(data, at) ->
            let read = scalar scene data (at |> List.map (Walk.substitutePlace move))
            guards scene move known data at @ [ between ("(nint)" + read) (extent i.Extent) ])

/// A condition that does not vary by lane, as C# conditions that all must hold.
let condition scene move known value : string list =
    let numerator (a: Affine) = numerator scene (Affine.substitute move { a with Divisor = 1 })

    let compare symbol name places (a: Affine) =
        let read = scalar scene name (places |> List.map (Walk.substitutePlace move))
        let read = if a.Divisor = 1 then read else read + " * " + integer a.Divisor
        guards scene move known name places @ [ read + symbol + bracket (numerator a) ]

    match value with
    | Zero a -> [ numerator a + " == 0" ]
    | NotNegative a -> [ numerator a + " >= 0" ]
    | Inside(a, limit) -> inside scene (Affine.substitute move a) limit
    | Same(name, places, a) -> compare " == " name places a
    | AtLeast(name, places, a) -> compare " >= " name places a

let conjunction conditions =
    match conditions with
    | [ one ] -> one
    | _ -> join " && " conditions
