module NetGen.Core.Tests.NetworkTests

open System
open System.Globalization
open NetGen.Core
open NetGen.Core.Tests.Specs
open Xunit

/// Numbers with points, signs and thousands in every place where text is made of them.
let private numerous =
    network
        [ 1500 ]
        [
            denseWith
                20
                [ "Weights", Choice "Uniform"; "WeightsMin", Argument.Real -1e-7; "WeightsMax", Argument.Real 0.25 ]
            attribute "LeakyReLU" [ Argument.Real 0.125 ] []
            dense 2
            layer "SELU"
            attribute "Huber" [ Argument.Real 1.5 ] []
        ]

[<Fact>]
let ``the text does not depend on the culture`` () =
    // a culture made by hand: the invariant mode of the test host knows no other
    let german = CultureInfo.InvariantCulture.Clone() :?> CultureInfo
    german.NumberFormat.NumberDecimalSeparator <- ","
    german.NumberFormat.NumberGroupSeparator <- "."
    german.NumberFormat.NegativeSign <- "~"
    let before = CultureInfo.CurrentCulture
    let expected = Compiler.compile numerous

    try
        CultureInfo.CurrentCulture <- german
        Assert.Equal("1,5", (1.5).ToString())
        Assert.Equal(expected, Compiler.compile numerous)
    finally
        CultureInfo.CurrentCulture <- before

    Assert.Empty expected.Diagnostics

[<Fact>]
let ``the same declaration gives the same text`` () = Assert.Equal(Compiler.compile digits, Compiler.compile digits)

let private container = { Declaration = "partial struct Outer"; Name = "Outer"; Shape = shape }

/// What is particular about them, and declarations without faults.
let private declarations =
    [
        "digits", digits
        "digits in double", inDouble digits
        "regression", numerous
        "regression in double", inDouble numerous
        "nested",
        { digits with
            Containers = [ container; { container with Name = "Inner"; Declaration = "partial class Inner" } ]
        }
        "global", { digits with Namespace = "" }
        "no bias", network [ 3 ] [ denseWith 2 [ "Bias", Truth false ]; layer "MeanAbsoluteError" ]
        "a keyword", { digits with Class = "@class"; Namespace = "@namespace" }
    ]

let titles: objnull[] list = declarations |> List.map (fun (title, _) -> [| box title |])

[<Theory; MemberData(nameof titles)>]
let ``a generated class compiles without a warning`` (title: string) =
    let spec = declarations |> List.find (fun (other, _) -> other = title) |> snd
    let output = Compiler.compile spec
    Assert.Empty output.Diagnostics
    Assert.Equal<string list>([], Compiled.complaints spec output.Source)

[<Theory; MemberData(nameof titles)>]
let ``the surface of a class with errors compiles without a warning`` (title: string) =
    let spec = declarations |> List.find (fun (other, _) -> other = title) |> snd
    let withError = { spec with Layers = spec.Layers @ [ layer "Huber" ] }
    let output = Compiler.compile withError
    Assert.NotEmpty output.Diagnostics
    Assert.Equal<string list>([], Compiled.complaints spec output.Source)

[<Fact>]
let ``kernels that passes share are printed once`` () =
    let source = (Compiler.compile digits).Source
    let count (text: string) = source.Split(text).Length - 1
    Assert.Equal(1, count "private static void Dense1Forward<V>(")
    // itself, and by Predict and both losses at least
    Assert.True(count " Dense1Forward<V>(" >= 4)

[<Theory>]
[<InlineData("Single")>]
[<InlineData("Double")>]
let ``what is not finite reaches the outputs of its sample, and of no other`` (precision: string) =
    let spec = if precision = "Double" then inDouble digits else digits
    let compiled = Compiled.network spec
    let random = Random 3
    let inputs = Array.init (5 * 64) (fun _ -> random.NextDouble() |> float32 |> float)
    let expected = compiled.Predict inputs
    inputs[2 * 64 + 7] <- nan
    let outputs = compiled.Predict inputs

    for k in 0 .. outputs.Length - 1 do
        if k / 10 = 2 then
            Assert.True(Double.IsNaN outputs[k])
        else
            Assert.Equal(expected[k], outputs[k])

    let targets = Array.create (5 * 10) 0.1
    Assert.True(Double.IsNaN(compiled.Loss(inputs, targets)))
    let struct (loss, gradient) = compiled.Gradient(inputs, targets)
    Assert.True(Double.IsNaN loss)
    // pixel 7 of that sample takes part in the whole first layer
    Assert.True(Double.IsNaN gradient[7 * 32])

[<Theory>]
[<InlineData("Softmax", "CrossEntropy", "Single")>]
[<InlineData("LogSoftmax", "CrossEntropy", "Single")>]
[<InlineData("Sigmoid", "BinaryCrossEntropy", "Single")>]
[<InlineData("Softmax", "CrossEntropy", "Double")>]
[<InlineData("LogSoftmax", "CrossEntropy", "Double")>]
[<InlineData("Sigmoid", "BinaryCrossEntropy", "Double")>]
let ``generated code takes logits of ±10000`` (activation: string, loss: string, precision: string) =
    let spec = network [ 3 ] [ denseWith 3 [ "Bias", Truth false ]; layer activation; layer loss ]
    let compiled = Compiled.network (if precision = "Double" then inDouble spec else spec)
    compiled.Parameters <- [| 1.0; 0.0; 0.0; 0.0; 1.0; 0.0; 0.0; 0.0; 1.0 |]
    let logits = [| 1e4; -1e4; 0.0; -1e4; 1e4; 1e4; -1e4; -1e4; -1e4 |]
    let targets = [| 0.0; 1.0; 0.0; 0.5; 0.5; 0.0; 1.0; 0.0; 0.0 |]
    let finite (numbers: float[]) = Assert.All(numbers, fun (number: float) -> Assert.True(Double.IsFinite number))
    finite (compiled.Predict logits)
    let struct (value, gradient) = compiled.Gradient(logits, targets)
    finite (Array.append gradient [| value; compiled.Loss(logits, targets) |])
    Assert.True(value > 1000.0)

    if loss = "CrossEntropy" then
        let struct (value, gradient) = compiled.LabelGradient(logits, [| 1; 0; 2 |])
        finite (Array.append gradient [| value; compiled.LabelLoss(logits, [| 1; 0; 2 |]) |])
        Assert.True(value > 1000.0)
