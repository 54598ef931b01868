module NetGen.Core.Tests.ShowTests

open NetGen.Core
open NetGen.Core.Write
open Xunit

let private dense =
    let i, o = index "i" 3, index "o" 2

    equation
        (Given "z")
        [ n; o ]
        (sum [ i ] (read (Given "x") [ !n; !i ] * read (Given "W") [ !i; !o ]) + read (Given "b") [ !o ])

[<Fact>]
let ``a dense layer prints as it is written on paper`` () =
    Assert.Equal("z[n,o]             = (Σ i. x[n,i]·W[i,o]) + b[o]", Show.equation dense)
