/// Convolutions of sequences and images, channels last, as cross-correlation: the kernel is not mirrored.
module NetGen.Core.Convolution

open Write

let private kernelRules paddings =
    [ Rule.required "filters" (Whole(1, System.Int32.MaxValue)); Rule.required "kernel" Window.length ]
    @ Window.rules (Some 1L) paddings

let private weightRules =
    Rule.optional "Bias" Flag (Truth true) :: Initializer.rules "Weights" [ "Orthogonal" ]
    @ Initializer.biases

/// Kernel and, if wanted, bias, and the equations that read them.
let private trained (site: Site) kernel fanIn fanOut filters equations =
    let o = index "o" filters
    let parameter letter role indices initializer = site.Parameter(letter, role, indices, initializer, fanIn, fanOut)

    Initializer.read site.Layer "Weights" (site.Suitable fanIn) site.Arguments
    |> Result.bind (fun weights ->
        let weights = parameter "K" "Weights" kernel weights

        if Arguments.flag "Bias" site.Arguments then
            Initializer.read site.Layer "Biases" Zeros site.Arguments
            |> Result.map (fun bias -> [ weights; parameter "b" "Bias" [ o ] bias ], equations (Some(site.Tensor "b")))
        else
            Ok([ weights ], equations None))

let private plus (bias: Name option) place body =
    match bias with
    | Some b -> body + read b [ place ]
    | None -> body

/// y[n,h,w,o] = Σ i j c. x[n, s·h+d·i−p, s·w+d·j−p, c]·K[i,j,c,o] + b[o]. In G groups the filters of group g read the
/// channels of group g alone; where every group has one channel and one filter, that is K[i,j,0,o] on channel o.
let private convolve dimensions (site: Site) =
    let filters = Arguments.integer "filters" site.Arguments
    let groups = Arguments.integer "Groups" site.Arguments

    Window.axes dimensions "kernel" site
    |> Result.bind (fun (axes, channels) ->
        if channels % groups <> 0 || filters % groups <> 0 then
            Error(Ungroupable(site.Layer, groups, channels, filters))
        else
            let outputs, inner = Window.indices axes
            let o = index "o" filters
            let each, own = channels / groups, filters / groups
            let c = index "c" each
            let x, k, y = site.Input.Tensor, site.Tensor "K", site.Output
            let pixel channel = read x (!n :: Window.places axes outputs inner @ [ channel ])
            let weight filter = read k (List.map (!) inner @ [ !c; filter ])
            let at = n :: outputs

            let equations bias =
                if groups = 1 then
                    [ equation y (at @ [ o ]) (plus bias !o (sum (inner @ [ c ]) (pixel !c * weight !o))) ]
                elif each = 1 && own = 1 then
                    let weight = read k (List.map (!) inner @ [ place 0; !o ])
                    [ equation y (at @ [ o ]) (plus bias !o (sum inner (pixel !o * weight))) ]
                else
                    let g, p = index "g" groups, index "p" own
                    let grouped = site.Tensor "g"
                    let filter = own * !g + !p

                    [
                        equation
                            grouped
                            (at @ [ g; p ])
                            (plus bias filter (sum (inner @ [ c ]) (pixel (each * !g + !c) * weight filter)))
                        equation y (at @ [ o ]) (sum [ p ] (read grouped (List.map (!) at @ [ (!o - !p) / own; !p ])))
                    ]

            let size = axes |> List.fold (fun product axis -> product * axis.Size) 1

            trained site (inner @ [ c; o ]) (size * each) (size * own) filters equations
            |> Result.map (fun (parameters, equations) ->
                { Written.simple (site.Gives((outputs @ [ o ]) |> Signal.extents)) parameters equations with
                    Padded =
                        set
                            [
                                if Window.isPadded axes then
                                    y, x
                                    site.Tensor "g", x
                                if each > 1 || own > 1 then
                                    y, site.Tensor "g"
                            ]
                }))

let private entry name dimensions =
    {
        Name = name
        Rules =
            kernelRules Window.paddings
            @ [
                Rule.optional "Dilation" Window.length (Integer 1L)
                if dimensions = 2 then
                    yield! Window.widthRules "kernel"
                    Window.width "Dilation"
                Rule.optional "Groups" (Whole(1, System.Int32.MaxValue)) (Integer 1L)
            ]
            @ weightRules
        Understands = []
        Role = Layer(convolve dimensions)
    }

/// y[n,u,v,o] = Σ i j c. x[n, (u+p−i)/s, (v+p−j)/s, c]·K[i,j,c,o] + b[o]: the adjoint of a convolution of that window,
/// and an image s times as large (Zeiler et al., 2010). A place that is no integer reads 0.
let private transposed (site: Site) =
    let kernel = Arguments.integer "kernel" site.Arguments
    let stride = Arguments.integer "Stride" site.Arguments
    let filters = Arguments.integer "filters" site.Arguments
    let isSame = Arguments.choice "Padding" site.Arguments = "Same"
    let pad = Arguments.tryInteger "Pad" site.Arguments |> Option.defaultValue 0
    let more = Arguments.integer "OutputPad" site.Arguments

    match site.Input.Shape with
    | [ height; width; channels ] ->
        let whole input = (input - 1) * stride + kernel
        // as many as strides, cut at both ends, an odd one behind
        let output input = if isSame then input * stride else whole input - 2 * pad + more

        let before = if isSame then max 0 (kernel - stride) / 2 else pad

        if more >= stride && more > 0 then
            Error(OutOfRange(site.Layer, "OutputPad", "less than Stride, which is " + string stride, string more))
        elif output height < 1 || output width < 1 then
            Error(WindowTooLarge(site.Layer, 2 * pad + 1, min (whole height) (whole width)))
        else
            let u, v = index "u" (output height), index "v" (output width)
            let i, j, c, o = index "i" kernel, index "j" kernel, index "c" channels, index "o" filters
            let from outer inner = (!outer + before - !inner) / stride
            let x, k = site.Input.Tensor, site.Tensor "K"

            let body bias =
                plus bias !o (sum [ i; j; c ] (read x [ !n; from u i; from v j; !c ] * read k [ !i; !j; !c; !o ]))

            trained site [ i; j; c; o ] (kernel * kernel * channels) (kernel * kernel * filters) filters (fun bias ->
                [ equation site.Output [ n; u; v; o ] (body bias) ])
            |> Result.map (fun (parameters, equations) ->
                { Written.simple (site.Gives [ output height; output width; filters ]) parameters equations with
                    Padded = set [ site.Output, x ]
                })
    | shape -> Error(WrongRank(site.Layer, "height, width, channels", shape))

let private transposedEntry =
    {
        Name = "TransposedConv2D"
        Rules =
            kernelRules [ "Valid"; "Same" ]
            @ [
                Rule.optional "OutputPad" (Whole(0, 32767)) (Integer 0L) |> Rule.onlyWith "Padding" (Choice "Valid")
            ]
            @ weightRules
        Understands = []
        Role = Layer transposed
    }

let entries = [ entry "Conv1D" 1; entry "Conv2D" 2; transposedEntry ]
