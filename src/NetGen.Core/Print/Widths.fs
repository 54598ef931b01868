/// Widths of vectors as type parameters: V is the processor's vector, VHalf and VQuarter are at most a half and a
/// quarter of the widest there is.
module NetGen.Core.Widths

open Code

/// The type parameter, or the type where it is always the same.
let parameter precision width =
    match width with
    | Parts.Whole -> "V"
    | Parts.Half -> "VHalf"
    | Parts.Quarter -> "VQuarter"
    | Parts.One -> "global::NetGen.Lanes.Lanes1<" + numberType precision + ">"

let private constraintOf precision parameter =
    "where "
    + parameter
    + " : struct, global::NetGen.Lanes.ILanes<"
    + parameter
    + ", "
    + numberType precision
    + ">"

/// The head of a generic method: its type parameters behind its name, and their constraints before its body.
let method precision name widths parameters (body: Code list) : Code list =
    let types = widths |> List.map (parameter precision)
    let constraints = types |> List.map (fun t -> "    " + constraintOf precision t)
    let before, last = List.splitAt (constraints.Length - 1) constraints

    Line("private static void " + name + "<" + join ", " types + ">(" + join ", " parameters + ")")
    :: List.map Line before
    @ [ Block(last.Head, body) ]

/// The types for these parameters on a processor with vectors of so many bits, or 1 where it has none.
let arguments precision bits widths =
    let most width =
        match width with
        | Parts.Whole -> 512
        | Parts.Half -> 256
        | Parts.Quarter
        | Parts.One -> 128

    widths
    |> List.map (fun width ->
        "global::NetGen.Lanes.Lanes" + integer (min bits (most width)) + "<" + numberType precision + ">")
    |> join ", "
