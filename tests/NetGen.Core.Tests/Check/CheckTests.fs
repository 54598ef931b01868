module NetGen.Core.Tests.CheckTests

open NetGen.Core
open NetGen.Core.Write
open NetGen.Core.Tests.Programs
open NetGen.Core.Tests.Programs.Notation
open Xunit

let names = Programs.all |> List.map (fun row -> [| box row.Name |])

[<Theory>]
[<MemberData(nameof names)>]
let ``the programs as written are valid`` (name: string) =
    let row = ProgramsTests.row name
    Check.verify (Check.Written row.Padded) row.Program |> ignore

let private i, j, t = index "i" 4, index "j" 3, index "t" 4

let private given =
    [
        input "x" [ n; i ]
        parameter "w" [ i; j ]
        data (Below(Fixed 4)) "label" [ n ]
        data (Below(Fixed 9)) "token" [ n ]
        data Real "r" [ n ]
    ]

let private program equations = { Tensors = given; Equations = equations; Results = [] }

let private violates stage (expected: string list) equations =
    let said = Check.check stage (program equations)
    Assert.Equal<string list>(expected, said |> List.map (fun text -> text.Substring(text.IndexOf(": ") + 2)))

let private written = Check.Written Set.empty
let private y indices body = [ define "y" indices body ]

[<Fact>]
let ``a name has one definition, and results have one at all`` () =
    let twice = [ define "x" [ n; i ] (number 1.0) ]
    let said = Check.check written { program twice with Results = [ Given "z" ] }
    Assert.Equal<string list>([ "x is defined twice"; "the result z is not defined" ], said)

[<Fact>]
let ``an index is bound, once, and used where it is reduced over`` () =
    violates written [ "j is not bound" ] (y [ n; i ] (at "x" [ !n; !i ] * at "w" [ !i; !j ]))
    violates written [ "i is bound twice" ] (y [ n; i ] (sum [ i ] (at "x" [ !n; !i ])))
    violates written [ "j is reduced over and not used" ] (y [ n; i ] (sum [ j ] (at "x" [ !n; !i ])))
    violates written [ "i is bound twice" ] (y [ i; { i with Extent = Fixed 3 } ] (number 1.0))
    violates written [ "i is not bound" ] (y [ n; { i with Extent = Fixed 3 } ] (at "x" [ !n; !i ]))
    violates written [] (y [ n ] (sum [ i ] (at "x" [ !n; !i ]) + sum [ i ] (at "x" [ !n; !i ])))

[<Fact>]
let ``what is read is defined and has as many places as the tensor has indices`` () =
    violates written [ "z is not defined" ] (y [ i ] (at "z" [ !i ]))
    violates written [ "x[i]: x has 2 indices" ] (y [ i ] (at "x" [ !i ]))

[<Fact>]
let ``the sample is read at a plain sample index`` () =
    violates written [ "x[n+1,i]: n+1 is no plain sample index" ] (y [ n; i ] (at "x" [ !n + 1; !i ]))
    violates written [ "x[i,i]: i is no plain sample index" ] (y [ i ] (at "x" [ !i; !i ]))
    violates written [ "w[n,j]: n runs over the samples, not over 0 … 4−1" ] (y [ n; j ] (at "w" [ !n; !j ]))

[<Fact>]
let ``a read is surely inside, unless the equation is marked as padded`` () =
    let shifted = y [ n; i ] (at "x" [ !n; !i - 1 ])
    let padded = Check.Written(Set.ofList [ Given "y", Given "x" ])

    violates written [ "x[n,i−1]: i−1 may be outside 0 … 4−1, and the equation is not marked as padded" ] shifted

    violates padded [] shifted
    violates Check.Normal [] shifted

    Assert.Equal<string list>(
        [ "y is marked as reading beyond x and does not" ],
        Check.check padded (program (y [ n; i ] (at "x" [ !n; !i ])))
    )

    violates
        written
        [ "x[n,(i)/2]: (i)/2 may be outside 0 … 4−1, and the equation is not marked as padded" ]
        (y [ n; i ] (at "x" [ !n; !i / 2 ]))

[<Fact>]
let ``conditions prove that a read is inside`` () =
    let under condition = y [ n; i ] (only [ condition ] (at "x" [ !n; !i - 1 ]))
    let outside = [ "x[n,i−1]: i−1 may be outside 0 … 4−1, and the equation is not marked as padded" ]
    violates written [] (under (Inside(!i - 1, Fixed 4)))
    violates written [] (under (NotNegative(!i - 1)))
    violates written [] (under (NotNegative(!i - 2)))
    violates written [] (under (Zero(!i - 3)))
    violates written outside (under (NotNegative !i))
    violates written outside (under (Same(Given "label", [ At !n ], !i)))

[<Fact>]
let ``a place that is always outside is so on purpose`` () =
    let far = y [ n; i ] (at "x" [ !n; !i + 4 ])
    violates written [ "x[n,i+4]: i+4 is always outside 0 … 4−1" ] far
    // a neighbour in a sequence of one step
    violates (Check.Written(Set.ofList [ Given "y", Given "x" ])) [] far

