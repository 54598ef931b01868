module NetGen.Core.Tests.ActivationTests

open System
open NetGen.Core
open NetGen.Core.Tests.Specs
open Xunit

let private sigmoid x = 1.0 / (1.0 + exp -x)
let private selu = 1.0507009873554805
let private seluAlpha = 1.6732632423543772
let private phi x = exp (-0.5 * x * x) / sqrt (2.0 * Math.PI)
let private cumulative x = 0.5 * (1.0 + Scalar.erf (x / sqrt 2.0))

/// Attribute, its value at x, and its slope there, by formulas written independently of the catalogue.
let private pointwise: (Attribute * (float -> float) * (float -> float)) list =
    let step x = if x > 0.0 then 1.0 else 0.0
    let leaky alpha x = if x > 0.0 then x else alpha * x
    let elu alpha x = if x > 0.0 then x else alpha * (exp x - 1.0)
    let eluSlope alpha x = if x > 0.0 then 1.0 else alpha * exp x

    [
        layer "Linear", id, (fun _ -> 1.0)
        layer "ReLU", max 0.0, step
        layer "LeakyReLU", leaky 0.01, (fun x -> if x > 0.0 then 1.0 else 0.01)
        attribute "LeakyReLU" [ Argument.Real 0.25 ] [], leaky 0.25, (fun x -> if x > 0.0 then 1.0 else 0.25)
        layer "ELU", elu 1.0, eluSlope 1.0
        attribute "ELU" [ Integer 2L ] [], elu 2.0, eluSlope 2.0
        layer "SELU", (fun x -> selu * elu seluAlpha x), (fun x -> selu * eluSlope seluAlpha x)
        layer "GELU", (fun x -> x * cumulative x), (fun x -> cumulative x + x * phi x)
        layer "SiLU", (fun x -> x * sigmoid x), (fun x -> sigmoid x * (1.0 + x * (1.0 - sigmoid x)))
        layer "Softplus", (fun x -> log (1.0 + exp x)), sigmoid
        layer "Sigmoid", sigmoid, (fun x -> sigmoid x * (1.0 - sigmoid x))
        layer "HardSigmoid",
        (fun x -> Math.Clamp(x / 6.0 + 0.5, 0.0, 1.0)),
        (fun x -> if abs x < 3.0 then 1.0 / 6.0 else 0.0)
        layer "Tanh", tanh, (fun x -> 1.0 - tanh x * tanh x)
    ]

/// None of them a kink.
let private points = [| -30.0; -7.5; -2.9; -1.0; -0.3; -1e-3; 1e-3; 0.4; 1.0; 2.0; 3.1; 12.0; 30.0 |]
let private outputs = points.Length

/// x → activation → Σ (y − t)² / N: with y − t = ½ the slope by x is the activation's, over one sample.
let private through attribute =
    model (network [ outputs ] [ denseWith outputs [ "Bias", Truth false ]; attribute; layer "SumSquaredError" ])

let private identity =
    Array.init (outputs * outputs) (fun k -> if k / outputs = k % outputs then 1.0 else 0.0)

let private x, t, w = Given "x", Given "t", Given "W1"

let private valueAndSlope attribute inputs residual =
    let model = through attribute
    let given = Map.ofList [ x, inputs; w, identity ]
    let y = Reference.run model.Predict 1 given model.Heads.Head.Tensor
    let given = Map.add t (Array.map2 (fun y r -> y - r) y residual) given
    let _, slopes = Reference.gradient model model.WithTargets [ x ] 1 given
    y, slopes.Head

let private close (expected: float) (actual: float) =
    Assert.True(
        abs (expected - actual) <= 1e-13 * max 1.0 (abs expected),
        "expected " + Show.number expected + ", got " + Show.number actual
    )

let rows: objnull[] list =
    pointwise |> List.mapi (fun k (attribute, _, _) -> [| box k; box attribute.Name |])

[<Theory; MemberData(nameof rows)>]
let ``an activation has the value and the slope of its closed formula`` (row: int, _name: string) =
    let attribute, value, slope = pointwise[row]
    let y, slopes = valueAndSlope attribute points (Array.create outputs 0.5)
    Array.iter2 close (Array.map value points) y
    Array.iter2 close (Array.map slope points) slopes

[<Fact>]
let ``every activation has a row here`` () =
    let tested =
        set [ "Softmax"; "LogSoftmax" ]
        |> Set.union (pointwise |> List.map (fun (attribute, _, _) -> attribute.Name) |> set)

    Assert.Equal<Set<string>>(Activations.entries |> List.map (fun e -> e.Name) |> set, tested)

let private softmax (x: float[]) =
    let exps = x |> Array.map (fun v -> exp (v - Array.max x))
    exps |> Array.map (fun e -> e / Array.sum exps)

[<Fact>]
let ``softmax and its logarithm have the values and slopes of their closed formulas`` () =
    let inputs = points |> Array.map (fun x -> x / 10.0)
    let weights = points |> Array.map sin
    let p = softmax inputs
    let mean = Array.fold2 (fun total p w -> total + p * w) 0.0 p weights
    let y, slopes = valueAndSlope (layer "Softmax") inputs (weights |> Array.map (fun w -> w / 2.0))
    Array.iter2 close p y
    Array.iter2 close (Array.map2 (fun p w -> p * (w - mean)) p weights) slopes

    let y, slopes = valueAndSlope (layer "LogSoftmax") inputs (weights |> Array.map (fun w -> w / 2.0))
    Array.iter2 close (Array.map log p) y
    Array.iter2 close (Array.map2 (fun p w -> w - Array.sum weights * p) p weights) slopes

[<Fact>]
let ``slopes at the kinks are 0 from the left, as the rectifier's`` () =
    let at x attribute =
        let _, slopes = valueAndSlope attribute (Array.create outputs x) (Array.create outputs 0.5)
        slopes[0]

    Assert.Equal(0.0, at 0.0 (layer "ReLU"))
    Assert.Equal(0.0, at -3.0 (layer "HardSigmoid"))

[<Theory; MemberData(nameof rows)>]
let ``a slope is that of finite differences`` (row: int, _name: string) =
    let attribute, _, _ = pointwise[row]
    let _, slopes = valueAndSlope attribute points (Array.create outputs 0.5)
    let model = through attribute

    let y (inputs: float[]) =
        Reference.run model.Predict 1 (Map.ofList [ x, inputs; w, identity ]) model.Heads.Head.Tensor

    // the step that was realised, (x + h) − x
    let step = 1e-5
    let above, below = points |> Array.map (fun x -> x + step), points |> Array.map (fun x -> x - step)
    let differences = Array.map2 (-) (y above) (y below)
    let quotients = Array.map2 (/) differences (Array.map2 (-) above below)

    Array.iter2
        (fun (expected: float) actual -> Assert.True(abs (expected - actual) <= 1e-8 * max 1.0 (abs expected)))
        quotients
        slopes

[<Theory; MemberData(nameof rows)>]
let ``what is not a number stays so`` (row: int, _name: string) =
    let attribute, _, _ = pointwise[row]
    let model = through attribute

    let y =
        Reference.run model.Predict 1 (Map.ofList [ x, Array.create outputs nan; w, identity ]) model.Heads.Head.Tensor

    Assert.All(y, fun y -> Assert.True(Double.IsNaN y))
