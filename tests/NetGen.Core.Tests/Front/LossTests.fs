module NetGen.Core.Tests.LossTests

open System
open NetGen.Core
open NetGen.Core.Tests.Specs
open Xunit

let private samples, outputs = 3, 4

/// Outputs of a layer without parameters' effect, and targets, one row a sample.
let private z = [| 0.3; -1.2; 2.5; 0.1; -0.4; 0.9; -3.0; 1.5; 0.7; -0.6; 0.2; -2.2 |]
let private reals = [| 0.5; -1.0; 0.25; 4.0; 1.0; 0.0; -2.0; -0.5; 3.0; 1.0; -1.5; 0.3 |]
let private unit = [| 0.0; 1.0; 0.25; 0.5; 1.0; 0.0; 0.75; 0.1; 0.9; 0.4; 0.0; 1.0 |]
let private distributions = [| 0.1; 0.2; 0.3; 0.4; 1.0; 0.0; 0.0; 0.0; 0.25; 0.25; 0.5; 0.0 |]
let private labels = [| 2.0; 0.0; 3.0 |]

let private identity =
    Array.init (outputs * outputs) (fun k -> if k / outputs = k % outputs then 1.0 else 0.0)

let private x, t, label, w = Given "x", Given "t", Given "label", Given "W1"

let private behind layers loss =
    model (network [ outputs ] (denseWith outputs [ "Bias", Truth false ] :: layers @ [ loss ]))

let private sigmoid x = 1.0 / (1.0 + exp -x)

let private softmax (x: float[]) =
    x
    |> Array.chunkBySize outputs
    |> Array.collect (fun row ->
        let exps = row |> Array.map (fun v -> exp (v - Array.max row))
        exps |> Array.map (fun e -> e / Array.sum exps))

let private oneHot =
    Array.init z.Length (fun k -> if k % outputs = int labels[k / outputs] then 1.0 else 0.0)

/// Loss behind what, with which targets; its value and its slope by z.
let private cases: (string * Model * float[] * float * float[]) list =
    let n, all = float samples, float (samples * outputs)
    let errors = Array.map2 (-) z reals
    let huber delta e = if abs e <= delta then 0.5 * e * e else delta * (abs e - 0.5 * delta)
    let clamp (delta: float) (e: float) = Math.Clamp(e, -delta, delta)
    let p = softmax z
    let s = Array.map sigmoid z

    [
        "MeanSquaredError",
        behind [] (layer "MeanSquaredError"),
        reals,
        (errors |> Array.sumBy (fun e -> e * e)) / all,
        errors |> Array.map (fun e -> 2.0 * e / all)

        "SumSquaredError",
        behind [] (layer "SumSquaredError"),
        reals,
        (errors |> Array.sumBy (fun e -> e * e)) / n,
        errors |> Array.map (fun e -> 2.0 * e / n)

        "MeanAbsoluteError",
        behind [] (layer "MeanAbsoluteError"),
        reals,
        (errors |> Array.sumBy abs) / all,
        errors |> Array.map (fun e -> float (sign e) / all)

        "Huber",
        behind [] (layer "Huber"),
        reals,
        (errors |> Array.sumBy (huber 1.0)) / all,
        errors |> Array.map (fun e -> clamp 1.0 e / all)

        "Huber(0.5)",
        behind [] (attribute "Huber" [ Argument.Real 0.5 ] []),
        reals,
        (errors |> Array.sumBy (huber 0.5)) / all,
        errors |> Array.map (fun e -> clamp 0.5 e / all)

        "BinaryCrossEntropy",
        behind [ layer "Sigmoid" ] (layer "BinaryCrossEntropy"),
        unit,
        Array.fold2 (fun total s t -> total - t * log s - (1.0 - t) * log (1.0 - s)) 0.0 s unit / n,
        Array.map2 (fun s t -> (s - t) / n) s unit

        "CrossEntropy",
        behind [ layer "Softmax" ] (layer "CrossEntropy"),
        distributions,
        Array.fold2 (fun total p t -> total - t * log p) 0.0 p distributions / n,
        Array.map2 (fun p t -> (p - t) / n) p distributions

        "CrossEntropy behind LogSoftmax",
        behind [ layer "LogSoftmax" ] (layer "CrossEntropy"),
        distributions,
        Array.fold2 (fun total p t -> total - t * log p) 0.0 p distributions / n,
        Array.map2 (fun p t -> (p - t) / n) p distributions
    ]