[<Fact>]
let ``only data that are integers in range are indices`` () =
    let through data = y [ n ] (Read(Given "x", [ At !n; Through(Given data, [ At !n ]) ]))
    violates written [] (through "label")
    violates written [ "x[n,token[n]]: token[n] is below 9, and may be outside 0 … 4−1" ] (through "token")
    violates (Check.Written(Set.ofList [ Given "y", Given "x" ])) [] (through "token")
    let refused = "is no index: only data that are integers below a bound are"
    violates written [ "x[n,r[n]]: r[n] " + refused ] (through "r")

[<Fact>]
let ``data are compared where they are integers`` () =
    let compared name = y [ n; i ] (only [ AtLeast(Given name, [ At !n ], !i) ] (at "x" [ !n; !i ]))
    violates written [] (compared "label")
    violates written [ "r[n]≥i: r is not known to hold integers" ] (compared "r")

[<Fact>]
let ``functions are known and take their arguments`` () =
    violates written [ "cosine is no function" ] (y [ i ] (apply "cosine" (number 1.0)))
    violates written [ "uniform takes 3 arguments" ] (y [ i ] (apply "uniform" (number 1.0)))

[<Fact>]
let ``in normal form reductions and functions stand at the root, sums and products are flat`` () =
    let x = at "x" [ !n; !i ]
    let normal = violates Check.Normal
    normal [ "a reduction below the root" ] (y [ n; i ] (Add [ x; sum [ j ] (at "w" [ !i; !j ]) ]))
    normal [ "tanh below the root" ] (y [ n; i ] (Multiply [ x; tanh x ]))
    normal [ "tanh below the root" ] (y [ n ] (sum [ i ] (tanh x)))
    normal [ "tanh below the root" ] (y [ n; i ] (exp (tanh x)))
    normal [ "a sum in a sum" ] (y [ n; i ] (Add [ x; Add [ x; x ] ]))
    normal [ "a product in a product" ] (y [ n; i ] (Multiply [ x; Multiply [ x; x ] ]))
    normal [ "a number in a product that is not first" ] (y [ n; i ] (Multiply [ x; Number 2.0 ]))

    normal [] (y [ n; i ] (Multiply [ Number 2.0; x; Apply("inverse", [ Count Batch ]) ]))

[<Fact>]
let ``a slope has the indices it depends on`` () =
    let slope indices = [ equation (Slope(Given "y", 1)) indices (at "w" [ !i; place 0 ]) ]
    violates Check.Differentiated [] (slope [ i ])
    violates Check.Differentiated [ "j is not used" ] (slope [ i; j ])

[<Fact>]
let ``an adjoint has the shape of its tensor, and data have none`` () =
    let adjoint name indices = [ equation (Adjoint(Given name)) indices (number 1.0) ]
    violates Check.Simplified [] (adjoint "x" [ n; i ])
    violates Check.Simplified [ "has not the shape of x" ] (adjoint "x" [ i; n ])
    violates Check.Simplified [ "data have no adjoint" ] (adjoint "r" [ n ])
    violates Check.Simplified [] (adjoint "inlined" [ n ])

[<Fact>]
let ``a row that is masked wholly is seen where the mask does not depend on data`` () =
    let masked condition =
        [
            define "s" [ n; i; t ] (Select([ condition ], at "x" [ !n; !t ], number -infinity))
            define "y" [ n; i ] (logSumExp [ t ] (at "s" [ !n; !i; !t ]))
        ]

    let says condition = [ condition + " masks a whole row: its result is −∞" ]
    violates written [] (masked (NotNegative(!i - !t)))
    violates written (says "i−t−1≥0") (masked (NotNegative(!i - !t - 1)))
    violates written [] (masked (Zero(!t - !i)))
    violates written (says "i=t−1") (masked (Zero(!t - !i - 1)))
    violates written [] (masked (Inside(!i + !t - 3, Fixed 4)))
    violates written (says "0≤i+t+1<4") (masked (Inside(!i + !t + 1, Fixed 4)))
    violates written [] (masked (AtLeast(Given "label", [ At !n ], !t)))

[<Fact>]
let ``a cycle that no index carries is refused`` () =
    let said = Check.check Check.Normal (program (y [ n; i ] (at "y" [ !n; !i ])))
    Assert.StartsWith("No index carries the cycle: y[n,i] reads y[n,i].", Assert.Single said)

[<Fact>]
let ``an invalid program is printed with its violations`` () =
    let error =
        Assert.Throws<exn>(fun () -> Check.verify Check.Normal (program (y [ i ] (at "z" [ !i ]))) |> ignore)

    Assert.Equal(
        "The program in normal form is not valid.\ny[i]               = z[i]: z is not defined\n\ny[i]               = z[i]",
        error.Message
    )
