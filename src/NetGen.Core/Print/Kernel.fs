/// One kernel as a method: loops around a tile.
module NetGen.Core.KernelText

open Code
open Address
open Vectors

/// What a tile holds: where each of its rows stands, how many vectors a row has, and the lanes inside if not all.
type private Shape = { Rows: Map<Index, Affine> list; Vectors: int; Inside: string option }

/// Whether the lanes of a kernel are summed where they are stored.
let private sums (kernel: Kernel) =
    kernel.Equations
    |> List.forall (fun e ->
        match e.Body with
        | Reduce(Sum, _, _) -> true
        | _ -> false)

/// Names that a kernel's variables do not have.
let private taken scene =
    Seq.concat
        [
            scene.Indices |> Map.toSeq |> Seq.map snd
            scene.Arguments |> Map.toSeq |> Seq.map snd
            PackingText.names scene.Kernel scene.Indices
            [ "samples"; "block"; "lane"; "V" ]
        ]

let private body scene (folds: Folds.Folded list) shape : Code list =
    let kernel = scene.Kernel
    let names = Names(Seq.append (taken scene) (folds |> List.map (fun fold -> fold.Lanes)))

    let isSingle = shape.Rows.Length = 1 && shape.Vectors = 1

    let spots =
        [
            for r, row in List.indexed shape.Rows do
                for c in 0 .. shape.Vectors - 1 do
                    let suffix =
                        if isSingle then ""
                        elif shape.Vectors = 1 then integer r
                        else integer r + integer c

                    suffix,
                    {
                        Row = (fun i -> Map.tryFind i row)
                        Column = c
                        Partial = shape.Inside
                        Local = (fun _ -> None)
                        Known = Set.empty
                    }
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

    let computed =
        kernel.Equations
        |> List.map (fun equation ->
            let wish suffix =
                let name = Identifier.tensor equation.Target
                if suffix = "" then name else name + "_" + suffix

            let own = spots |> List.map (fun (suffix, spot) -> at (suffix, spot), names.Exact(wish suffix))

            let code =
                match equation.Body with
                | Reduce(reduction, over, inner) ->
                    let start spot = Vectors.start scene spot equation.Target
                    Reductions.code scene names bound own start reduction over inner
                | pointwise ->
                    run names (own |> List.map (fun (spot, variable) -> Declare(variable, value scene spot pointwise)))

            for (suffix, _), (_, variable) in List.zip spots own do
                variables[(equation.Target, suffix)] <- variable

            code)

    /// The variables of a tensor, where another is written.
    let store tensor written =
        [
            for suffix, spot in spots do
                let target = writtenAt scene spot written
                let variable = variables[(tensor, suffix)]

                match kernel.Lane, spot.Partial with
                | Over _, _ when not (sums kernel) -> Line(unsafeAdd + "(" + target + ") = V.First(" + variable + ");")
                | Over _, _ ->
                    let place = unsafeAdd + "(" + target + ")"

                    if continues scene written.Tensor then
                        Line(place + " = (first == 0 ? 0 : " + place + ") + V.Sum(" + variable + ");")
                    else
                        Line(place + " = V.Sum(" + variable + ");")
                | _, Some _ when kernel.Roomy.Contains written.Tensor ->
                    // a later load of the whole vector need not wait for a part of one
                    Line("V.Store(" + variable + ", " + target + ");")
                | _, None -> Line("V.Store(" + variable + ", " + target + ");")
                | _, Some count -> Line("V.StorePartial(" + variable + ", " + target + ", " + count + ");")
        ]

    let folded =
        [
            for fold in folds do
                for spot in spots -> Folds.add scene fold (at spot)
        ]
        |> run names

    let stores =
        kernel.Writes
        |> List.except (folds |> List.map (fun fold -> fold.Written))
        |> List.collect (fun written -> store written.Tensor written)

    match kernel.Panel, computed with
    | Some panel, sum :: after when not after.IsEmpty ->
        // sums wait where the result will be
        let unfinished = store kernel.Equations.Head.Target kernel.Writes.Head
        let isUnfinished = endOf scene panel.Over + " < " + extent panel.Over.Extent
        sum @ [ Block("if (" + isUnfinished + ")", unfinished); Block("else", List.concat after @ stores) ]
    | _ -> List.concat computed @ folded @ stores

/// Vectors along a contiguous index: whole tiles, single vectors, and the part of one that is left. `inner` takes how
/// many there are, and the lanes inside if not all.
let private along scene (i: Index) (inner: int -> string option -> Code list) : Code list =
    let name = scene.Indices[i]
    let limit = limit scene i
    // the end of a row is one vector
    let vectors = if scene.Part.First > 0 then 1 else scene.Kernel.Tile.Vectors

    let loop k =
        let step = if k = 1 then "V.Count" else integer k + " * V.Count"
        Block("for (; " + name + " + " + step + " <= " + limit + "; " + name + " += " + step + ")", inner k None)

    match wholeVectors scene i vectors (inner vectors None) with
    | Some all -> all
    | None ->
        [
            Line("nint " + name + " = " + integer scene.Part.First + ";")
            if vectors > 1 then
                loop vectors
            loop 1
            if (wholeVectors scene i 1 []).IsNone then
                Block("if (" + name + " < " + limit + ")", inner 1 (Some(limit + " - " + name)))
        ]

/// Vectors of samples: two blocks of 16 at once if a tile has two, and then block by block.
let private across scene (i: Index) (inner: int -> Code list) : Code list =
    let blocks (start: string) (condition: string) count =
        Block(
            "for (" + start + "; " + condition + "; block += " + integer (16 * count) + ")",
            [
                Block(
                    "for (nint lane = 0; lane < 16; lane += V.Count)",
                    Line("nint " + scene.Indices[i] + " = block + lane;") :: inner count
                )
            ]
        )

    if scene.Kernel.Tile.Vectors = 1 then
        [ blocks "nint block = 0" "block < samples" 1 ]
    else
        [ Line "nint block = 0;"; blocks "" "block + 16 < samples" 2; blocks "" "block < samples" 1 ]

/// Tiles along one index: as many as fit, then what is left. `inner` takes the places that a tile holds.
let private tiles scene (row: Index, count: int) (inner: Affine option list -> Code list) : Code list =
    let name = scene.Indices[row]
    let places (start: Affine) count = [ for k in 0 .. count - 1 -> Some(start + k) ]
    let step = integer count

    match row.Extent with
    | Fixed n ->
        let whole = n / count * count

        let tiles =
            if whole = count then
                inner (places (Affine.constant 0) count)
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
                        inner (places (Affine.index row) count)
                    )
                ]

        if n = whole then
            tiles
        else
            let rest = inner (places (Affine.constant whole) (n - whole))
            (if whole = count then [ Block("", tiles) ] else tiles) @ [ Block("", rest) ]
    | Batch ->
        let loop size =
            if size = 1 then
                Block("for (; " + name + " < samples; " + name + "++)", inner [ None ])
            else
                let step = integer size

                Block(
                    "for (; " + name + " + " + step + " <= samples; " + name + " += " + step + ")",
                    inner (places (Affine.index row) size)
                )

        Line("nint " + name + " = 0;") :: (Tile.Along count |> List.map loop)