let rows: objnull[] list = cases |> List.map (fun (name, _, _, _, _) -> [| box name |])

let private close (expected: float) (actual: float) =
    Assert.True(
        abs (expected - actual) <= 1e-13 * max 1.0 (abs expected),
        "expected " + Show.number expected + ", got " + Show.number actual
    )

[<Theory; MemberData(nameof rows)>]
let ``a loss has the value and the slope of its closed formula`` (name: string) =
    let _, model, targets, value, slope = cases |> List.find (fun (other, _, _, _, _) -> other = name)

    let given = Map.ofList [ x, z; w, identity; t, targets ]
    close value (Array.head (Reference.run model.WithTargets samples given model.LossTensor))
    let loss, slopes = Reference.gradient model model.WithTargets [ x ] samples given
    close value loss
    Array.iter2 close slope slopes.Head

[<Fact>]
let ``every loss has a row here`` () =
    let tested =
        cases |> List.map (fun (name, _, _, _, _) -> Array.head (name.Split([| '('; ' ' |]))) |> set

    Assert.Equal<Set<string>>(Losses.entries |> List.map (fun e -> e.Name) |> set, tested)

[<Theory>]
[<InlineData("Softmax")>]
[<InlineData("LogSoftmax")>]
let ``labels give what distributions of 0 and 1 give`` (activation: string) =
    let model = behind [ layer activation ] (layer "CrossEntropy")
    let given = Map.ofList [ x, z; w, identity; t, oneHot; label, labels ]
    let expected, slopes = Reference.gradient model model.WithTargets [ x; w ] samples given
    let actual, others = Reference.gradient model model.WithLabels.Value [ x; w ] samples given
    close expected actual
    List.iter2 (Array.iter2 close) slopes others

/// Logits at which exp overflows, and 1 − p is 0, in double as in single precision.
let private extreme = [| 1e4; -1e4; 0.0; 9990.0; -1e4; -1e4; -1e4; 1e4; 1e4; 1e4; 1e4; -1e4 |]

[<Theory>]
[<InlineData("Softmax", "CrossEntropy")>]
[<InlineData("LogSoftmax", "CrossEntropy")>]
[<InlineData("Sigmoid", "BinaryCrossEntropy")>]
let ``logits of ±10000 give a finite loss and gradient`` (activation: string, loss: string) =
    let model = behind [ layer activation ] (layer loss)
    let isClassifier = model.ClassCount.IsSome
    let targets = if isClassifier then distributions else unit
    let given = Map.ofList [ x, extreme; w, identity; t, targets; label, labels ]

    let programs = model.WithTargets :: (if isClassifier then [ model.WithLabels.Value ] else [])

    for program in programs do
        let value = Simplify.simplify (Simplify.prepare program)
        let loss = Array.head (Reference.run value samples given model.LossTensor)
        let alone, slopes = Reference.gradient model program [ x; w ] samples given
        Assert.True(Double.IsFinite loss && loss > 1000.0, Show.number loss)
        close loss alone
        Assert.All(Array.concat slopes, fun slope -> Assert.True(Double.IsFinite slope))

    // and the gradient is p − t; numbers of 10000 are exact to 2e-12 only, and p is no better
    let _, slopes = Reference.gradient model model.WithTargets [ x ] samples given
    let p = if isClassifier then softmax extreme else Array.map sigmoid extreme
    let expected = Array.map2 (fun p t -> (p - t) / float samples) p targets
    Array.iter2 (fun (e: float) a -> Assert.Equal(e, a, 1e-11)) expected slopes.Head
