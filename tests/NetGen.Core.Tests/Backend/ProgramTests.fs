/// Every program, its gradient and the gradient of its gradient, printed and run beside the reference.
module NetGen.Core.Tests.Backend.ProgramTests

open System
open System.Collections.Generic
open NetGen.Core
open NetGen.Core.Tests.Programs
open Xunit

let names = Programs.all |> List.map (fun row -> [| box row.Name |])

let private forward =
    Harness.compiled (Programs.all |> List.map (fun row -> row.Name, Simplify.simplify row.Program))

let private everything =
    Harness.compiled (Programs.all |> List.map (fun row -> row.Name, Harness.exposed row.Program))

let private gradients =
    Harness.compiled (Programs.all |> List.map (fun row -> row.Name, Harness.gradient row.Program))

/// Programs of every family.
let private few =
    [
        "dense + tanh"
        "softmax + cross-entropy"
        "convolution 3×3, stride 2, pad 1"
        "RNN"
        "LSTM"
        "layer norm"
        "attention"
        "max pool 3/2, overlapping"
    ]

let private second =
    Harness.compiled (
        few
        |> List.map (fun name ->
            let row = Programs.all |> List.find (fun row -> row.Name = name)
            name, Harness.second row.Program)
    )

[<Theory>]
[<MemberData(nameof names)>]
let ``a printed program computes what the reference computes`` (name: string) =
    Harness.check forward name [ 1; 3; 16; 35 ]

[<Theory>]
[<MemberData(nameof names)>]
let ``every tensor of a printed program is what the reference computes`` (name: string) =
    Harness.check everything name [ 2; 17 ]

[<Theory>]
[<MemberData(nameof names)>]
let ``a printed gradient is what the reference computes`` (name: string) =
    Harness.check gradients name [ 1; 2; 5; 15; 16; 17; 35 ]

let seconds = few |> List.map (fun name -> [| box name |])

[<Theory>]
[<MemberData(nameof seconds)>]
let ``a gradient differentiated again is what the reference computes`` (name: string) =
    Harness.check second name [ 1; 5; 17 ]
