/// Operands too large for the caches: their panels are packed, and lanes across samples read them along their rows.
module NetGen.Core.Tests.Backend.PackingTests

open System
open NetGen.Core
open NetGen.Core.Write
open NetGen.Core.Tests.Programs.Notation
open Xunit

/// x·W + b, where every row of x is a sample or, with a time, a step of one; without a bias the sum is the result.
let private layer hasBias steps inputs outputs =
    let i, o = index "i" inputs, index "o" outputs
    let rows = n :: (steps |> Option.map (index "t") |> Option.toList)
    let places = List.map (!)
    let product = sum [ i ] (at "x" (places (rows @ [ i ])) * at "W" [ !i; !o ])

    {
        Tensors =
            [
                input "x" (rows @ [ i ])
                parameter "W" [ i; o ]
                if hasBias then
                    parameter "b" [ o ]
            ]
        Equations = [ define "y" (rows @ [ o ]) (if hasBias then product + at "b" [ !o ] else product) ]
        Results = [ Given "y" ]
    }

/// A mean squared error on top of a layer.
let private training inputs outputs =
    let layer = layer true None inputs outputs
    let o = index "o" outputs
    let error = at "y" [ !n; !o ] - at "t" [ !n; !o ]

    { layer with
        Tensors = layer.Tensors @ [ data Real "t" [ n; o ] ]
        Equations = layer.Equations @ [ define "loss" [] (perSample (sum [ n; o ] (error * error))) ]
        Results = [ Given "loss" ]
    }

let private variant lanes precision program : Emitted.Variant =
    { Program = program; Lanes = lanes; Chunk = None; Precision = precision; Shared = false }

let private plan lanes program = variant lanes Single program |> Emitted.request "Run" |> Schedule.plan |> Plan.show

[<Fact>]
let ``the plan packs a matrix of 2 MB, by blocks of its rows`` () =
    let text = layer true None 1024 512 |> Simplify.simplify |> plan (Some Features)

    Assert.Contains(
        "lanes along o, 6 n × 2, 2 i a round in panels, W packed by 128 i → y",
        text,
        StringComparison.Ordinal
    )

[<Fact>]
let ``the plan packs no smaller one`` () =
    let text = layer true None 1024 511 |> Simplify.simplify |> plan (Some Features)
    Assert.DoesNotContain("packed", text, StringComparison.Ordinal)

[<Fact>]
let ``a batch of gradients of large weights runs across samples, and the outputs along features`` () =
    let text = Harness.gradient (training 512 512) |> plan None
    let lanes (target: string) = text.Split '\n' |> Array.find _.EndsWith(" → " + target, StringComparison.Ordinal)
    Assert.StartsWith("lanes along o", (lanes "y").TrimStart(), StringComparison.Ordinal)
    Assert.StartsWith("lanes across n", (lanes "∂x₁₆").TrimStart(), StringComparison.Ordinal)

/// Rows around one, two and three blocks of 4; columns around one, two and three vectors of either precision.
let private sizes =
    [
        for inputs in [ 5; 8; 9; 13 ] do
            inputs, 33
        for outputs in [ 2; 7; 8; 15; 17; 32; 51 ] do
            6, outputs
    ]

let private packed: Lazy<Emitted.Compiled list> =
    lazy
        (let small (request: Request) = { request with Packed = Some { Far = 1; Block = 4 } }

         [
             for inputs, outputs in sizes do
                 Single, layer true None inputs outputs |> Simplify.simplify
             for outputs in [ 7; 17; 33 ] do
                 Double, layer true None 9 outputs |> Simplify.simplify
             Single, layer false None 9 35 |> Simplify.simplify
             Single, layer true (Some 3) 9 35 |> Simplify.simplify
             Single, training 9 35 |> Harness.gradient
         ]
         |> List.map (fun (precision, program) -> variant (Some Features) precision program |> Emitted.printAs small)
         |> Emitted.compile)

[<Fact>]
let ``packed sums are those of the reference, in the same bits at every width`` () =
    for compiled in packed.Value do
        let isPacked = compiled.Printing.Printed.Methods |> List.exists _.Text.Contains("copied together")
        Assert.True(isPacked, Plan.show (Schedule.plan compiled.Printing.Request))
        Assert.Empty(Harness.mistakes compiled Harness.allBits [ 1; 4; 7 ] 11)

[<Fact>]
let ``a program may treat the samples of one sum as lanes and those of another as rows`` () =
    let program = training 363 363 |> Harness.gradient
    let compiled = Emitted.compile [ variant None Single program |> Emitted.print ] |> List.exactlyOne
    Assert.Empty(Harness.mistakes compiled [ 512; 256 ] [ 17 ] 3)
