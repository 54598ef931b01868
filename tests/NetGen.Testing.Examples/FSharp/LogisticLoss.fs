/// A function whose gradient is written by hand: the mean of log(1 + exp(−y·w·x)) over observations (x, y), which
/// logistic regression minimises.
module Company.Tests.LogisticLoss

open System
open System.Numerics

/// [observations]: x and y.
let private observations =
    [|
        [| 1.0; 0.5; -1.2 |], 1.0
        [| 1.0; -0.3; 0.8 |], -1.0
        [| 1.0; 1.7; 0.1 |], 1.0
        [| 1.0; -0.9; -0.4 |], -1.0
    |]

/// y·w·x: how far an observation is on its side.
let private margin<'T when 'T :> IFloatingPointIeee754<'T>> (weights: ReadOnlySpan<'T>) (x: float[], y: float) =
    let mutable sum = 'T.Zero

    for i in 0 .. weights.Length - 1 do
        sum <- sum + weights[i] * 'T.CreateChecked x[i]

    'T.CreateChecked y * sum

/// The loss, of any numbers: of dual ones, it has exact slopes.
let value<'T when 'T :> IFloatingPointIeee754<'T>> (weights: ReadOnlySpan<'T>) =
    let mutable sum = 'T.Zero

    for observation in observations do
        sum <- sum + 'T.Log('T.One + 'T.Exp(-(margin weights observation)))

    sum / 'T.CreateChecked observations.Length

/// Its gradient: the mean of −y·x / (1 + exp(y·w·x)).
let gradient (weights: ReadOnlySpan<float>) (gradient: Span<float>) =
    gradient.Clear()

    for x, y in observations do
        let pull = y / (1.0 + exp (margin weights (x, y)))

        for i in 0 .. gradient.Length - 1 do
            gradient[i] <- gradient[i] - pull * x[i] / float observations.Length
