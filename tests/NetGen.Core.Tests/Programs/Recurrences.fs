/// Recurrences above each other, in both directions, and over sequences of different lengths.
module NetGen.Core.Tests.Programs.Recurrences

open NetGen.Core
open NetGen.Core.Write
open NetGen.Core.Tests.Programs.Notation

let private T, I, H = 4, 2, 3
let private t, j, o = index "t" T, index "j" H, index "o" H
let private x = part [ input "x" [ n; t; index "i" I ] ] []

/// How many steps a sample has; none is possible.
let private length = data (Below(Fixed(T + 1))) "length" [ n ]
let private running = [ AtLeast(Given "length", [ At !n ], !t + 1) ]

/// The new state where the sample still runs, else what it was.
let private masked isMasked next before = if isMasked then Select(running, next, before) else next

/// An LSTM from [n, T, inputs] to name[n, T, H]; step −1 runs forward, 1 backward.
let private lstm isMasked source inputs step name =
    let i, g = index "i" inputs, index "g" 4
    let own text = name + text
    let gate f k = f (at (own "z") [ !n; !t; place k; !o ])
    let carried text (index: Index) = at (own text) [ !n; !t + step; !index ]

    let gates =
        sum [ i ] (at source [ !n; !t; !i ] * at (own "W") [ !i; !g; !o ])
        + sum [ j ] (carried "" j * at (own "U") [ !j; !g; !o ])
        + at (own "b") [ !g; !o ]

    let cell = gate sigmoid 1 * carried "c" o + gate sigmoid 0 * gate tanh 2
    let state = gate sigmoid 3 * tanh (at (own "c") [ !n; !t; !o ])

    part
        [ parameter (own "W") [ i; g; o ]; parameter (own "U") [ j; g; o ]; parameter (own "b") [ g; o ] ]
        [
            define (own "z") [ n; t; g; o ] gates
            define (own "c") [ n; t; o ] (masked isMasked cell (carried "c" o))
            define name [ n; t; o ] (masked isMasked state (carried "" o))
        ]

let private reads isMasked name =
    [ name + "z", name; name + "c", name + "c" ] @ (if isMasked then [ name, name ] else [])

/// The backward state behind the forward one.
let private bidirectional source inputs name =
    let k = index "k" (2 * H)
    let f, r = name + "f", name + "r"

    lstm false source inputs -1 f
    |> also (lstm false source inputs 1 r)
    |> also (part [] [ define name [ n; t; k ] (at f [ !n; !t; !k ] + at r [ !n; !t; !k - H ]) ])

let private bidirectionalReads name =
    reads false (name + "f") @ reads false (name + "r") @ [ name, name + "f"; name, name + "r" ]

/// The reset gate before the product: U·(r∘h).
let private gru =
    let g, i = index "g" 2, index "i" I
    let now name = at name [ !n; !t; !o ]
    let gate k = sigmoid (at "z" [ !n; !t; place k; !o ])

    let gates =
        sum [ i ] (at "x" [ !n; !t; !i ] * at "W" [ !i; !g; !o ])
        + sum [ j ] (at "h" [ !n; !t - 1; !j ] * at "U" [ !j; !g; !o ])

    let candidate =
        sum [ i ] (at "x" [ !n; !t; !i ] * at "V" [ !i; !o ])
        + sum [ j ] (at "k" [ !n; !t; !j ] * at "S" [ !j; !o ])

    let state = (number 1.0 - now "u") * now "e" + now "u" * at "h" [ !n; !t - 1; !o ]

    x
    |> also (
        part
            [
                parameter "W" [ i; g; o ]
                parameter "U" [ j; g; o ]
                parameter "V" [ i; o ]
                parameter "S" [ j; o ]
            ]
            [
                define "z" [ n; t; g; o ] gates
                define "u" [ n; t; o ] (gate 1)
                define "k" [ n; t; o ] (gate 0 * at "h" [ !n; !t - 1; !o ])
                define "e" [ n; t; o ] (tanh candidate)
                define "h" [ n; t; o ] state
            ]
    )

/// The state at the last step: of all, because a sample keeps its state.
let private last name width =
    let k = index "k" width
    part [] [ define "y" [ n; k ] (at name [ !n; place (T - 1); !k ]) ]

/// From the last step a sample has back to its first; what comes after reads 0.
let private maskedBackward =
    let i = index "i" I

    let next =
        sum [ i ] (at "x" [ !n; !t; !i ] * at "W" [ !i; !o ])
        + sum [ j ] (at "h" [ !n; !t + 1; !j ] * at "U" [ !j; !o ])

    x
    |> also (
        part
            [ length; parameter "W" [ i; o ]; parameter "U" [ j; o ] ]
            [ define "h" [ n; t; o ] (only running (tanh next)) ]
    )

/// The mean over a sample's steps of each step's cross-entropy, and the mean of these over the samples.
let private labelledSteps =
    let k, v = index "k" 5, index "v" 5
    let score = sum [ o ] (at "h" [ !n; !t; !o ] * at "V" [ !o; !k ])
    let chosen = Read(Given "p", [ At !n; At !t; Through(Given "label", [ At !n; At !t ]) ])
    let steps = at "length" [ !n ] + number 0.5

    x
    |> also (part [ length; data (Below(Fixed 5)) "label" [ n; t ] ] [])
    |> also (lstm true "x" I -1 "h")
    |> also (
        part
            [ parameter "V" [ o; k ] ]
            [
                define "s" [ n; t; k ] score
                define "p" [ n; t; k ] (exp (at "s" [ !n; !t; !k ] - logSumExp [ v ] (at "s" [ !n; !t; !v ])))
                define "loss" [] (perSample (sum [ n ] (sum [ t ] (only running (-(log chosen))) / steps)))
            ]
    )

let rows =
    let lengths = part [ length ] []

    [
        x
        |> also (bidirectional "x" I "h")
        |> weighed "h"
        |> row "LSTM in both directions" (bidirectionalReads "h") false
        x
        |> also (bidirectional "x" I "g")
        |> also (bidirectional "g" (2 * H) "h")
        |> also (last "h" (2 * H))
        |> weighed "y"
        |> row "two LSTMs in both directions, their last state" (bidirectionalReads "g" @ bidirectionalReads "h") false
        x
        |> also lengths
        |> also (lstm true "x" I -1 "g")
        |> also (lstm true "g" H -1 "h")
        |> also (last "h" H)
        |> weighed "y"
        |> row "two LSTMs over sequences of different lengths" (reads true "g" @ reads true "h") false
        gru |> weighed "h" |> row "GRU, reset before the product" [ "z", "h"; "k", "h"; "h", "h" ] false
        maskedBackward
        |> weighed "h"
        |> row "RNN backward over sequences of different lengths" [ "h", "h" ] false
        labelledSteps |> row "LSTM, a label at each step" (reads true "h") false
    ]
