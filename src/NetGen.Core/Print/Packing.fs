/// What a kernel that packs a panel has around its tiles: blocks of rows, the copy, and a look ahead.
module NetGen.Core.PackingText

open Code
open Address
open Vectors

/// The row of the panel that is fetched next, and the row where a tile leaves off.
let private ahead, private upTo = "ahead", "upTo"

/// Rows of the next panel that a tile fetches: eight tiles, or a batch of 32, fetch the whole of it.
[<Literal>]
let private Share = 16

/// Names of variables: nothing else in the kernel has them.
let names (kernel: Kernel) (indices: Map<Index, string>) =
    match kernel.Panel with
    | Some panel ->
        let first, last = blockOf indices[panel.Over]
        [ first; last; ahead; upTo ]
    | None -> []

/// The loop over blocks of the index that is summed over.
let blocks scene (panel: Panel) inner =
    let first, last = blockOf scene.Indices[panel.Over]
    let limit = extent panel.Over.Extent
    let next = first + " + " + integer panel.Rows

    let isMultiple =
        match panel.Over.Extent with
        | Fixed n -> n % panel.Rows = 0
        | Batch -> false

    [
        Block(
            "for (nint "
            + first
            + " = 0; "
            + first
            + " < "
            + limit
            + "; "
            + first
            + " += "
            + integer panel.Rows
            + ")",
            Line(
                "nint "
                + last
                + " = "
                + (if isMultiple then next else "nint.Min(" + next + ", " + limit + ")")
                + ";"
            )
            :: inner
        )
    ]

let private places scene (panel: Panel) =
    scene.Kernel.Equations
    |> List.collect (fun e -> Walk.reads e.Body)
    |> List.find (fst >> (=) panel.Of)
    |> snd

/// Copies so many columns of a block, and begins to look ahead. Lanes that are not inside are of no use, but there.
let copy scene (panel: Panel) vectors inside =
    let first, last = blockOf scene.Indices[panel.Over]
    let name = scene.Indices[panel.Over]
    let source = scene.Arguments[{ Tensor = panel.Of; Layout = scene.Kernel.Reads[panel.Of] }]

    let move column =
        let spot =
            {
                Row = fun _ -> None
                Column = column
                Partial = inside
                Local = fun _ -> None
                Known = Set.empty
            }

        let value = load scene spot panel.Of (places scene panel)
        Line("V.Store(" + expression value + ", " + packedAt scene panel (Affine.index panel.Over) column + ");")

    [
        Line("// rows of " + source + " lie far apart: what every tile reads of them is copied together")
        Block(
            "for (nint " + name + " = " + first + "; " + name + " < " + last + "; " + name + "++)",
            List.map move [ 0 .. vectors - 1 ]
        )
        if inside.IsNone && vectors = scene.Kernel.Tile.Vectors then
            Line("nint " + ahead + " = " + first + ";")
    ]

/// Each tile fetches its share of the columns that come next.
let fetch scene (panel: Panel) vectors inside =
    if inside = None && vectors = scene.Kernel.Tile.Vectors then
        let _, last = blockOf scene.Indices[panel.Over]
        let source = scene.Arguments[{ Tensor = panel.Of; Layout = scene.Kernel.Reads[panel.Of] }]
        let there = { scene with Indices = Map.add panel.Over ahead scene.Indices }
        let at = element there panel.Of (places scene panel)

        // the last element: a vector that lies in two lines begins in one that the vector before it has fetched
        let prefetch column =
            Line(
                "global::NetGen.Lanes.Lanes.Prefetch(ref "
                + source
                + ", "
                + at
                + columnOffset scene panel.Of (vectors + column + 1)
                + " - 1);"
            )

        let share = "nint.Min(" + ahead + " + " + integer Share + ", " + last + ")"

        [
            Block(
                "for (nint " + upTo + " = " + share + "; " + ahead + " < " + upTo + "; " + ahead + "++)",
                List.map prefetch [ 0 .. vectors - 1 ]
            )
        ]
    else
        []
