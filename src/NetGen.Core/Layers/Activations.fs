/// The activations: one line of algebra each, over the functions of Scalar.fs. Derivatives follow by themselves.
module NetGen.Core.Activations

open Write

let private he _ = HeNormal
let private glorot _ = GlorotUniform

/// Variance 1 / fan-in keeps SELU's mean 0 and variance 1 (Klambauer et al., 2017).
let private leCun fanIn = Normal(0.0, sqrt (1.0 / float fanIn))

let private alpha value = Rule.optional "alpha" Positive (Argument.Real value)

let private activation name rules suitable range body =
    {
        Name = name
        Rules = rules
        Understands = [ DifferentLengths ]
        Role = Activation(suitable, range, body)
    }

let private simple name suitable range body = activation name [] suitable range (fun _ x _ -> body x)

let private withAlpha name value suitable body =
    activation name [ alpha value ] suitable Anything (fun arguments x _ ->
        body (number (Arguments.number "alpha" arguments)) x)

let private elu a x = relu x + a * apply "expm1" (-(relu (-x)))

let entries =
    [
        simple "Linear" glorot Anything id
        simple "ReLU" he Anything relu
        withAlpha "LeakyReLU" 0.01 he (fun a x -> relu x - a * relu (-x))
        withAlpha "ELU" 1.0 he elu
        simple "SELU" leCun Anything (fun x -> number 1.0507009873554805 * elu (number 1.6732632423543772) x)
        simple "GELU" he Anything (fun x -> number 0.5 * x * (number 1.0 + apply "erf" (number (sqrt 0.5) * x)))
        simple "SiLU" he Anything (fun x -> x * sigmoid x)
        simple "Softplus" he Anything (apply "softplus")
        simple "Sigmoid" glorot Logistic sigmoid
        // not relu y − relu (y − 1), which is 0 for large y, where y − 1 rounds to y
        simple "HardSigmoid" glorot Anything (fun x ->
            number 1.0 - relu (number 1.0 - relu (number (1.0 / 6.0) * x + number 0.5)))
        simple "Tanh" glorot Anything tanh
        activation "Softmax" [] glorot Probabilities (fun _ x over -> exp (x - over LogSumExp))
        activation "LogSoftmax" [] glorot LogProbabilities (fun _ x over -> x - over LogSumExp)
    ]
