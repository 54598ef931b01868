/// Symbols and attention, as the catalogue writes them.
module NetGen.Core.Tests.Programs.Symbols

open NetGen.Core
open NetGen.Core.Write
open NetGen.Core.Tests.Programs.Notation

let private T, V, E, H, D = 5, 6, 4, 2, 2
let private t, v, e, d, h = index "t" T, index "v" V, index "e" E, index "d" D, index "h" H
let private tokens = part [ data (Below(Fixed V)) "token" [ n; t ] ] []
let private lengths = part [ data (Below(Fixed(T + 1))) "length" [ n ] ] []

let private embedded =
    let row = Read(Given "E", [ Through(Given "token", [ At !n; At !t ]); At !e ])
    tokens |> also (part [ parameter "E" [ v; e ] ] [ define "x" [ n; t; e ] row ])

/// The rows that embed the symbols score them too: one tensor, read by two equations.
let private tied =
    let u = index "u" V
    let label = Through(Given "label", [ At !n; At !t ])
    let score = sum [ e ] (at "a" [ !n; !t; !e ] * at "E" [ !v; !e ])

    embedded
    |> also (part [ data (Below(Fixed V)) "label" [ n; t ] ] [])
    |> also (
        part
            []
            [
                define "a" [ n; t; e ] (tanh (at "x" [ !n; !t; !e ]))
                define "s" [ n; t; v ] score
                define "p" [ n; t; v ] (exp (at "s" [ !n; !t; !v ] - logSumExp [ u ] (at "s" [ !n; !t; !u ])))
                define
                    "loss"
                    []
                    (perSample (sum [ n; t ] (-(log (Read(Given "p", [ At !n; At !t; label ]))))) / number (float T))
            ]
    )

/// Heads side by side in the projection, causal, and without the keys a sample does not have (but the first).
let private block =
    let q, k, l, o = index "q" T, index "k" T, index "l" T, index "o" E
    let inHead name (place: Index) = at name [ !n; !place; D * !h + !d ]

    let projection weights target =
        part
            [ parameter weights [ e; o ] ]
            [ define target [ n; t; o ] (sum [ e ] (at "x" [ !n; !t; !e ] * at weights [ !e; !o ])) ]

    let score = number 0.5 * sum [ d ] (inHead "Q" q * inHead "K" k)
    let there = [ NotNegative(!q - !k); AtLeast(Given "length", [ At !n ], !k) ]
    let weight = exp (at "s" [ !n; !h; !q; !k ] - logSumExp [ l ] (at "s" [ !n; !h; !q; !l ]))

    embedded
    |> also lengths
    |> also (projection "A" "Q")
    |> also (projection "B" "K")
    |> also (projection "C" "V")
    |> also (
        part
            [ parameter "O" [ e; o ] ]
            [
                define "s" [ n; h; q; k ] (Select(there, score, number -infinity))
                define "p" [ n; h; q; k ] weight
                define "m" [ n; q; h; d ] (sum [ k ] (at "p" [ !n; !h; !q; !k ] * inHead "V" k))
                define "f" [ n; q; e ] (sum [ d ] (at "m" [ !n; !q; (!e - !d) / D; !d ]))
                define "y" [ n; t; o ] (at "x" [ !n; !t; !o ] + sum [ e ] (at "f" [ !n; !t; !e ] * at "O" [ !e; !o ]))
            ]
    )

let rows =
    [
        tied |> smooth "symbols embedded and scored by one tensor"
        block |> weighed "y" |> row "attention block over symbols, causal and masked" [ "f", "m" ] false
    ]
