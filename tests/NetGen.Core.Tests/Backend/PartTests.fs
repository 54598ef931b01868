/// Short rows, and short ends of rows, run in narrow vectors.
module NetGen.Core.Tests.Backend.PartTests

open System
open NetGen.Core
open NetGen.Core.Write
open NetGen.Core.Tests.Programs.Notation
open Xunit

/// y[o] = x[o]², for so many o.
let private printed precision size =
    let o = index "o" size

    Emitted.print
        {
            Program =
                {
                    Tensors = [ input "x" [ o ] ]
                    Equations = [ define "y" [ o ] (at "x" [ !o ] * at "x" [ !o ]) ]
                    Results = [ Given "y" ]
                }
            Lanes = Some Features
            Chunk = None
            Precision = precision
            Shared = false
        }

/// The width of every kernel that the pass calls, in order.
let private called (printing: Emitted.Printing) =
    (List.last printing.Printed.Methods).Text.Split '\n'
    |> Array.map _.Trim()
    |> Array.filter (fun line -> line.StartsWith("K", StringComparison.Ordinal))
    |> Array.map (fun line -> line[line.IndexOf '<' + 1 .. line.IndexOf '>' - 1])
    |> List.ofArray

[<Theory>]
[<InlineData(2, "VQuarter")>]
[<InlineData(4, "VQuarter")>]
[<InlineData(5, "VHalf")>]
[<InlineData(8, "VHalf")>]
[<InlineData(9, "V")>]
[<InlineData(16, "V")>]
[<InlineData(18, "V VQuarter")>]
[<InlineData(24, "V VHalf")>]
[<InlineData(25, "V")>]
[<InlineData(40, "V VHalf")>]
let ``a row runs in no wider vectors than it fills`` (size: int) (widths: string) =
    Assert.Equal<string list>(List.ofArray (widths.Split ' '), called (printed Single size))

[<Theory>]
[<InlineData(2, "VQuarter")>]
[<InlineData(4, "VHalf")>]
[<InlineData(8, "V")>]
[<InlineData(12, "V VHalf")>]
let ``numbers of double precision fill vectors sooner`` (size: int) (widths: string) =
    Assert.Equal<string list>(List.ofArray (widths.Split ' '), called (printed Double size))

[<Fact>]
let ``a vector that fills a row needs no loop and no part of one`` () =
    let kernel = (printed Single 24).Printed.Methods |> List.take 2 |> List.map _.Text |> Code.join "\n"
    Assert.DoesNotContain("for (", kernel)
    Assert.DoesNotContain("Partial", kernel)
    Assert.Contains("while (V.Count < 16 && o < 16);", kernel)
    Assert.Contains("while (V.Count < 8 && o < 24);", kernel)
