/// Recurrent layers.
module NetGen.Core.Tests.Programs.Sequences

open NetGen.Core
open NetGen.Core.Write
open NetGen.Core.Tests.Programs.Notation

let private T, I, H = 4, 2, 3
let private t, i, j, o = index "t" T, index "i" I, index "j" H, index "o" H

let x = part [ input "x" [ n; t; i ] ] []

/// tanh(x·W + h before·U + b) from a tensor [n, T, inputs].
let private recurrent source inputs weights step recurrence bias target =
    let i = index "i" inputs

    let projected = sum [ i ] (at source [ !n; !t; !i ] * at weights [ !i; !o ])
    let carried = sum [ j ] (at target [ !n; !t + step; !j ] * at recurrence [ !j; !o ])

    part
        [ parameter weights [ i; o ]; parameter recurrence [ j; o ]; parameter bias [ o ] ]
        [ define target [ n; t; o ] (tanh (projected + carried + at bias [ !o ])) ]

let private plain = x |> also (recurrent "x" I "W" -1 "U" "b" "h")

/// The state before the first step is learned: it stands beside the read that is 0 there.
let private fromLearned =
    let before = at "h" [ !n; !t - 1; !j ] + only [ Zero !t ] (at "h0" [ !j ])
    let projected = sum [ i ] (at "x" [ !n; !t; !i ] * at "W" [ !i; !o ])
    let carried = sum [ j ] (at "before" [ !n; !t; !j ] * at "U" [ !j; !o ])

    x
    |> also (
        part
            [ parameter "W" [ i; o ]; parameter "U" [ j; o ]; parameter "b" [ o ]; parameter "h0" [ j ] ]
            [
                define "before" [ n; t; j ] before
                define "h" [ n; t; o ] (tanh (projected + carried + at "b" [ !o ]))
            ]
    )

/// The four gates are one more index: one contraction, not four.
let private lstm =
    let g = index "g" 4
    let gate f k = f (at "z" [ !n; !t; place k; !o ])
    let now name = at name [ !n; !t; !o ]

    let gates =
        sum [ i ] (at "x" [ !n; !t; !i ] * at "W" [ !i; !g; !o ])
        + sum [ j ] (at "h" [ !n; !t - 1; !j ] * at "U" [ !j; !g; !o ])
        + at "b" [ !g; !o ]

    x
    |> also (
        part
            [ parameter "W" [ i; g; o ]; parameter "U" [ j; g; o ]; parameter "b" [ g; o ] ]
            [
                define "z" [ n; t; g; o ] gates
                define "forget" [ n; t; o ] (gate sigmoid 1)
                define "c" [ n; t; o ] (now "forget" * at "c" [ !n; !t - 1; !o ] + gate sigmoid 0 * gate tanh 2)
                define "h" [ n; t; o ] (gate sigmoid 3 * tanh (now "c"))
            ]
    )

let private gru =
    let g = index "g" 3
    let of' name k = at name [ !n; !t; place k; !o ]
    let now name = at name [ !n; !t; !o ]

    x
    |> also (
        part
            [
                parameter "W" [ i; g; o ]
                parameter "U" [ j; g; o ]
                parameter "b" [ g; o ]
                parameter "d" [ g; o ]
            ]
            [
                define
                    "a"
                    [ n; t; g; o ]
                    (sum [ i ] (at "x" [ !n; !t; !i ] * at "W" [ !i; !g; !o ]) + at "b" [ !g; !o ])
                define
                    "v"
                    [ n; t; g; o ]
                    (sum [ j ] (at "h" [ !n; !t - 1; !j ] * at "U" [ !j; !g; !o ]) + at "d" [ !g; !o ])
                define "reset" [ n; t; o ] (sigmoid (of' "a" 0 + of' "v" 0))
                define "update" [ n; t; o ] (sigmoid (of' "a" 1 + of' "v" 1))
                define "new" [ n; t; o ] (tanh (of' "a" 2 + now "reset" * of' "v" 2))
                define
                    "h"
                    [ n; t; o ]
                    ((number 1.0 - now "update") * now "new" + now "update" * at "h" [ !n; !t - 1; !o ])
            ]
    )

