module NetGen.Core.Tests.EvaluateTests

open NetGen.Core
open NetGen.Core.Write
open Xunit

let private x, y, z, label = Given "x", Given "y", Given "z", Given "label"
let private i, j = index "i" 4, index "j" 3

/// y, from an equation for y over x[4] = 1 3 2 3 and label[2] = 2 7.
let private solve indices body =
    let given = [ parameter x [ i ]; data (Below(Fixed 8)) label [ index "l" 2 ] ]
    let program = { Tensors = given; Equations = [ equation y indices body ]; Results = [ y ] }
    let values = Map.ofList [ x, [| 1.0; 3.0; 2.0; 3.0 |]; label, [| 2.0; 7.0 |] ]
    List.ofArray (Evaluate.Machine(program, 2, values).Tensor y)

let private rejects (message: string) (action: unit -> unit) =
    let error = Assert.Throws<exn>(fun () -> action ())
    Assert.Equal(message, error.Message)

[<Fact>]
let ``a place outside the tensor or between its elements reads 0`` () =
    Assert.Equal<float list>([ 0.0; 1.0; 3.0; 2.0 ], solve [ i ] (read x [ !i - 1 ]))
    Assert.Equal<float list>([ 1.0; 0.0; 3.0; 0.0 ], solve [ i ] (read x [ !i / 2 ]))
    Assert.Equal<float list>([ 0.0; 1.0; 0.0; 3.0 ], solve [ i ] (read x [ (!i - 1) / 2 ]))

[<Fact>]
let ``an index read from data picks an element, and none where the data or the tensor end`` () =
    let through a = Read(x, [ Through(label, [ At a ]) ])
    Assert.Equal<float list>([ 2.0; 0.0; 0.0; 0.0 ], solve [ i ] (through !i))

[<Fact>]
let ``a sum, a maximum, its first position and a log-sum-exp`` () =
    let all reduction = solve [] (Reduce(reduction, [ i ], read x [ !i ]))
    Assert.Equal<float list>([ 9.0 ], all Sum)
    Assert.Equal<float list>([ 3.0 ], all Max)
    Assert.Equal<float list>([ 1.0 ], all First)
    let direct = [ 1.0; 3.0; 2.0; 3.0 ] |> List.sumBy System.Math.Exp |> System.Math.Log
    Assert.Equal(direct, (all LogSumExp).Head, 1e-15)

[<Fact>]
let ``positions count row-major over several indices`` () =
    let table = Select([ Zero(!i - 2); Zero(!j - 1) ], number 1.0, number 0.0)
    Assert.Equal<float list>([ 7.0 ], solve [] (Reduce(First, [ i; j ], table)))

[<Fact>]
let ``a log-sum-exp neither overflows nor trips over masked elements`` () =
    let shifted by = solve [] (logSumExp [ i ] (read x [ !i ] + number by))
    Assert.Equal(10003.0, (shifted 1e4).Head, 1.0)
    Assert.Equal(-9997.0, (shifted -1e4).Head, 1.0)
    let masked = solve [] (logSumExp [ i ] (Select([ Zero !i ], read x [ !i ], number -infinity)))
    Assert.Equal<float list>([ 1.0 ], masked)
    Assert.Equal<float list>([ -infinity ], solve [] (logSumExp [ i ] (number -infinity)))

[<Fact>]
let ``conditions choose, and the other branch is not evaluated`` () =
    let choose condition = solve [ i ] (Select([ condition ], number 1.0, number 0.0))
    Assert.Equal<float list>([ 0.0; 0.0; 1.0; 0.0 ], choose (Zero(!i - 2)))
    Assert.Equal<float list>([ 0.0; 0.0; 1.0; 1.0 ], choose (NotNegative(!i - 2)))
    Assert.Equal<float list>([ 0.0; 1.0; 0.0; 0.0 ], choose (Inside((!i + 1) / 2, Fixed 2)))
    Assert.Equal<float list>([ 0.0; 0.0; 1.0; 0.0 ], choose (Same(label, [ At(place 0) ], !i)))
    Assert.Equal<float list>([ 1.0; 1.0; 1.0; 0.0 ], choose (AtLeast(label, [ At(place 0) ], !i)))
    Assert.Equal<float list>([ 0.0; 0.0; 0.0; 0.0 ], choose (AtLeast(label, [ At(place 2) ], !i)))
    let itself = read y [ !i ]
    Assert.Equal<float list>([ 5.0; 5.0; 5.0; 5.0 ], solve [ i ] (Select([ NotNegative !i ], number 5.0, itself)))

[<Fact>]
let ``a recurrence needs no order, whichever way it runs`` () =
    let before = solve [ i ] (read x [ !i ] + number 10.0 * read y [ !i - 1 ])
    Assert.Equal<float list>([ 1.0; 13.0; 132.0; 1323.0 ], before)
    let after = solve [ i ] (read x [ !i ] + number 10.0 * read y [ !i + 1 ])
    Assert.Equal<float list>([ 3231.0; 323.0; 32.0; 3.0 ], after)

[<Fact>]
let ``numbers that are counts and places`` () =
    Assert.Equal<float list>([ 2.0 ], solve [] (Count Batch))
    Assert.Equal<float list>([ 4.0 ], solve [] (Count(Fixed 4)))
    Assert.Equal<float list>([ -0.5; 0.0; 0.5; 1.0 ], solve [ i ] (Value((!i - 1) / 2)))

[<Fact>]
let ``an element that needs itself is an error that names it`` () =
    rejects "y[2] depends on itself" (fun () ->
        solve [ i ] (Select([ Zero(!i - 2) ], read y [ !i ], number 0.0)) |> ignore)

[<Fact>]
let ``a tensor without values, and one with too few, are errors that name it`` () =
    let program = { Tensors = [ parameter x [ i ] ]; Equations = []; Results = [] }
    rejects "x has no values" (fun () -> Evaluate.Machine(program, 1, Map.empty) |> ignore)

    rejects "x has 4 elements and was given 3" (fun () ->
        Evaluate.Machine(program, 1, Map.ofList [ x, [| 1.0; 2.0; 3.0 |] ]) |> ignore)

[<Fact>]
let ``run in a given order, an element must be computed before it is read`` () =
    let equations = [ equation y [ i ] (read x [ !i ]); equation z [ i ] (number 2.0 * read y [ !i ]) ]
    let program = { Tensors = [ parameter x [ i ] ]; Equations = equations; Results = [ z ] }
    let machine = Evaluate.Machine(program, 1, Map.ofList [ x, [| 1.0; 2.0; 3.0; 4.0 |] ])
    machine.Run [ y, 3; z, 3 ]
    rejects "y[2] is read before it is computed" (fun () -> machine.Run [ y, 3; z, 2 ])

[<Fact>]
let ``values changed in place count once the machine forgets`` () =
    let given = [| 1.0; 2.0; 3.0; 4.0 |]

    let program =
        {
            Tensors = [ parameter x [ i ] ]
            Equations = [ equation y [] (sum [ i ] (read x [ !i ])) ]
            Results = [ y ]
        }

    let machine = Evaluate.Machine(program, 1, Map.ofList [ x, given ])
    Assert.Equal(10.0, (machine.Tensor y)[0])
    given[0] <- 11.0
    machine.Forget()
    Assert.Equal(20.0, (machine.Tensor y)[0])
