module NetGen.Core.Tests.ValueTests

open System
open NetGen.Core
open FsCheck.Xunit
open Xunit

let private value (x: float) = new Value(x)

/// The gradient of f at x by the way back, and by central differences of fourth order.
let private slopes (f: Value -> Value) x =
    let input = value x
    (f input).Backward()
    let at h = (f (value (x + h))).Data
    let h = 1e-3
    input.Gradient, (8.0 * (at h - at -h) - (at (2.0 * h) - at (-2.0 * h))) / (12.0 * h)

let private functions: (string * (Value -> Value)) list =
    [
        "sum", (fun x -> x + value 3.0)
        "difference", (fun x -> value 3.0 - x)
        "product", (fun x -> x * value 3.0)
        "quotient", (fun x -> value 3.0 / x)
        "quotient of x", (fun x -> x / value 3.0)
        "opposite", (fun x -> -x)
        "power", (fun x -> Value.Pow(x, 2.5))
        "exp", Value.Exp
        "log", Value.Log
        "tanh", Value.Tanh
        "sigmoid", Value.Sigmoid
        "relu", Value.Relu
        "relu of what is negative", (fun x -> Value.Relu -x)
        "used often", (fun x -> x * x * Value.Tanh x + Value.Exp(-x) / (x + value 1.0))
    ]

let names = functions |> List.map (fun (name, _) -> [| box name |])

[<Theory>]
[<MemberData(nameof names)>]
let ``the way back agrees with central differences`` (name: string) =
    let f = functions |> List.find (fst >> (=) name) |> snd

    for x in [ 0.3; 0.7; 1.9 ] do
        let back, measured = slopes f x
        Assert.Equal(measured, back, 1e-8 * (1.0 + abs measured))

[<Fact>]
let ``relu has slope 0 at 0`` () =
    let x = value 0.0
    (Value.Relu x).Backward()
    Assert.Equal(0.0, x.Gradient)

[<Fact>]
let ``shares of a value that is used twice add, and a second way back starts from zero`` () =
    let x = value 3.0
    let y = x * x + x
    y.Backward()
    y.Backward()
    Assert.Equal(7.0, x.Gradient)

[<Fact>]
let ``a computation of a million steps does not overflow the stack`` () =
    let x = value 1.0
    let mutable y = x

    for _ in 1..1_000_000 do
        y <- y + x

    y.Backward()
    Assert.Equal(1_000_001.0, x.Gradient)

[<Property(MaxTest = 200)>]
let ``a random polynomial of two values has its partial derivatives`` (a: int) (b: int) (c: int) (p: int) (q: int) =
    let number k = float (k % 10) / 4.0
    let x, y = value (number p), value (number q)
    let f = value (number a) * x * x * y + value (number b) * x * y + value (number c) * y
    f.Backward()
    let x', y' = x.Data, y.Data
    Assert.Equal(2.0 * number a * x' * y' + number b * y', x.Gradient, 1e-12)
    Assert.Equal(number a * x' * x' + number b * x' + number c, y.Gradient, 1e-12)

/// log Σ exp − the logit of the label, over W·x for a few numbers: softmax and cross-entropy.
let private crossEntropy (weights: Value[]) (x: float[]) label =
    let logits =
        weights
        |> Array.chunkBySize x.Length
        |> Array.map (fun row -> Array.map2 (fun w x -> w * value x) row x |> Array.reduce (+))

    Value.Log(logits |> Array.map Value.Exp |> Array.reduce (+)) - logits[label]

[<Fact>]
let ``softmax with cross-entropy gives p − t`` () =
    let x = [| 0.5; -1.0 |]
    let weights = [| 0.1; 0.2; -0.3; 0.4; 0.7; -0.6 |] |> Array.map value
    (crossEntropy weights x 1).Backward()

    let logits =
        weights |> Array.chunkBySize 2 |> Array.map (fun row -> row[0].Data * x[0] + row[1].Data * x[1])

    let total = logits |> Array.sumBy Math.Exp

    for o in 0..2 do
        for i in 0..1 do
            let expected = (Math.Exp logits[o] / total - (if o = 1 then 1.0 else 0.0)) * x[i]
            Assert.Equal(expected, weights[2 * o + i].Gradient, 1e-12)
