/// Sums and maxima of a row are taken where the row is computed.
module NetGen.Core.Tests.Backend.FoldTests

open NetGen.Core
open NetGen.Core.Write
open NetGen.Core.Tests.Programs.Notation
open Xunit

let private variant precision program : Emitted.Variant =
    {
        Program = Simplify.simplify program
        Lanes = Some Features
        Chunk = None
        Precision = precision
        Shared = false
    }

let private folds program =
    variant Single program
    |> Emitted.request "Run"
    |> Schedule.plan
    |> Plan.kernels
    |> List.collect _.Folds
    |> List.map (fun fold -> Show.name fold.Target)

/// y[o] = −1 − (Σ i. x[i]·W[i,o])², all of them negative; a sum of it with weights, its maximum, and what follows
/// from both. Without inputs y is made of W alone, which is no sum.
let private row inputs size =
    let i, o = index "i" inputs, index "o" size

    let z =
        if inputs = 1 then
            at "W" [ place 0; !o ]
        else
            sum [ i ] (at "x" [ !i ] * at "W" [ !i; !o ])

    {
        Tensors = [ input "x" [ i ]; parameter "W" [ i; o ]; parameter "v" [ o ] ]
        Equations =
            [
                define "z" [ o ] z
                define "y" [ o ] (number -1.0 - at "z" [ !o ] * at "z" [ !o ])
                define "s" [] (sum [ o ] (at "y" [ !o ] * at "v" [ !o ]))
                define "m" [] (maximum [ o ] (at "y" [ !o ]))
                define "p" [ o ] (exp (at "y" [ !o ] - at "m" []) * at "s" [])
                define "q" [] (sum [ o ] (at "p" [ !o ]))
            ]
        Results = [ Given "s"; Given "m"; Given "p"; Given "q" ]
    }

/// Around the vectors of either precision, and in several of them.
let private sizes = [ 2; 3; 4; 5; 7; 8; 9; 12; 15; 16; 17; 24; 31; 33; 35; 40; 64; 70; 130 ]

let private rows: Lazy<Emitted.Compiled list> =
    lazy
        ([
            for size in sizes do
                for inputs in [ 1; 3; 20 ] do
                    variant Single (row inputs size)

                variant Double (row 3 size)
         ]
         |> List.map Emitted.print
         |> Emitted.compile)

[<Fact>]
let ``the sum and the maximum of a row are taken in the kernel that computes it`` () =
    for size in sizes do
        Assert.Equal<string list>([ "s"; "m"; "q" ], folds (row 3 size))

[<Fact>]
let ``folds are those of the reference in every width`` () =
    for compiled in rows.Value do
        Assert.Empty(Harness.mistakes compiled Harness.allBits [ 1 ] 5)

[<Fact>]
let ``a row that only folds read is not stored`` () =
    let kernel =
        variant Single (row 3 40) |> Emitted.request "Run" |> Schedule.plan |> Plan.kernels |> List.head

    Assert.DoesNotContain("z", kernel.Writes |> List.map (fun written -> Show.name written.Tensor))

[<Fact>]
let ``what is not a number or infinite comes through, and from beyond the end nothing`` () =
    let o = index "o" 3

    let program =
        {
            Tensors = [ input "x" [ o ] ]
            Equations =
                [
                    define "y" [ o ] (at "x" [ !o ] * number 2.0)
                    define "s" [] (sum [ o ] (at "y" [ !o ]))
                    define "m" [] (maximum [ o ] (at "y" [ !o ]))
                ]
            Results = [ Given "y"; Given "s"; Given "m" ]
        }

    let compiled = Emitted.compile [ Emitted.print (variant Single program) ] |> List.exactlyOne

    for bits in Harness.allBits do
        for x, expected in
            [
                [| -infinity; -infinity; -infinity |], [ -infinity; -infinity ]
                [| -3.0; nan; -1.0 |], [ nan; nan ]
                [| -3.0; -2.0; -1.0 |], [ -12.0; -2.0 ]
                [| 1.0; infinity; -1.0 |], [ infinity; infinity ]
            ] do
            let results =
                Harness.run compiled bits 1 (Map.ofList [ Given "x", x ])
                |> List.tail
                |> List.map (snd >> Array.head)

            Assert.Equal<float list>(expected, results)

let private others: (string * Program) list =
    let i, o = index "i" 3, index "o" 8

    let program tensors equations result = { Tensors = tensors; Equations = equations; Results = [ Given result ] }

    [
        "of samples",
        program
            [ input "x" [ n; o ] ]
            [ define "y" [ n; o ] (exp (at "x" [ !n; !o ])); define "s" [ n ] (sum [ o ] (at "y" [ !n; !o ])) ]
            "s"
        "over samples",
        program
            [ input "x" [ n ] ]
            [ define "y" [ n ] (exp (at "x" [ !n ])); define "s" [] (sum [ n ] (at "y" [ !n ])) ]
            "s"
        "of sums over samples",
        program
            [ input "x" [ n; o ] ]
            [
                define "y" [ o ] (sum [ n ] (at "x" [ !n; !o ]))
                define "s" [] (sum [ o ] (at "y" [ !o ] * at "y" [ !o ]))
            ]
            "s"
        "of rows",
        program
            [ input "x" [ i; o ] ]
            [ define "y" [ i; o ] (exp (at "x" [ !i; !o ])); define "s" [ i ] (sum [ o ] (at "y" [ !i; !o ])) ]
            "s"
        "of another order",
        program
            [ input "x" [ o ] ]
            [
                define "y" [ o ] (exp (at "x" [ !o ]))
                define "s" [] (sum [ o ] (at "y" [ !o ] * at "y" [ place 7 - !o ]))
            ]
            "s"
    ]

[<Fact>]
let ``other sums have kernels of their own`` () =
    for name, program in others do
        Assert.True((folds program).IsEmpty, name)
        let compiled = Emitted.compile [ Emitted.print (variant Single program) ] |> List.exactlyOne
        Assert.Empty(Harness.mistakes compiled Harness.allBits [ 1; 4; 17 ] 3)
