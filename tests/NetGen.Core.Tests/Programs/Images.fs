/// Convolutions, pooling and other layers over images.
module NetGen.Core.Tests.Programs.Images

open NetGen.Core
open NetGen.Core.Write
open NetGen.Core.Tests.Programs.Notation

let private image height width channels =
    part [ input "x" [ n; index "h" height; index "w" width; index "c" channels ] ] []

type Window = { Size: int; Stride: int; Pad: int; Dilation: int }

let private window size stride pad = { Size = size; Stride = stride; Pad = pad; Dilation = 1 }

let private outputs extent window =
    (extent + 2 * window.Pad - window.Dilation * (window.Size - 1) - 1) / window.Stride + 1

/// The place that element i of the window at output a looks at.
let private looksAt window a i = window.Stride * !a + window.Dilation * !i - window.Pad

/// y from x[n, size, size, channels].
let convolution size channels filters window target =
    let h, w, o = index "h" (outputs size window), index "w" (outputs size window), index "o" filters
    let i, j, c = index "i" window.Size, index "j" window.Size, index "c" channels
    let pixel = at "x" [ !n; looksAt window h i; looksAt window w j; !c ]

    part
        [ parameter "K" [ i; j; c; o ]; parameter "b" [ o ] ]
        [
            define target [ n; h; w; o ] (sum [ i; j; c ] (pixel * at "K" [ !i; !j; !c; !o ]) + at "b" [ !o ])
        ]

let private pool reduce source size channels window target =
    let h, w, c = index "h" (outputs size window), index "w" (outputs size window), index "c" channels
    let i, j = index "i" window.Size, index "j" window.Size
    let y, x = looksAt window h i, looksAt window w j
    let inside = [ Inside(y, Fixed size); Inside(x, Fixed size) ]
    part [] [ define target [ n; h; w; c ] (reduce [ i; j ] inside (at source [ !n; y; x; !c ])) ]

let private largest indices inside pixel = maximum indices (Select(inside, pixel, number -infinity))

/// What is outside the image is not counted.
let private mean indices inside pixel = sum indices (only inside pixel) / sum indices (only inside (number 1.0))

let private convolutions =
    [
        "convolution 3×3", 5, { Size = 3; Stride = 1; Pad = 0; Dilation = 1 }
        "convolution 3×3, pad 1", 4, { Size = 3; Stride = 1; Pad = 1; Dilation = 1 }
        "convolution 3×3, stride 2, pad 1", 5, { Size = 3; Stride = 2; Pad = 1; Dilation = 1 }
        "convolution 3×3, dilation 2, pad 2", 5, { Size = 3; Stride = 1; Pad = 2; Dilation = 2 }
        "convolution 3×3, stride 2, dilation 3, pad 3", 6, { Size = 3; Stride = 2; Pad = 3; Dilation = 3 }
        "convolution 2×2, stride 3: with gaps", 7, { Size = 2; Stride = 3; Pad = 0; Dilation = 1 }
        "convolution 1×1, stride 2", 5, { Size = 1; Stride = 2; Pad = 0; Dilation = 1 }
    ]

let private pools =
    [
        "max pool 2/2", true, largest, window 2 2 0
        "max pool 3/2, overlapping", true, largest, window 3 2 0
        "max pool 3/1, pad 1", true, largest, window 3 1 1
        "mean pool 2/2", false, mean, window 2 2 0
        "mean pool 3/2, pad 1", false, mean, window 3 2 1
    ]

let private transposed =
    let stride, pad = 2, 1
    let u, o, i, c = index "u" 7, index "o" 2, index "i" 3, index "c" 2

    part
        [ input "x" [ n; index "h" 4; c ]; parameter "K" [ i; c; o ] ]
        [
            define "y" [ n; u; o ] (sum [ i; c ] (at "x" [ !n; (!u + pad - !i) / stride; !c ] * at "K" [ !i; !c; !o ]))
        ]

let private depthwise =
    let h, w, c, i, j = index "h" 3, index "w" 3, index "c" 2, index "i" 3, index "j" 3
    let pixel = at "x" [ !n; 2 * !h + !i - 1; 2 * !w + !j - 1; !c ]

    image 5 5 2
    |> also (
        part [ parameter "K" [ i; j; c ] ] [ define "y" [ n; h; w; c ] (sum [ i; j ] (pixel * at "K" [ !i; !j; !c ])) ]
    )

let private upsampled =
    let u, i, c = index "u" 8, index "i" 2, index "c" 2

    part [ input "x" [ n; index "h" 4; c ] ] [ define "y" [ n; u; c ] (sum [ i ] (at "x" [ !n; (!u - !i) / 2; !c ])) ]

let private flattened =
    let h, w, c, f = index "h" 3, index "w" 2, index "c" 2, index "f" 12
    let position = 4 * !h + 2 * !w + !c

    image 3 2 2
    |> also (
        part
            []
            [
                define "y" [ n; f ] (sum [ h; w; c ] (only [ Zero(position - !f) ] (tanh (at "x" [ !n; !h; !w; !c ]))))
            ]
    )

/// Convolution, relu, max pool, dense, softmax, cross-entropy with labels.
let private network =
    let h, w, o, z = index "h" 6, index "w" 6, index "o" 2, index "z" 4
    let p, q = index "h" 3, index "w" 3
    let relu = part [] [ define "a" [ n; h; w; o ] (relu (at "y" [ !n; !h; !w; !o ])) ]

    let dense =
        part
            [ parameter "W" [ p; q; o; z ]; parameter "d" [ z ] ]
            [
                define
                    "z"
                    [ n; z ]
                    (sum [ p; q; o ] (at "m" [ !n; !p; !q; !o ] * at "W" [ !p; !q; !o; !z ]) + at "d" [ !z ])
            ]

    image 6 6 1
    |> also (convolution 6 1 2 (window 3 1 1) "y")
    |> also relu
    |> also (pool largest "a" 6 2 (window 2 2 0) "m")
    |> also dense
    |> also (Pointwise.softmax "z" 4 "p")
    |> also Pointwise.labelled

let rows =
    [
        for name, size, window in convolutions do
            let padded = if window.Pad > 0 then [ "y", "x" ] else []
            image size size 2 |> also (convolution size 2 3 window "y") |> weighed "y" |> row name padded false
        for name, kinks, reduce, window in pools do
            image 5 5 2 |> also (pool reduce "x" 5 2 window "y") |> weighed "y" |> row name [] kinks
        transposed |> weighed "y" |> row "transposed convolution, stride 2" [ "y", "x" ] false
        depthwise |> weighed "y" |> row "depthwise convolution 3×3, stride 2, pad 1" [ "y", "x" ] false
        upsampled |> weighed "y" |> row "upsampling by 2" [ "y", "x" ] false
        flattened |> weighed "y" |> smooth "flattening by position"
        network |> row "convolution, relu, pool, dense, softmax" [ "y", "x" ] true
    ]