/// Both halves are read beyond their ends, where they are 0: a concatenation is a sum.
let private bidirectional =
    let o = index "o" (2 * H)

    x
    |> also (recurrent "x" I "W" -1 "U" "b" "forward")
    |> also (recurrent "x" I "V" 1 "S" "d" "backward")
    |> also (part [] [ define "y" [ n; t; o ] (at "forward" [ !n; !t; !o ] + at "backward" [ !n; !t; !o - H ]) ])

let private twoSteps =
    let t = index "t" 6
    let carried step weights = sum [ j ] (at "h" [ !n; !t - step; !j ] * at weights [ !j; !o ])

    part
        [ input "x" [ n; t; o ]; parameter "U" [ j; o ]; parameter "V" [ j; o ] ]
        [ define "h" [ n; t; o ] (tanh (at "x" [ !n; !t; !o ] + carried 1 "U" + carried 2 "V")) ]

/// The last step of every sample.
let private last = data (Below(Fixed T)) "last" [ n ]

let private running = [ AtLeast(Given "last", [ At !n ], !t) ]

/// Past its last step a sample keeps its state.
let private masked =
    let projected = sum [ i ] (at "x" [ !n; !t; !i ] * at "W" [ !i; !o ])
    let carried = sum [ j ] (at "h" [ !n; !t - 1; !j ] * at "U" [ !j; !o ])

    x
    |> also (
        part
            [ last; parameter "W" [ i; o ]; parameter "U" [ j; o ]; parameter "b" [ o ] ]
            [
                define
                    "h"
                    [ n; t; o ]
                    (Select(running, tanh (projected + carried + at "b" [ !o ]), at "h" [ !n; !t - 1; !o ]))
                define "y" [ n; o ] (at "h" [ !n; place (T - 1); !o ])
            ]
    )

/// The mean over the steps that a sample has.
let private maskedMean =
    let steps = at "last" [ !n ] + number 1.0
    let y = sum [ t ] (only running (tanh (at "x" [ !n; !t; !i ] * at "w" [ !i ])))
    x |> also (part [ last; parameter "w" [ i ] ] [ define "y" [ n; i ] (y / steps) ])

/// The state at the last step of every sample, read at an index that is data.
let private atLast =
    let final = Read(Given "h", [ At !n; Through(Given "last", [ At !n ]); At !o ])
    plain |> also (part [ last ] [ define "y" [ n; o ] (tanh final) ])

let rows =
    let itself = "h", "h"

    [
        plain |> weighed "h" |> row "RNN" [ itself ] false
        x
        |> also (recurrent "x" I "W" 1 "U" "b" "h")
        |> weighed "h"
        |> row "RNN, backward in time" [ itself ] false
        fromLearned |> weighed "h" |> row "RNN from a learned state" [ "before", "h" ] false
        plain
        |> also (part [] [ define "y" [ n; o ] (at "h" [ !n; place (T - 1); !o ]) ])
        |> weighed "y"
        |> row "RNN, its last state" [ itself ] false
        lstm |> weighed "h" |> row "LSTM" [ "z", "h"; "c", "c" ] false
        gru |> weighed "h" |> row "GRU" [ "v", "h"; itself ] false
        bidirectional
        |> weighed "y"
        |> row
            "RNN in both directions, concatenated"
            [ "forward", "forward"; "backward", "backward"; "y", "forward"; "y", "backward" ]
            false
        plain
        |> also (recurrent "h" H "V" -1 "S" "d" "g")
        |> weighed "g"
        |> row "two RNNs" [ itself; "g", "g" ] false
        twoSteps |> weighed "h" |> row "RNN that reads two steps back" [ itself ] false
        masked |> weighed "y" |> row "RNN over sequences of different lengths" [ itself ] false
        maskedMean |> weighed "y" |> smooth "mean over sequences of different lengths"
        atLast |> weighed "y" |> row "RNN, the state at each sample's last step" [ itself ] false
    ]
