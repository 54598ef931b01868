/// One kernel as a method: loops around a tile.
module NetGen.Core.KernelText

open Code
open Address
open Vectors

/// What a tile holds: where its rows stand, how many vectors a row has, and the lanes inside if not all.
type private Shape = { Rows: Affine option list; Vectors: int; Inside: string option }

let private body scene shape : Code list =
    let kernel = scene.Kernel

    let names =
        Names(
            Seq.concat
                [
                    scene.Indices |> Map.toSeq |> Seq.map snd
                    scene.Arguments |> Map.toSeq |> Seq.map snd
                    [ "samples"; "block"; "lane"; "V" ]
                ]
        )

    let isSingle = shape.Rows.Length = 1 && shape.Vectors = 1

    let spots =
        [
            for r, row in List.indexed shape.Rows do
                for c in 0 .. shape.Vectors - 1 do
                    let suffix =
                        if isSingle then ""
                        elif shape.Vectors = 1 then integer r
                        else integer r + integer c

                    let replace i = if kernel.Tile.Row = Some i then row else None

                    suffix,
                    { Row = replace; Column = c; Partial = shape.Inside; Local = (fun _ -> None); Known = Set.empty }
        ]

    let bound = Set.ofList kernel.Indices
    let variables = System.Collections.Generic.Dictionary<Name * string, string>()

    let at (suffix, spot) =
        { spot with
            Local =
                fun name ->
                    match variables.TryGetValue((name, suffix)) with
                    | true, variable -> Some variable
                    | _ -> None
        }

    let code =
        kernel.Equations
        |> List.collect (fun equation ->
            let wish suffix =
                let name = Identifier.tensor equation.Target
                if suffix = "" then name else name + "_" + suffix

            let own = spots |> List.map (fun (suffix, spot) -> at (suffix, spot), names.Exact(wish suffix))

            let code =
                match equation.Body with
                | Reduce(reduction, over, inner) -> Reductions.code scene names bound own reduction over inner
                | pointwise ->
                    run names (own |> List.map (fun (spot, variable) -> Declare(variable, value scene spot pointwise)))

            for (suffix, _), (_, variable) in List.zip spots own do
                variables[(equation.Target, suffix)] <- variable

            code)

    let stores =
        [
            for written in kernel.Writes do
                for suffix, spot in spots do
                    let places =
                        scene.Shapes[written.Tensor]
                        |> List.mapi (fun k _ -> At(Affine.index kernel.Indices[k]) |> Walk.substitutePlace spot.Row)

                    let column =
                        match spot.Column with
                        | 0 -> ""
                        | 1 -> " + V.Count"
                        | c -> " + " + integer c + " * V.Count"

                    let target = "ref " + scene.Arguments[written] + ", " + elementOf scene written places + column
                    let variable = variables[(written.Tensor, suffix)]

                    match spot.Partial with
                    | None -> Line("V.Store(" + variable + ", " + target + ");")
                    | Some count -> Line("V.StorePartial(" + variable + ", " + target + ", " + count + ");")
        ]

    code @ stores

/// Vectors along a contiguous index: whole tiles, single vectors, and the part of one that is left.
let private along scene rows (i: Index) : Code list =
    let name = scene.Indices[i]
    let limit = extent i.Extent
    let vectors = scene.Kernel.Tile.Vectors

    let isMultiple k =
        match i.Extent with
        | Fixed n -> n % (k * Cost.Widest) = 0
        | Batch -> false

    let step k = if k = 1 then "V.Count" else integer k + " * V.Count"

    let loop k =
        Block(
            "for (; " + name + " + " + step k + " <= " + limit + "; " + name + " += " + step k + ")",
            body scene { Rows = rows; Vectors = k; Inside = None }
        )

    if isMultiple vectors then
        [
            Block(
                "for (nint " + name + " = 0; " + name + " < " + limit + "; " + name + " += " + step vectors + ")",
                body scene { Rows = rows; Vectors = vectors; Inside = None }
            )
        ]
    else
        [
            Line("nint " + name + " = 0;")
            if vectors > 1 then
                loop vectors
            loop 1
            if not (isMultiple 1) then
                Block(
                    "if (" + name + " < " + limit + ")",
                    body scene { Rows = rows; Vectors = 1; Inside = Some(limit + " - " + name) }
                )
        ]

