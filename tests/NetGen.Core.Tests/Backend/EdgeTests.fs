/// Dense layers of sizes around the edges of vectors and tiles.
module NetGen.Core.Tests.Backend.EdgeTests

open NetGen.Core
open NetGen.Core.Write
open NetGen.Core.Tests.Programs
open NetGen.Core.Tests.Programs.Notation
open Xunit

/// tanh (x·W + b), twice, under a mean squared error.
let private network inputs hidden outputs =
    let i, j, o = index "i" inputs, index "j" hidden, index "o" outputs

    let layer source (a: Index) (b: Index) weights bias target =
        define target [ n; b ] (tanh (sum [ a ] (at source [ !n; !a ] * at weights [ !a; !b ]) + at bias [ !b ]))

    let error = at "y" [ !n; !o ] - at "t" [ !n; !o ]

    {
        Tensors =
            [
                input "x" [ n; i ]
                parameter "W1" [ i; j ]
                parameter "b1" [ j ]
                parameter "W2" [ j; o ]
                parameter "b2" [ o ]
                data Real "t" [ n; o ]
            ]
        Equations =
            [
                layer "x" i j "W1" "b1" "a"
                layer "a" j o "W2" "b2" "y"
                define "loss" [] (perSample (sum [ n; o ] (error * error)))
            ]
        Results = [ Given "loss" ]
    }

/// 1, 2, 3, one less than, exactly, one more than, and twice three more than the lanes of both precisions; and whole
/// vectors with a half or a quarter of one behind them.
let private sizes = [ 1; 2; 3; 4; 7; 8; 9; 15; 16; 17; 19; 20; 24; 32; 35 ]

let private shapes =
    [
        for size in sizes do
            5, size, 3
            size, 4, 2
            3, 5, size
            size, size, size
    ]

let private name (inputs, hidden, outputs) = $"{inputs}-{hidden}-{outputs}"
let names = shapes |> List.map (fun shape -> [| box (name shape) |])

let private variants program =
    let variant lanes precision : Emitted.Variant =
        { Program = program; Lanes = lanes; Chunk = None; Precision = precision; Shared = false }

    [
        "features, single", variant (Some Features) Single, [ 512; 256; 128; 1 ]
        "samples, double", variant (Some Samples) Double, [ 512; 256; 128 ]
        for single in Harness.ofOneSample program do
            "one sample, single", { variant (Some Features) Single with Program = single }, [ 512; 256; 128; 1 ]
    ]

let private programs =
    Harness.compiled variants (shapes |> List.map (fun (i, j, o) -> name (i, j, o), Harness.gradient (network i j o)))

[<Theory>]
[<MemberData(nameof names)>]
let ``dense layers of every size have the gradients of the reference`` (name: string) =
    Harness.check programs name [ 1; 4; 7; 17; 32; 33 ]
