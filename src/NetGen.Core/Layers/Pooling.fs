/// Layers that sum up windows, or all, of an image or a sequence. Places outside take no part.
module NetGen.Core.Pooling

open Write

let private largest indices conditions value =
    let inside =
        if List.isEmpty conditions then
            value
        else
            Select(conditions, value, number -infinity)

    maximum indices inside

/// The sum by how many there are: those inside are counted along the axes that reach beyond a border.
let private mean indices conditions value =
    let isCounted i = conditions |> List.exists (fun condition -> (Walk.freeCondition condition).Contains i)
    let counted, whole = List.partition isCounted indices
    let count = whole |> Signal.extents |> List.fold (*) 1

    let total = sum indices (if counted.IsEmpty then value else only conditions value)
    let shares = if whole.IsEmpty then total else number (1.0 / float count) * total

    if counted.IsEmpty then
        shares
    else
        shares / sum counted (only conditions (number 1.0))

/// y[n,h,w,c] = max i j. x[n, s·h+i, s·w+j, c], or the mean.
let private pool reduce dimensions (site: Site) =
    Window.axes dimensions "size" site
    |> Result.bind (fun (axes, channels) ->
        // a window outside the image has no number in it
        match axes |> List.tryFind (fun axis -> max axis.Before axis.After >= axis.Size) with
        | Some axis -> Error(WindowOutside(site.Layer, axis.Size, max axis.Before axis.After))
        | None ->
            let outputs, inner = Window.indices axes
            let c = index "c" channels
            let places = Window.places axes outputs inner

            let conditions =
                List.zip places axes
                |> List.filter (fun (_, axis) -> axis.IsPadded)
                |> List.map (fun (place, axis) -> Inside(place, Fixed axis.Input))

            let body = reduce inner conditions (read site.Input.Tensor (!n :: places @ [ !c ]))

            Ok(
                Written.simple
                    (site.Gives((outputs @ [ c ]) |> Signal.extents))
                    []
                    [ equation site.Output (n :: outputs @ [ c ]) body ]
            ))

let private entry name dimensions reduce =
    {
        Name = name
        Rules =
            Rule.required "size" Window.length :: Window.rules None Window.paddings
            @ if dimensions = 2 then Window.widthRules "size" else []
        Understands = []
        Role = Transform(pool reduce dimensions)
    }

/// y[n,c] over all places but the last index; of a sequence, over the steps that the sample has.
let private overAll reduce ofLengths (site: Site) =
    match List.rev (Entry.indices site.Input.Shape) with
    | c :: (_ :: _ as outer) ->
        let indices = List.rev outer
        let value = read site.Input.Tensor (!n :: List.map (!) indices @ [ !c ])

        let body =
            match site.Input.Lengths with
            | None -> reduce indices [] value
            | Some lengths -> ofLengths lengths indices value

        Ok(
            Written.simple
                { site.Gives(Signal.extents [ c ]) with Lengths = None }
                []
                [ equation site.Output [ n; c ] body ]
        )
    | _ -> Error(WrongRank(site.Layer, "height, width, channels, or time, channels", site.Input.Shape))

let private within lengths (indices: Index list) = [ AtLeast(lengths, [ At !n ], !indices.Head + 1) ]

let private globalEntry name reduce ofLengths =
    {
        Name = name
        Rules = []
        Understands = [ DifferentLengths ]
        Role = Transform(overAll reduce ofLengths)
    }

let private meanOfSteps lengths indices value =
    sum indices (only (within lengths indices) value) / Read(lengths, [ At !n ])

let private largestOfSteps lengths indices value = largest indices (within lengths indices) value

let entries =
    [
        entry "MaxPool1D" 1 largest
        entry "MaxPool2D" 2 largest
        entry "AveragePool1D" 1 mean
        entry "AveragePool2D" 2 mean
        globalEntry "GlobalAveragePool" mean meanOfSteps
        globalEntry "GlobalMaxPool" largest largestOfSteps
    ]
