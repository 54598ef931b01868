/// Tensors in other shapes: flattened, reshaped, sliced and joined.
module NetGen.Core.Tests.Programs.Shapes

open NetGen.Core
open NetGen.Core.Write
open NetGen.Core.Tests.Programs.Notation

let private given name shape = input name (n :: indices shape)

let private flat target source shape = part [] [ Reshape.flat (Given target) (Given source) shape ]

let private shaped target source offset shape = part [] [ Reshape.shaped (Given target) (Given source) offset shape ]

let private joined target sources =
    part [] [ Reshape.joined (Given target) (sources |> List.map (fun (name, size) -> Given name, size)) ]

/// tanh, so that what is reshaped is no input.
let private tanh' target source shape =
    let indices = n :: indices shape
    part [] [ define target indices (tanh (at source (indices |> List.map (!)))) ]

let private dense target source inputs outputs =
    let i, o = index "i" inputs, index "o" outputs
    let weights = target + "W"

    part
        [ parameter weights [ i; o ] ]
        [ define target [ n; o ] (sum [ i ] (at source [ !n; !i ] * at weights [ !i; !o ])) ]

let private image shape = part [ given "x" shape ] []
let private size shape = List.fold (*) 1 shape

let private flattened shape = image shape |> also (tanh' "a" "x" shape) |> also (flat "y" "a" shape)

let private throughDense shape = flattened shape |> also (dense "z" "y" (size shape) 5)

let private reshaped shape =
    image [ size shape ] |> also (tanh' "a" "x" [ size shape ]) |> also (shaped "y" "a" 0 shape)

/// A row into an image, a convolution whose border is padded, and back into a row.
let private thereAndBack =
    let h, w, o, i, j = index "h" 5, index "w" 3, index "o" 2, index "i" 3, index "j" 3
    let pixel = at "r" [ !n; !h + !i - 1; !w + !j - 1; place 0 ]

    image [ 15 ]
    |> also (shaped "r" "x" 0 [ 5; 3; 1 ])
    |> also (
        part [ parameter "K" [ i; j; o ] ] [ define "z" [ n; h; w; o ] (sum [ i; j ] (pixel * at "K" [ !i; !j; !o ])) ]
    )
    |> also (tanh' "a" "z" [ 5; 3; 2 ])
    |> also (flat "f" "a" [ 5; 3; 2 ])
    |> also (dense "y" "f" 30 4)

/// Flattened, a dense layer of another row beside it, both joined.
let private joinedShapes =
    part [ given "x" [ 3; 5; 2 ]; given "side" [ 7 ] ] []
    |> also (tanh' "a" "x" [ 3; 5; 2 ])
    |> also (flat "f" "a" [ 3; 5; 2 ])
    |> also (dense "d" "side" 7 3)
    |> also (joined "y" [ "f", 30; "d", 3 ])
    |> also (dense "z" "y" 33 4)

/// Two inputs in one row, one of them an image.
let private sliced =
    let p, q = index "p" 4, index "q" 3

    image [ 17 ]
    |> also (shaped "u" "x" 0 [ 5 ])
    |> also (shaped "v" "x" 5 [ 4; 3 ])
    |> also (dense "d" "u" 5 3)
    |> also (part [] [ define "y" [ n; p; q ] (at "d" [ !n; !q ] * at "v" [ !n; !p; !q ]) ])

/// What is sliced is no input: the gradient of a slice is needed too.
let private slicedState =
    reshaped [ 17 ] |> also (shaped "v" "a" 5 [ 4; 3 ]) |> also (tanh' "z" "v" [ 4; 3 ])

/// Channels side by side.
let private channels =
    let p, q, c = index "p" 3, index "q" 2, index "c" 5

    part [ given "x" [ 3; 2; 2 ]; given "z" [ 3; 2; 3 ] ] []
    |> also (tanh' "a" "x" [ 3; 2; 2 ])
    |> also (tanh' "b" "z" [ 3; 2; 3 ])
    |> also (part [] [ define "y" [ n; p; q; c ] (at "a" [ !n; !p; !q; !c ] + at "b" [ !n; !p; !q; !c - 2 ]) ])

/// An image seen as a sequence, which a recurrence reads row by row.
let private rowsOfAnImage =
    let t, i, j, o = index "t" 4, index "i" 6, index "j" 3, index "o" 3

    image [ 4; 3; 2 ]
    |> also (tanh' "a" "x" [ 4; 3; 2 ])
    |> also (flat "f" "a" [ 4; 3; 2 ])
    |> also (shaped "s" "f" 0 [ 4; 6 ])
    |> also (
        part
            [ parameter "W" [ i; o ]; parameter "U" [ j; o ] ]
            [
                define
                    "h"
                    [ n; t; o ]
                    (tanh (
                        sum [ i ] (at "s" [ !n; !t; !i ] * at "W" [ !i; !o ])
                        + sum [ j ] (at "h" [ !n; !t - 1; !j ] * at "U" [ !j; !o ])
                    ))
            ]
    )

/// The flat row and what it was made of are both read.
let private both =
    flattened [ 3; 2; 3 ]
    |> also (dense "z" "y" 18 3)
    |> also (
        let p, q, r = index "p" 3, index "q" 2, index "r" 3
        part [] [ define "w" [ n; p; q; r ] (at "a" [ !n; !p; !q; !r ] * at "z" [ !n; !r ]) ]
    )

let rows =
    [
        for shape in [ [ 3; 2; 5 ]; [ 5; 3; 1 ]; [ 2; 16; 3 ]; [ 1; 7 ]; [ 4; 1; 1 ] ] do
            let name = shape |> List.map string |> String.concat "×"
            // k − 0 − 0 is a place that is always there
            let padded = if size shape.Tail > 1 then [ "y", "a" ] else []
            flattened shape |> weighed "y" |> row ("flatten " + name) padded false
            throughDense shape |> weighed "z" |> row ("flatten and dense " + name) padded false
            reshaped shape |> weighed "y" |> smooth ("reshape " + name)
        thereAndBack
        |> weighed "y"
        |> row "reshape, convolution, flatten, dense" [ "z", "r"; "f", "a" ] false
        joinedShapes
        |> weighed "z"
        |> row "flatten and dense, concatenated" [ "f", "a"; "y", "f"; "y", "d" ] false
        sliced |> weighed "y" |> smooth "two inputs in one row"
        slicedState |> weighed "z" |> smooth "a slice of a row, in another shape"
        channels |> weighed "y" |> row "channels concatenated" [ "y", "a"; "y", "b" ] false
        rowsOfAnImage |> weighed "h" |> row "RNN over the rows of an image" [ "f", "a"; "h", "h" ] false
        both |> weighed "w" |> row "flattened and not" [ "y", "a" ] false
    ]
