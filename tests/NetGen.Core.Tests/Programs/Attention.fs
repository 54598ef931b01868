/// Attention, embeddings, normalisation, and reads of every other kind.
module NetGen.Core.Tests.Programs.Attention

open NetGen.Core
open NetGen.Core.Write
open NetGen.Core.Tests.Programs.Notation

let private T, D = 4, 2
let private t, i, d = index "t" T, index "i" D, index "d" D
let private x = part [ input "x" [ n; t; i ] ] []

type private Mask =
    | Open
    | Causal
    /// Up to the last step of each sample
    | Lengths

/// y[n,q,d] from Q, K and V [n, T, D].
let private attention mask target =
    let q, k, l = index "q" T, index "k" T, index "l" T
    let dot = sum [ d ] (at "Q" [ !n; !q; !d ] * at "K" [ !n; !k; !d ]) * number (1.0 / sqrt (float D))

    let masked conditions = Select(conditions, dot, number -infinity)

    let given, score =
        match mask with
        | Open -> [], dot
        | Causal -> [], masked [ NotNegative(!q - !k) ]
        | Lengths -> [ data (Below(Fixed T)) "last" [ n ] ], masked [ AtLeast(Given "last", [ At !n ], !k) ]

    part
        given
        [
            define "s" [ n; q; k ] score
            define "p" [ n; q; k ] (exp (at "s" [ !n; !q; !k ] - logSumExp [ l ] (at "s" [ !n; !q; !l ])))
            define target [ n; q; d ] (sum [ k ] (at "p" [ !n; !q; !k ] * at "V" [ !n; !k; !d ]))
        ]

let private given = part [ for name in [ "Q"; "K"; "V" ] -> input name [ n; index "k" T; d ] ] []

let private projection weights target =
    let o = index "o" D

    part
        [ parameter weights [ i; o ] ]
        [ define target [ n; t; o ] (sum [ i ] (at "x" [ !n; !t; !i ] * at weights [ !i; !o ])) ]

/// x is used four times: for Q, K, V and beside them.
let private selfAttention =
    x
    |> also (projection "A" "Q")
    |> also (projection "B" "K")
    |> also (projection "C" "V")
    |> also (attention Causal "a")
    |> also (part [] [ define "y" [ n; t; d ] (at "a" [ !n; !t; !d ] + at "x" [ !n; !t; !d ]) ])

/// A head is one more index.
let private multiHead =
    let h, k, l = index "h" 2, index "k" T, index "l" T

    let projection weights target =
        part
            [ parameter weights [ i; h; d ] ]
            [ define target [ n; t; h; d ] (sum [ i ] (at "x" [ !n; !t; !i ] * at weights [ !i; !h; !d ])) ]

    let dot = sum [ d ] (at "Q" [ !n; !t; !h; !d ] * at "K" [ !n; !k; !h; !d ])

    x
    |> also (projection "A" "Q")
    |> also (projection "B" "K")
    |> also (projection "C" "V")
    |> also (
        part
            []
            [
                define "s" [ n; h; t; k ] (dot * number (1.0 / sqrt (float D)))
                define
                    "p"
                    [ n; h; t; k ]
                    (exp (at "s" [ !n; !h; !t; !k ] - logSumExp [ l ] (at "s" [ !n; !h; !t; !l ])))
                define "y" [ n; t; h; d ] (sum [ k ] (at "p" [ !n; !h; !t; !k ] * at "V" [ !n; !k; !h; !d ]))
            ]
    )

let private embedding =
    let e, v = index "e" 2, index "v" 6

    part
        [ data (Below(Fixed 6)) "token" [ n; t ]; parameter "E" [ v; e ] ]
        [ define "y" [ n; t; e ] (Read(Given "E", [ Through(Given "token", [ At !n; At !t ]); At !e ])) ]

let private f = index "i" 5
let private row5 = part [ input "x" [ n; f ] ] []

/// The mask is a function of seed, sample and position: it is computed again wherever it is needed.
let private dropout =
    let kept = Apply("uniform", [ at "step" []; Value !n; Value !f ]) - number 0.4

    row5
    |> also (
        part
            [ data (Below(Fixed 1000)) "step" [] ]
            [
                define "z" [ n; f ] (at "x" [ !n; !f ] * at "x" [ !n; !f ])
                define "y" [ n; f ] (at "z" [ !n; !f ] * apply "step" kept * number (1.0 / 0.6))
            ]
    )

/// γ·(x − μ)/σ + β with the mean over the indices given.
let private normalised over statistics mean =
    let places = statistics |> List.map (!)
    let centred = at "c" [ !n; !f ]

    row5
    |> also (
        part
            [ parameter "γ" [ f ]; parameter "β" [ f ] ]
            [
                define "μ" statistics (mean (sum over (at "x" [ !n; !f ])))
                define "c" [ n; f ] (at "x" [ !n; !f ] - at "μ" places)
                define "r" statistics (apply "rsqrt" (mean (sum over (centred * centred)) + number 1e-5))
                define "y" [ n; f ] (at "γ" [ !f ] * (centred * at "r" places) + at "β" [ !f ])
            ]
    )

let private rootMeanSquare =
    let k = index "k" 5
    let x = at "x" [ !n; !k ]
    let scale = apply "rsqrt" (number 0.2 * sum [ k ] (x * x) + number 1e-5)

    row5
    |> also (part [ parameter "γ" [ f ] ] [ define "y" [ n; f ] (at "γ" [ !f ] * at "x" [ !n; !f ] * scale) ])

/// The same weights are used twice, once transposed, beside a residual.
let private shared =
    let o = index "o" 5

    row5
    |> also (
        part
            [ parameter "W" [ f; o ] ]
            [
                define "a" [ n; o ] (tanh (sum [ f ] (at "x" [ !n; !f ] * at "W" [ !f; !o ])))
                define "y" [ n; o ] (at "x" [ !n; !o ] + sum [ f ] (at "a" [ !n; !f ] * at "W" [ !o; !f ]))
            ]
    )

let private diagonal =
    let o = index "o" 5

    row5
    |> also (part [ parameter "W" [ f; o ] ] [ define "y" [ n; f ] (at "x" [ !n; place 4 - !f ] * at "W" [ !f; !f ]) ])

let rows =
    [
        given |> also (attention Open "y") |> weighed "y" |> smooth "attention"
        given |> also (attention Causal "y") |> weighed "y" |> smooth "causal attention"
        given
        |> also (attention Lengths "y")
        |> weighed "y"
        |> smooth "attention over sequences of different lengths"
        selfAttention |> weighed "y" |> smooth "self-attention and residual"
        multiHead |> weighed "y" |> smooth "multi-head self-attention"
        embedding |> weighed "y" |> smooth "embedding"
        dropout |> weighed "y" |> smooth "dropout"
        normalised [ f ] [ n ] (fun total -> number 0.2 * total) |> weighed "y" |> smooth "layer norm"
        normalised [ n ] [ f ] perSample |> weighed "y" |> smooth "batch norm"
        rootMeanSquare |> weighed "y" |> smooth "RMS norm"
        shared |> weighed "y" |> smooth "residual, weights shared and transposed"
        diagonal |> weighed "y" |> smooth "diagonal and reversed reads"
    ]
