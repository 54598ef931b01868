/// Dense layers, activations and losses.
module NetGen.Core.Tests.Programs.Pointwise

open NetGen.Core
open NetGen.Core.Write
open NetGen.Core.Tests.Programs.Notation

let private i, o = index "i" 5, index "o" 4

let x = part [ input "x" [ n; i ] ] []

/// z = x·W + b from a tensor [n, inputs] to [n, outputs].
let denseOf source inputs weights bias outputs target =
    let i, o = index "i" inputs, index "o" outputs

    part
        [ parameter weights [ i; o ]; parameter bias [ o ] ]
        [
            define target [ n; o ] (sum [ i ] (at source [ !n; !i ] * at weights [ !i; !o ]) + at bias [ !o ])
        ]

let private dense = x |> also (denseOf "x" 5 "W" "b" 4 "z")

/// y = f z after a dense layer.
let private activated f = dense |> also (part [] [ define "y" [ n; o ] (f (at "z" [ !n; !o ])) ])

let leaky alpha z = relu z - number alpha * relu -z
let elu alpha z = relu z + number alpha * apply "expm1" -(relu -z)
let hardSigmoid z = relu (number (1.0 / 6.0) * z + number 0.5) - relu (number (1.0 / 6.0) * z - number 0.5)
let silu z = z * sigmoid z
let gelu z = number 0.5 * z * (number 1.0 + apply "erf" (number (sqrt 0.5) * z))

let private compare f x y = Apply(f, [ x; y ])
let private choose condition yes no = Apply("choose", [ condition; yes; no ])

let private activations =
    [
        "tanh", false, tanh
        "sigmoid", false, sigmoid
        "softplus", false, apply "softplus"
        "exp", false, exp
        "expm1", false, apply "expm1"
        "erf", false, apply "erf"
        "relu", true, relu
        "abs", true, apply "abs"
        "square root of 1 + z²", false, (fun z -> apply "sqrt" (number 1.0 + z * z))
        "softsign", true, (fun z -> z / (number 1.0 + apply "abs" z))
        "LeakyReLU", true, leaky 0.1
        "ELU", true, elu 0.7
        "SELU", true, (fun z -> number 1.0507009873554805 * elu 1.6732632423543772 z)
        "GELU", false, gelu
        "SiLU", false, silu
        "HardSigmoid", true, hardSigmoid
        "sine", false, apply "sin"
        "cosine", false, apply "cos"
        "greater of two", true, (fun z -> compare "max" z (number 0.3 * z * z))
        "lesser of two", true, (fun z -> compare "min" (number 0.5 * z) (tanh z))
        "choice", true, (fun z -> choose (compare "greater" z (number 0.2)) (z - number 0.1) (number 2.5 * z * z))
        "choice, else an infinite slope",
        true,
        (fun z ->
            let isPositive = compare "greater" z (number 0.0)
            choose isPositive (apply "sqrt" (choose isPositive z (number 0.0))) (number 0.1 * z))
        "choice, else equal", true, (fun z -> choose (compare "atLeast" z (tanh z)) (sigmoid z * z) (z * z))
        "mish", false, (fun z -> z * tanh (apply "softplus" z))
    ]

let softmax source extent target =
    let j, k = index "j" extent, index "k" extent
    part [] [ define target [ n; j ] (exp (at source [ !n; !j ] - logSumExp [ k ] (at source [ !n; !k ]))) ]

let crossEntropy =
    part
        [ data Distribution "t" [ n; o ] ]
        [ define "loss" [] (perSample -(sum [ n; o ] (at "t" [ !n; !o ] * log (at "p" [ !n; !o ])))) ]

/// Labels in place of distributions: the probability is read at an index that is data.
let labelled =
    let probability = Read(Given "p", [ At !n; Through(Given "label", [ At !n ]) ])
    part [ data (Below(Fixed 4)) "label" [ n ] ] [ define "loss" [] (perSample -(sum [ n ] (log probability))) ]

let private logarithms positive =
    let p, t = at "p" [ !n; !o ], at "t" [ !n; !o ]

    part
        [ data Real "t" [ n; o ] ]
        [
            define "loss" [] (perSample -(sum [ n; o ] (t * log p + (number 1.0 - t) * positive (number 1.0 - p))))
        ]

/// A loss between y and targets t: the mean over samples and outputs of a function of the difference.
let private regression distance =
    let difference = at "z" [ !n; !o ] - at "t" [ !n; !o ]

    dense
    |> also (
        part
            [ data Real "t" [ n; o ] ]
            [ define "loss" [] (perSample (number 0.25 * sum [ n; o ] (distance difference))) ]
    )

/// d²/2 up to |d| = δ, δ·(|d| − δ/2) from there: with m = min(|d|, δ), both are m·(|d| − m/2).
let huber delta d =
    let a = apply "abs" d
    let m = a - relu (a - number delta)
    m * (a - number 0.5 * m)

let rows =
    [
        smooth "dense" (dense |> weighed "z")
        for name, kinks, f in activations do
            row ("dense + " + name) [] kinks (activated f |> weighed "y")
        smooth
            "dense + PReLU, its slope learned"
            (dense
             |> also (
                 part
                     [ parameter "a" [ o ] ]
                     [ define "y" [ n; o ] (relu (at "z" [ !n; !o ]) - at "a" [ !o ] * relu -(at "z" [ !n; !o ])) ]
             )
             |> weighed "y")
        |> fun row -> { row with Kinks = true }
        smooth
            "dense, exponents of learned bases"
            (dense
             |> also (
                 part
                     [ parameter "a" [ o ] ]
                     [ define "y" [ n; o ] (compare "pow" (apply "softplus" (at "a" [ !o ])) (at "z" [ !n; !o ])) ]
             )
             |> weighed "y")
        smooth "softmax alone" (dense |> also (softmax "z" 4 "p") |> weighed "p")
        smooth
            "log-softmax"
            (dense
             |> also (softmax "z" 4 "p")
             |> also (part [] [ define "y" [ n; o ] (log (at "p" [ !n; !o ])) ])
             |> weighed "y")
        smooth "softmax + cross-entropy" (dense |> also (softmax "z" 4 "p") |> also crossEntropy)
        smooth "softmax + cross-entropy, labels" (dense |> also (softmax "z" 4 "p") |> also labelled)
        smooth
            "sigmoid + binary cross-entropy"
            (dense
             |> also (part [] [ define "p" [ n; o ] (sigmoid (at "z" [ !n; !o ])) ])
             |> also (logarithms log))
        smooth "mean squared error" (regression (fun d -> d * d))
        row "mean absolute error" [] true (regression (apply "abs"))
        row "Huber loss" [] true (regression (huber 0.5))
    ]