/// Tiles of rows: as many as fit, then what is left.
let private rowTiles scene (inner: Affine option list -> Code list) : Code list =
    let tile = scene.Kernel.Tile

    match tile.Row with
    | None -> inner [ None ]
    | Some row ->
        let name = scene.Indices[row]
        let rows (start: Affine) count = [ for k in 0 .. count - 1 -> Some(start + k) ]
        let step = integer tile.Rows

        match row.Extent with
        | Fixed n ->
            let whole = n / tile.Rows * tile.Rows

            let tiles =
                if whole = tile.Rows then
                    inner (rows (Affine.constant 0) tile.Rows)
                else
                    [
                        Block(
                            "for (nint "
                            + name
                            + " = 0; "
                            + name
                            + " < "
                            + integer whole
                            + "; "
                            + name
                            + " += "
                            + step
                            + ")",
                            inner (rows (Affine.index row) tile.Rows)
                        )
                    ]

            if n = whole then
                tiles
            else
                let rest = inner (rows (Affine.constant whole) (n - whole))
                (if whole = tile.Rows then [ Block("", tiles) ] else tiles) @ [ Block("", rest) ]
        | Batch when tile.Rows = 1 ->
            [ Block("for (nint " + name + " = 0; " + name + " < samples; " + name + "++)", inner [ None ]) ]
        | Batch ->
            [
                Line("nint " + name + " = 0;")
                Block(
                    "for (; " + name + " + " + step + " <= samples; " + name + " += " + step + ")",
                    inner (rows (Affine.index row) tile.Rows)
                )
                Block("for (; " + name + " < samples; " + name + "++)", inner [ None ])
            ]

let private loops scene : Code list =
    let kernel = scene.Kernel
    let lane = laneIndex scene

    let outer =
        kernel.Indices
        |> List.filter (fun i -> Some i <> kernel.Time && Some i <> lane && Some i <> kernel.Tile.Row)

    let around indices code =
        List.foldBack
            (fun (i: Index) code ->
                let name = scene.Indices[i]

                [
                    Block("for (nint " + name + " = 0; " + name + " < " + extent i.Extent + "; " + name + "++)", code)
                ])
            indices
            code

    let plain rows = body scene { Rows = rows; Vectors = 1; Inside = None }

    match kernel.Lane with
    | Alone -> around outer (rowTiles scene plain)
    | Along i -> around outer (rowTiles scene (fun rows -> along scene rows i))
    | Across i ->
        let name = scene.Indices[i]

        [
            Block(
                "for (nint " + name + " = 0; " + name + " < samples; " + name + " += V.Count)",
                [ Line("nint block = " + name + " & -16;"); Line("nint lane = " + name + " & 15;") ]
                @ around outer (rowTiles scene plain)
            )
        ]

let private escape (text: string) = text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;")

let private documentation scene =
    let equation (e: Equation) =
        let text = Show.equation e
        let at = text.IndexOf(" = ", System.StringComparison.Ordinal)
        text.Substring(0, at).TrimEnd() + text.Substring at

    let shape (stored: Stored) =
        let extents = scene.Shapes[stored.Tensor] |> List.map (fun i -> Show.extent i.Extent)
        scene.Arguments[stored] + " [" + join ", " extents + "]"

    let equations =
        match Kernel.conversion scene.Kernel with
        | Some { Tensor = tensor; Layout = layout } ->
            let manner =
                match layout with
                | Rows
                | Within _ -> ", sample after sample"
                | Last k -> " with " + scene.Shapes[tensor].[k].Name + " last"
                | Blocks -> " in blocks of 16 samples, the sample last"

            [ Show.name tensor + manner ]
        | None -> List.map equation scene.Kernel.Equations

    let lines = equations @ [ join ", " (List.map shape (Kernel.arguments scene.Kernel)) ]

    [ "/// <summary>" ]
    @ (lines |> List.map (fun line -> "/// <para>" + escape line + "</para>"))
    @ [ "/// </summary>" ]

/// Every index that occurs in a kernel.
let private indices (kernel: Kernel) =
    let bound (e: Equation) =
        match e.Body with
        | Reduce(_, over, _) -> over
        | _ -> []

    List.distinct (kernel.Indices @ List.collect bound kernel.Equations)

let attribute =
    "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization | global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]"

let print precision (shapes: Map<Name, Index list>) (name: string) (kernel: Kernel) : Method =
    let indexNames = indices kernel |> List.map (fun i -> i, Identifier.index i) |> Identifier.unique []

    let scene =
        {
            Shapes = shapes
            Kernel = kernel
            Precision = precision
            Indices = indexNames
            Arguments =
                Kernel.arguments kernel
                |> List.map (fun s -> s, Identifier.stored s)
                |> Identifier.unique (indexNames |> Map.toSeq |> Seq.map snd)
        }

    let number = numberType precision

    let parameters =
        "nint samples" :: (kernel.Time |> Option.map (fun t -> "nint " + indexNames[t]) |> Option.toList)
        @ (Kernel.arguments kernel |> List.map (fun s -> "ref " + number + " " + scene.Arguments[s]))

    let text =
        (documentation scene |> List.map Line)
        @ [
            Line attribute
            Line("private static void " + name + "<V>(" + join ", " parameters + ")")
            Block("    where V : struct, global::NetGen.Lanes.ILanes<V, " + number + ">", loops scene)
        ]

    { Name = name; Text = render text }
