module NetGen.Core.Tests.Algebra.SimplifyTests

open NetGen.Core
open NetGen.Core.Write
open NetGen.Core.Tests.Programs
open NetGen.Core.Tests.Programs.Notation
open Xunit

let private row name = Programs.all |> List.find (fun row -> row.Name = name)

let private gradient (program: Program) =
    let isTrained (t: Tensor) = t.Kind = Parameter
    let wanted = program.Tensors |> List.filter isTrained |> List.map (fun t -> t.Name)
    Differentiate.gradient (Given "loss") wanted program

let private printed target (program: Program) : string =
    let equation = program.Equations |> List.find (fun e -> e.Target = target)
    let text = Show.equationOf program equation
    text.Substring(text.IndexOf " = " + 3)

[<Theory>]
[<InlineData("softmax + cross-entropy", "(p[n,o] − t[n,o])/N")>]
[<InlineData("softmax + cross-entropy, labels", "(p[n,o] − [label[n]=o])/N")>]
[<InlineData("sigmoid + binary cross-entropy", "(p[n,o] − t[n,o])/N")>]
let ``the slope of cross-entropy is the difference between prediction and target`` name expected =
    Assert.Equal(expected, (row name).Program |> gradient |> printed (Adjoint(Given "z")))

[<Theory>]
[<InlineData("softmax + cross-entropy")>]
[<InlineData("softmax + cross-entropy, labels")>]
[<InlineData("sigmoid + binary cross-entropy")>]
let ``no logarithm of a probability is computed`` name =
    let isLog (e: Equation) =
        match e.Body with
        | Apply("log", _) -> true
        | _ -> false

    Assert.DoesNotContain((gradient (row name).Program).Equations, isLog)

[<Fact>]
let ``the adjoint of the input is computed only where it is wanted`` () =
    let program = (row "dense + tanh").Program
    let adjoint = Adjoint(Given "x")
    let isAdjoint (e: Equation) = e.Target = adjoint
    Assert.DoesNotContain((gradient program).Equations, isAdjoint)
    Assert.Contains((Differentiate.gradient (Given "loss") [ Given "x" ] program).Equations, isAdjoint)

/// Dense layers with tanh, one after the other.
let private chain depth =
    let i, o = index "i" 5, index "o" 5
    let name letter k = if k = 0 then "x" else letter + string k

    let layer k =
        part
            [ parameter (name "W" k) [ i; o ]; parameter (name "b" k) [ o ] ]
            [
                define
                    (name "z" k)
                    [ n; o ]
                    (sum [ i ] (at (name "a" (k - 1)) [ !n; !i ] * at (name "W" k) [ !i; !o ]) + at (name "b" k) [ !o ])
                define (name "a" k) [ n; o ] (tanh (at (name "z" k) [ !n; !o ]))
            ]

    let layers = List.init depth (fun k -> layer (k + 1))
    let network = part [ input "x" [ n; i ] ] [] |> also (List.reduce also layers)
    (smooth "chain" (weighed (name "a" depth) network)).Program

[<Fact>]
let ``the work of simplification grows with the program, not with its square`` () =
    let visits depth =
        let program = chain depth
        let isTrained (t: Tensor) = t.Kind = Parameter
        let wanted = program.Tensors |> List.filter isTrained |> List.map (fun t -> t.Name)

        Simplify.prepare program
        |> Differentiate.differentiate (Given "loss") wanted
        |> Simplify.simplifyCounting
        |> snd

    Assert.InRange(float (visits 40) / float (visits 20), 1.8, 2.2)
