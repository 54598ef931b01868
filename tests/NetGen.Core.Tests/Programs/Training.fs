/// What only training has: batch statistics, noise, penalties, several losses; and parameters that are shared or idle.
module NetGen.Core.Tests.Programs.Training

open NetGen.Core
open NetGen.Core.Write
open NetGen.Core.Tests.Programs.Notation

let private i, j, o = index "i" 5, index "j" 5, index "o" 3
let private x = part [ input "x" [ n; i ] ] []

let private dense source target weights (inputs: Index) (outputs: Index) =
    part
        [ parameter weights [ inputs; outputs ] ]
        [
            define target [ n; outputs ] (sum [ inputs ] (at source [ !n; !inputs ] * at weights [ !inputs; !outputs ]))
        ]

let private hidden source target = part [] [ define target [ n; j ] (tanh (at source [ !n; !j ])) ]

/// Batch statistics over the samples and the axes before the last, and what they make of the running ones.
let private batchNorm source target (axes: Index list) (c: Index) =
    let over = n :: axes
    let here = over @ [ c ] |> List.map (!)
    let count = number (axes |> List.fold (fun count i -> count * float (Values.extent 1 i)) 1.0)
    let mean body = sum over body / count / Count Batch
    let centred = at "d" here
    let moved old now = number 0.9 * at old [ !c ] + number 0.1 * now
    // the variance of a sample, and finite for a batch of one
    let unbiased = Count Batch * count / (Count Batch * count + number -0.5)

    part
        [ parameter "γ" [ c ]; parameter "β" [ c ]; data Real "mean" [ c ]; data Real "variance" [ c ] ]
        [
            define "μ" [ c ] (mean (at source here))
            define "d" (over @ [ c ]) (at source here - at "μ" [ !c ])
            define "σ²" [ c ] (mean (centred * centred))
            define "r" [ c ] (apply "rsqrt" (at "σ²" [ !c ] + number 1e-3))
            define target (over @ [ c ]) (at "γ" [ !c ] * (centred * at "r" [ !c ]) + at "β" [ !c ])
            define "mean'" [ c ] (moved "mean" (at "μ" [ !c ]))
            define "variance'" [ c ] (moved "variance" (at "σ²" [ !c ] * unbiased))
        ]

let private normalisedDense =
    x
    |> also (dense "x" "a" "W" i j)
    |> also (batchNorm "a" "b" [] j)
    |> also (hidden "b" "z")
    |> also (dense "z" "y" "V" j o)

let private normalisedImage =
    let h, w, c, f = index "h" 3, index "w" 2, index "c" 2, index "f" 3
    let indices = [ n; h; w; f ]
    let filtered = sum [ c ] (at "x" [ !n; !h; !w; !c ] * at "K" [ !c; !f ])

    part [ input "x" [ n; h; w; c ]; parameter "K" [ c; f ] ] [ define "a" indices filtered ]
    |> also (batchNorm "a" "b" [ h; w ] f)
    |> also (part [] [ define "y" indices (tanh (at "b" (indices |> List.map (!)))) ])

/// A function of two numbers, the seed and the step, and of a counter over all elements of the batch.
let private noise k (counter: Affine) =
    Apply("uniform", [ at "noise" [ place 0 ] + number k; at "noise" [ place 1 ]; Value counter ])

let private dropout =
    let kept k counter = number (1.0 / 0.7) * apply "step" (number 0.7 - noise k counter)
    let h = index "h" 3

    part
        [ input "x" [ n; h; i ]; parameter "W" [ i; o ]; data (Below(Fixed 1000)) "noise" [ index "k" 2 ] ]
        [
            define "a" [ n; h; i ] (tanh (at "x" [ !n; !h; !i ]) * kept 1.0 (15 * !n + 5 * !h + !i))
            define "z" [ n; h; o ] (sum [ i ] (at "a" [ !n; !h; !i ] * at "W" [ !i; !o ]))
            define "y" [ n; h; o ] (tanh (at "z" [ !n; !h; !o ]) * kept 2.0 (9 * !n + 3 * !h + !o))
        ]

let private squaredError output target =
    let e = at output [ !n; !o ] - at target [ !n; !o ]
    perSample (sum [ n; o ] (e * e))

let private targets = part [ data Real "t" [ n; o ] ] []
let private trunk = x |> also targets |> also (dense "x" "a" "W" i j) |> also (hidden "a" "z")

let private penalised =
    let absolute = sum [ j; o ] (apply "abs" (at "V" [ !j; !o ]))
    let squares = sum [ i; j ] (at "W" [ !i; !j ] * at "W" [ !i; !j ])

    trunk
    |> also (dense "z" "y" "V" j o)
    |> also (
        part
            []
            [
                define "error" [] (squaredError "y" "t")
                define "penalty" [] (number 0.01 * absolute + number 0.02 * squares)
                define "loss" [] (at "error" [] + at "penalty" [])
            ]
    )

/// Two outputs of one trunk, each with a loss of its own.
let private severalLosses =
    let k = index "k" 3
    let score = at "s" [ !n; !o ]
    let chosen = Read(Given "p", [ At !n; Through(Given "label", [ At !n ]) ])

    trunk
    |> also (part [ data (Below(Fixed 3)) "label" [ n ] ] [])
    |> also (dense "z" "y" "V" j o)
    |> also (dense "z" "s" "U" j o)
    |> also (
        part
            []
            [
                define "p" [ n; o ] (exp (score - logSumExp [ k ] (at "s" [ !n; !k ])))
                define "loss1" [] (squaredError "y" "t")
                define "loss2" [] (perSample (sum [ n ] (-(log chosen))))
                define "loss" [] (number 0.3 * at "loss1" [] + number 0.7 * at "loss2" [])
            ]
    )

/// One layer applied twice.
let private twice =
    let apply source target =
        define target [ n; j ] (tanh (sum [ i ] (at source [ !n; !i ] * at "W" [ !i; !j ]) + at "d" [ !j ]))

    x |> also (part [ parameter "W" [ i; j ]; parameter "d" [ j ] ] [ apply "x" "a"; apply "a" "b" ])

let private idle = x |> also (part [ parameter "V" [ i; o ] ] []) |> also (dense "x" "y" "W" i o)

let rows =
    [
        normalisedDense |> weighed "y" |> smooth "batch norm between dense layers"
        normalisedImage |> weighed "y" |> smooth "batch norm over samples and pixels"
        dropout |> weighed "y" |> smooth "dropout, twice"
        penalised |> row "penalties on weights" [] true
        severalLosses |> smooth "two losses, weighted"
        twice |> weighed "b" |> smooth "a layer applied twice"
        idle |> weighed "y" |> smooth "a parameter that nothing reads"
    ]