/// Tiles along every index that a tile holds several places of.
let rec private rowTiles scene rows (inner: Map<Index, Affine> list -> Code list) : Code list =
    match rows with
    | [] -> inner [ Map.empty ]
    | (row, count) :: rest ->
        tiles scene (row, count) (fun places ->
            rowTiles scene rest (fun others ->
                inner
                    [
                        for place in places do
                            for other in others do
                                match place with
                                | Some place -> Map.add row place other
                                | None -> other
                    ]))

let private loops scene : Code list =
    let kernel = scene.Kernel
    let lane = laneIndex scene

    let outer =
        kernel.Indices
        |> List.filter (fun i ->
            Some i <> kernel.Time
            && Some i <> lane
            && not (List.exists (fun (row, _) -> row = i) kernel.Tile.Rows))

    let around indices code =
        List.foldBack
            (fun (i: Index) code ->
                let name = scene.Indices[i]

                [
                    Block("for (nint " + name + " = 0; " + name + " < " + extent i.Extent + "; " + name + "++)", code)
                ])
            indices
            code

    let tiled = rowTiles scene kernel.Tile.Rows
    let folds = Folds.ofKernel scene (taken scene)
    let body vectors inside rows = body scene folds { Rows = rows; Vectors = vectors; Inside = inside }

    let vectors inner =
        match kernel.Lane with
        | Alone
        | Over _ -> inner 1 None
        | Along i -> along scene i inner
        | Across i -> across scene i (fun vectors -> inner vectors None)

    match kernel.Lane, kernel.Tile.InPanels with
    | _ when kernel.Panel.IsSome ->
        let panel = kernel.Panel.Value

        vectors (fun count inside ->
            PackingText.copy scene panel count inside
            @ around outer (tiled (fun rows -> PackingText.fetch scene panel count inside @ body count inside rows)))
        |> PackingText.blocks scene panel
    | Across _, false -> vectors (fun count inside -> around outer (tiled (body count inside)))
    | Along _, true -> around outer (vectors (fun count inside -> tiled (body count inside)))
    | _ ->
        Folds.start scene (Names(taken scene)) folds
        @ around outer (tiled (fun rows -> vectors (fun count inside -> body count inside rows)))
        @ Folds.finish scene folds

