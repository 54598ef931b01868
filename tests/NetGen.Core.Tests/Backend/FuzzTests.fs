/// Random programs, printed and run beside the reference.
module NetGen.Core.Tests.Backend.FuzzTests

open NetGen.Core
open NetGen.Core.Tests.Fuzz
open Xunit

let private canRun (program: Program) = (Sequence.order program).IsOk

let private seeds =
    seq { 1..400 }
    |> Seq.filter (fun seed ->
        let sample = Chance.sample seed
        Sample.valid sample && canRun (Harness.gradient sample.Program))
    |> Seq.truncate 25
    |> List.ofSeq

let names = seeds |> List.map (fun seed -> [| box seed |])

let private variants program =
    let variant lanes : Harness.Variant = { Program = program; Lanes = lanes; Precision = Double }

    [
        "features", variant (Some NetGen.Core.Lanes.Features), [ 512; 1 ]
        "samples", variant (Some NetGen.Core.Lanes.Samples), [ 512; 1 ]
    ]

let private programs =
    Harness.compiledAs
        variants
        [
            for seed in seeds do
                let program = (Chance.sample seed).Program
                $"{seed}", Harness.exposed (Simplify.prepare program)
                $"gradient {seed}", Harness.gradient program
        ]

[<Theory>]
[<MemberData(nameof names)>]
let ``a random program computes what the reference computes`` (seed: int) =
    Harness.check programs $"{seed}" [ 1; 5; 17 ]

[<Theory>]
[<MemberData(nameof names)>]
let ``the gradient of a random program is what the reference computes`` (seed: int) =
    Harness.check programs $"gradient {seed}" [ 1; 5; 17 ]
