/// Sums of products over flat arrays mean what the language says, at the borders and beside what is not finite.
module NetGen.Core.Tests.ContractionTests

open NetGen.Core
open NetGen.Core.Write
open Xunit

let private x, w, y = Given "x", Given "w", Given "y"
let private i, j, k = index "i" 5, index "j" 4, index "k" 3

let private values = Map.ofList [ x, [| 1.0; -2.0; 3.0; 0.5; 4.0 |]; w, [| 0.25; -1.0; 2.0; 8.0 |] ]

let private solve (values: Map<Name, float[]>) indices body =
    let program =
        {
            Tensors = [ parameter x [ i ]; parameter w [ j ] ]
            Equations = [ equation y indices body ]
            Results = [ y ]
        }

    Evaluate.Machine(program, 1, values).Tensor y

/// x at a place, 0 outside.
let private at (given: float[]) place = if place >= 0 && place < given.Length then given[place] else 0.0

[<Theory>]
[<InlineData(1, 1, 0)>]
[<InlineData(1, -1, 0)>]
[<InlineData(-1, 1, 3)>]
[<InlineData(2, 1, -3)>]
[<InlineData(1, -2, 4)>]
[<InlineData(-2, -1, 7)>]
[<InlineData(0, 3, -2)>]
[<InlineData(3, 0, -9)>]
let ``a convolution of any step reads 0 beyond its borders`` (byTarget: int) (byIndex: int) (shift: int) =
    let place = byTarget * !i + byIndex * !j + shift

    let expected =
        [|
            for i in 0..4 ->
                Seq.sum [ for j in 0..3 -> at values[x] (byTarget * i + byIndex * j + shift) * values[w][j] ]
        |]

    Assert.Equal<float[]>(expected, solve values [ i ] (sum [ j ] (read x [ place ] * read w [ !j ])))

[<Fact>]
let ``several indices, several factors, a number, and none`` () =
    let all = sum [ i; j; k ] (number 0.5 * (read x [ !i ] * (read w [ !j ] * read w [ !j - !k ])))

    let expected =
        Seq.sum
            [
                for i in 0..4 do
                    for j in 0..3 do
                        for k in 0..2 -> 0.5 * values[x][i] * values[w][j] * at values[w] (j - k)
            ]

    Assert.Equal(expected, (solve values [] all)[0], 1e-12)
    Assert.Equal<float[]>([| 20.0 |], solve values [] (sum [ i; j ] (number 1.0)))

[<Fact>]
let ``outside, 0 times what is not finite is no number`` () =
    let unbounded = values.Add(w, [| 0.25; infinity; 2.0; 8.0 |])
    let y = solve unbounded [ i ] (sum [ j ] (read x [ !i - !j ] * read w [ !j ]))
    Assert.Equal(nan, y[0])
    Assert.Equal(infinity, y[1])

[<Fact>]
let ``a sum over its own earlier elements is found element by element`` () =
    // y[i] = x[i] + Σ j. y[i−j−1]·w[j]
    let y = solve values [ i ] (read x [ !i ] + sum [ j ] (read y [ !i - !j - 1 ] * read w [ !j ]))

    let expected = Array.zeroCreate 5

    for i in 0..4 do
        expected[i] <- values[x][i] + Seq.sum [ for j in 0..3 -> at expected[.. i - 1] (i - j - 1) * values[w][j] ]

    Assert.Equal<float[]>(expected, y)