/// Every index that occurs in a kernel.
let private indices (kernel: Kernel) =
    let bound (e: Equation) =
        match e.Body with
        | Reduce(_, over, _) -> over
        | _ -> []

    List.distinct (kernel.Indices @ List.collect bound kernel.Equations)

/// Whether the number of samples stands in a body.
let rec private counts body =
    match body with
    | Count Batch -> true
    | Apply(_, bodies)
    | Add bodies
    | Multiply bodies -> List.exists counts bodies
    | Select(_, yes, no) -> counts yes || counts no
    | Reduce(_, _, body) -> counts body
    | Number _
    | Count _
    | Value _
    | Read _ -> false

/// Whether a kernel of a chunk needs to know how many samples all chunks have.
let countsSamples (kernel: Kernel) = kernel.IsInChunk && Kernel.equations kernel |> List.exists (fun e -> counts e.Body)

/// Whether a kernel needs to know how many samples it computes.
let isBatched (shapes: Map<Name, Index list>) (kernel: Kernel) =
    List.exists (fun i -> i.Extent = Batch) (indices kernel)
    || Kernel.arguments kernel |> List.exists (fun stored -> Access.isBatched shapes[stored.Tensor])
    || (not kernel.IsInChunk && Kernel.equations kernel |> List.exists (fun e -> counts e.Body))

let attribute =
    "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization | global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]"

/// Each part of a kernel with its width; only the first has the kernel's name.
let parts precision name kernel =
    Parts.ofKernel precision kernel
    |> List.mapi (fun k part -> part, (if k = 0 then name else name + "Rest"))

let private printPart precision (shapes: Map<Name, Index list>) (kernel: Kernel) (part, name: string) : Method =
    let indexNames = indices kernel |> List.map (fun i -> i, Identifier.index i) |> Identifier.unique []

    let scene =
        {
            Shapes = shapes
            Kernel = kernel
            Part = part
            Precision = precision
            Indices = indexNames
            Arguments =
                Kernel.arguments kernel
                |> List.map (fun s -> s, Identifier.stored s)
                |> Identifier.unique (
                    Seq.append (indexNames |> Map.toSeq |> Seq.map snd) (PackingText.names kernel indexNames)
                )
        }

    let number = numberType precision

    let parameters =
        [
            if isBatched shapes kernel then
                "nint samples"
            if countsSamples kernel then
                "nint total"
            if kernel.Continues then
                "nint first"
        ]
        @ (kernel.Time |> Option.map (fun t -> "nint " + indexNames[t]) |> Option.toList)
        @ (Kernel.arguments kernel |> List.map (fun s -> "ref " + number + " " + scene.Arguments[s]))

    let text =
        (KernelSummary.lines scene |> List.map Line)
        @ Line attribute
          :: Widths.method
              precision
              name
              [ Parts.Whole ]
              parameters
              (ConversionText.copy scene |> Option.defaultWith (fun () -> loops scene))

    { Name = name; Text = render text }

/// The methods of a kernel, one for each of its parts.
let print precision shapes name kernel : Method list =
    parts precision name kernel |> List.map (printPart precision shapes kernel)
