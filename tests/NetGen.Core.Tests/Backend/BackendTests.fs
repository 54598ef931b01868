module NetGen.Core.Tests.Backend.BackendTests

open System
open System.Collections.Generic
open NetGen.Core
open NetGen.Core.Tests.Programs
open Xunit

/// How a program is printed, and the widths it runs at: few, where little can differ.
let private variants program =
    let variant lanes precision : Harness.Variant = { Program = program; Lanes = lanes; Precision = precision }

    [
        "features, single", variant (Some Features) Single, [ 512; 256; 128; 1 ]
        "samples, single", variant (Some Samples) Single, [ 512; 256; 128; 1 ]
        "features, double", variant (Some Features) Double, [ 512; 1 ]
        "samples, double", variant (Some Samples) Double, [ 512; 1 ]
        "by cost, single", variant None Single, [ 512 ]
    ]

/// Every variant of every program, compiled at once.
let private compiled programs =
    lazy
        (let all =
            [
                for name, program in programs do
                    for way, variant, widths in variants program do
                        name, way, variant, widths
            ]

         let printings = all |> List.map (fun (_, _, variant, _) -> Harness.print variant)

         List.zip all (Harness.compile printings)
         |> List.map (fun ((name, way, _, widths), compiled) -> name, (way, widths, compiled))
         |> List.groupBy fst
         |> List.map (fun (name, group) -> name, List.map snd group)
         |> dict)

let private check (programs: Lazy<IDictionary<string, (string * int list * Harness.Compiled) list>>) name batches =
    let mistakes =
        programs.Value[name]
        |> List.collect (fun (way, widths, compiled) ->
            Harness.mistakes compiled widths batches 7 |> List.map (fun text -> $"{way}: {text}"))

    Assert.True(mistakes.IsEmpty, String.Join("\n", mistakes |> List.truncate 20))

let names = Programs.all |> List.map (fun row -> [| box row.Name |])

/// Parameters and inputs: what gradients are taken by.
let private wanted (program: Program) =
    program.Tensors
    |> List.filter (fun t ->
        match t.Kind with
        | Input
        | Parameter -> true
        | Data _ -> false)
    |> List.map _.Name

let private gradient (program: Program) = Differentiate.gradient (Given "loss") (wanted program) program

let private forward = compiled (Programs.all |> List.map (fun row -> row.Name, Simplify.simplify row.Program))
let private everything = compiled (Programs.all |> List.map (fun row -> row.Name, Harness.exposed row.Program))
let private gradients = compiled (Programs.all |> List.map (fun row -> row.Name, gradient row.Program))

[<Theory>]
[<MemberData(nameof names)>]
let ``a printed program computes what the reference computes`` (name: string) = check forward name [ 1; 3; 16; 35 ]

[<Theory>]
[<MemberData(nameof names)>]
let ``every tensor of a printed program is what the reference computes`` (name: string) =
    check everything name [ 2; 17 ]

[<Theory>]
[<MemberData(nameof names)>]
let ``a printed gradient is what the reference computes`` (name: string) =
    check gradients name [ 1; 2; 5; 15; 16; 17; 35 ]
