module NetGen.Core.Tests.Backend.BackendTests

open System
open System.Collections.Generic
open NetGen.Core
open NetGen.Core.Tests.Programs
open Xunit

let private ways = [ "features", Some Features; "samples", Some Samples; "by cost", None ]
let private precisions = [ "single", Single; "double", Double ]

let private variants program =
    [
        for way, lanes in ways do
            for number, precision in precisions do
                $"{way}, {number}", { Harness.Program = program; Harness.Lanes = lanes; Harness.Precision = precision }
    ]

/// Every variant of every program, compiled at once.
let private compiled programs =
    lazy
        (let all =
            [
                for name, program in programs do
                    for way, variant in variants program do
                        name, way, variant
            ]

         let printings = all |> List.map (fun (_, _, variant) -> Harness.print variant)
         let compiled = Harness.compile printings

         List.zip all compiled
         |> List.map (fun ((name, way, _), compiled) -> name, (way, compiled))
         |> List.groupBy fst
         |> List.map (fun (name, group) -> name, List.map snd group)
         |> dict)

let private check (programs: Lazy<IDictionary<string, (string * Harness.Compiled) list>>) name batches =
    let mistakes =
        programs.Value[name]
        |> List.collect (fun (way, compiled) ->
            Harness.mistakes compiled Harness.allBits batches 7 |> List.map (fun text -> $"{way}: {text}"))

    Assert.True(mistakes.IsEmpty, String.Join("\n", mistakes |> List.truncate 20))

let names = Programs.all |> List.map (fun row -> [| box row.Name |])

let private forward = compiled (Programs.all |> List.map (fun row -> row.Name, row.Program))

let private everything =
    compiled (Programs.all |> List.map (fun row -> row.Name, Harness.exposed row.Program))

[<Theory>]
[<MemberData(nameof names)>]
let ``a printed program computes what the reference computes`` (name: string) = check forward name [ 1; 3; 16; 35 ]

[<Theory>]
[<MemberData(nameof names)>]
let ``every tensor of a printed program is what the reference computes`` (name: string) =
    check everything name [ 2; 17 ]
