/// Layers that put numbers elsewhere and compute nothing.
module NetGen.Core.Shapes

open Write

let private entry name rules write = { Name = name; Rules = rules; Understands = []; Role = Transform write }

let private size shape = List.fold (*) 1 shape

let private flatten (site: Site) =
    let shape = site.Input.Shape

    Ok
        { Written.simple (site.Gives [ size shape ]) [] [ Reshape.flat site.Output site.Input.Tensor shape ] with
            Padded = set [ site.Output, site.Input.Tensor ]
        }

let private reshape (site: Site) =
    let shape, wanted = site.Input.Shape, Arguments.extents "shape" site.Arguments

    if List.fold (fun p (e: int) -> p * int64 e) 1L wanted <> int64 (size shape) then
        Error(WrongSize(site.Layer, shape, wanted))
    else
        let row, rows =
            match shape with
            | [ _ ] -> site.Input.Tensor, []
            | _ ->
                let row = site.Tensor "r"
                row, [ Reshape.flat row site.Input.Tensor shape ]

        Ok
            { Written.simple (site.Gives wanted) [] (rows @ [ Reshape.shaped site.Output row 0 wanted ]) with
                Padded = set [ row, site.Input.Tensor ]
            }

/// An image of [height, width, channels], made of one.
let private image (site: Site) size body =
    match site.Input.Shape with
    | [ height; width; channels ] ->
        let height', width' = size (int64 height), size (int64 width)

        if height' * width' * int64 channels > Entry.limit then
            Error(TooLarge(site.Layer, "numbers in one sample", Entry.limit))
        else
            let h, w, c = index "h" (int height'), index "w" (int width'), index "c" channels

            Ok
                { Written.simple
                      (site.Gives(Signal.extents [ h; w; c ]))
                      []
                      [ equation site.Output [ n; h; w; c ] (body h w c) ] with
                    Padded = set [ site.Output, site.Input.Tensor ]
                }
    | shape -> Error(WrongRank(site.Layer, "height, width, channels", shape))

/// y[n,h,w,c] = x[n, ⌊h/s⌋, ⌊w/s⌋, c]: of the places (h−i)/s, (w−j)/s one is an integer.
let private upSample (site: Site) =
    let scale = Arguments.integer "scale" site.Arguments
    let i, j = index "i" scale, index "j" scale

    image site (fun extent -> int64 scale * extent) (fun h w c ->
        sum [ i; j ] (read site.Input.Tensor [ !n; (!h - !i) / scale; (!w - !j) / scale; !c ]))

/// y[n,h,w,c] = x[n, h−p, w−p, c], which reads 0 outside.
let private zeroPad (site: Site) =
    let pad = Arguments.integer "pad" site.Arguments

    image site (fun extent -> extent + 2L * int64 pad) (fun h w c ->
        read site.Input.Tensor [ !n; !h - pad; !w - pad; !c ])

let entries =
    [
        entry "Flatten" [] flatten
        entry "Reshape" [ Rule.required "shape" Extents ] reshape
        entry "UpSample2D" [ Rule.required "scale" (Whole(1, 256)) ] upSample
        entry "ZeroPad2D" [ Rule.required "pad" (Whole(0, 32767)) ] zeroPad
    ]
