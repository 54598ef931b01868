/// Layers over images and signals, as the catalogue writes them.
module NetGen.Core.Tests.Programs.Spatial

open NetGen.Core
open NetGen.Core.Write
open NetGen.Core.Tests.Programs.Notation

let private h, w, c = index "h" 5, index "w" 4, index "c" 4
let private x = part [ input "x" [ n; h; w; c ] ] []
let private signal = part [ input "x" [ n; index "t" 7; index "c" 2 ] ] []

/// A group is one more index, and the filters of all groups are one again.
let private grouped =
    let g, q, i, j, c = index "g" 2, index "q" 3, index "i" 3, index "j" 3, index "c" 2
    let o = index "o" 6
    let pixel = at "x" [ !n; !h + !i - 1; !w + !j - 1; 2 * !g + !c ]

    x
    |> also (
        part
            [ parameter "K" [ i; j; c; g; q ]; parameter "b" [ o ] ]
            [
                define "z" [ n; h; w; g; q ] (sum [ i; j; c ] (pixel * at "K" [ !i; !j; !c; !g; !q ]))
                define "y" [ n; h; w; o ] (sum [ q ] (at "z" [ !n; !h; !w; (!o - !q) / 3; !q ]) + at "b" [ !o ])
            ]
    )

/// Several filters a channel.
let private multiplied =
    let m, i, j, o = index "m" 2, index "i" 2, index "j" 3, index "o" 8
    let p, q = index "p" 4, index "q" 2
    let pixel = at "x" [ !n; !p + !i; !q + !j; !c ]

    x
    |> also (
        part
            [ parameter "K" [ i; j; c; m ] ]
            [
                define "z" [ n; p; q; c; m ] (sum [ i; j ] (pixel * at "K" [ !i; !j; !c; !m ]))
                define "y" [ n; p; q; o ] (sum [ m ] (at "z" [ !n; !p; !q; (!o - !m) / 2; !m ]))
            ]
    )

/// y[n,t,o] from the present and the past alone.
let private causal dilation =
    let t, o, i, c = index "t" 7, index "o" 3, index "i" 3, index "c" 2
    let past = at "x" [ !n; !t + dilation * !i - 2 * dilation; !c ]

    signal
    |> also (
        part
            [ parameter "K" [ i; c; o ]; parameter "b" [ o ] ]
            [ define "y" [ n; t; o ] (sum [ i; c ] (past * at "K" [ !i; !c; !o ]) + at "b" [ !o ]) ]
    )

let private transposed size stride pad extra =
    let output extent = (extent - 1) * stride - 2 * pad + size + extra
    let u, v, o = index "u" (output 5), index "v" (output 4), index "o" 2
    let i, j = index "i" size, index "j" size
    let place (a: Index) (i: Index) = (!a + pad - !i) / stride

    x
    |> also (
        part
            [ parameter "K" [ i; j; c; o ]; parameter "b" [ o ] ]
            [
                define
                    "y"
                    [ n; u; v; o ]
                    (sum [ i; j; c ] (at "x" [ !n; place u i; place v j; !c ] * at "K" [ !i; !j; !c; !o ])
                     + at "b" [ !o ])
            ]
    )

/// Windows of 3, 2 apart, that overlap and begin one before the signal.
let private pooled body =
    let t, i, c = index "t" 4, index "i" 3, index "c" 2
    let place = 2 * !t + !i - 1
    signal |> also (part [] [ define "y" [ n; t; c ] (body [ i ] place (at "x" [ !n; place; !c ])) ])

let private largest over place value = maximum over (Select([ Inside(place, Fixed 7) ], value, number -infinity))
let private meanOfAll over _ value = number (1.0 / 3.0) * sum over value

let private meanOfThose over place value =
    let inside body = sum over (only [ Inside(place, Fixed 7) ] body)
    inside value / inside (number 1.0)

let private global' body = x |> also (part [] [ define "y" [ n; c ] (body (at "x" [ !n; !h; !w; !c ])) ])

let private upsampled =
    let u, v, i, j = index "u" 10, index "v" 12, index "i" 2, index "j" 3
    let nearest = at "x" [ !n; (!u - !i) / 2; (!v - !j) / 3; !c ]
    x |> also (part [] [ define "y" [ n; u; v; c ] (sum [ i; j ] nearest) ])

let private padded =
    let u, v = index "u" 8, index "v" 5

    x
    |> also (
        part
            []
            [
                define "a" [ n; h; w; c ] (tanh (at "x" [ !n; !h; !w; !c ]))
                define "y" [ n; u; v; c ] (at "a" [ !n; !u - 1; !v; !c ])
            ]
    )

let rows =
    let beyond = [ "y", "x" ]

    [
        grouped |> weighed "y" |> row "grouped convolution" [ "z", "x"; "y", "z" ] false
        multiplied |> weighed "y" |> row "depthwise convolution, two filters a channel" [ "y", "z" ] false
        causal 1 |> weighed "y" |> row "causal convolution" beyond false
        causal 2 |> weighed "y" |> row "causal convolution, dilation 2" beyond false
        transposed 3 2 1 1
        |> weighed "y"
        |> row "transposed convolution 3×3, stride 2, pad 1, one row more" beyond false
        transposed 2 3 0 0
        |> weighed "y"
        |> row "transposed convolution 2×2, stride 3: with gaps" beyond false
        transposed 4 1 2 0 |> weighed "y" |> row "transposed convolution 4×4, pad 2" beyond false
        pooled largest |> weighed "y" |> row "max pool over a signal" [] true
        pooled meanOfAll |> weighed "y" |> row "mean pool over a signal, its border counted" beyond false
        pooled meanOfThose |> weighed "y" |> smooth "mean pool over a signal, its border not counted"
        global' (maximum [ h; w ]) |> weighed "y" |> row "global max pool" [] true
        global' (fun v -> number 0.05 * sum [ h; w ] v) |> weighed "y" |> smooth "global mean pool"
        upsampled |> weighed "y" |> row "upsampling by 2 and 3" beyond false
        padded |> weighed "y" |> row "padding with zeros" [ "y", "a" ] false
    ]
