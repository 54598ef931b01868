module NetGen.Core.Tests.SequenceTests

open NetGen.Core
open NetGen.Core.Write
open Xunit

let private x, h, c, y = Given "x", Given "h", Given "c", Given "y"
let private t, o = index "t" 4, index "o" 2
let private given = [ input x [ n; t; o ] ]

let private order equations = Sequence.order { Tensors = given; Equations = equations; Results = [] }

let private shows (expected: string list) equations =
    match order equations with
    | Ok steps -> Assert.Equal<string list>(expected, (Sequence.show steps).Split '\n' |> List.ofArray)
    | Error message -> Assert.Fail message

let private refuses (expected: string) equations =
    match order equations with
    | Ok steps -> Assert.Fail(Sequence.show steps)
    | Error message -> Assert.Equal(expected, message)

let private at name step = read name [ !n; step; !o ]

[<Fact>]
let ``equations come after those they read, whatever their order in the program`` () =
    let first = equation c [ n; t; o ] (tanh (at x !t))
    let second = equation y [ n; t; o ] (at c !t * at x !t)

    for equations in [ [ first; second ]; [ second; first ] ] do
        shows [ "c[n,t,o]           = tanh(x[n,t,o])"; "y[n,t,o]           = c[n,t,o]·x[n,t,o]" ] equations

[<Fact>]
let ``a read of the step before makes a loop forward, one of the step after a loop backward`` () =
    shows
        [ "for t = 0 … 4−1:"; "    h[n,t,o]           = x[n,t,o] + h[n,t−1,o]" ]
        [ equation h [ n; t; o ] (at x !t + at h (!t - 1)) ]

    shows
        [ "for t = 4−1 … 0:"; "    h[n,t,o]           = x[n,t,o] + h[n,t+2,o]" ]
        [ equation h [ n; t; o ] (at x !t + at h (!t + 2)) ]

[<Fact>]
let ``within a step the equations of a loop are in order, and what is outside the cycle stays outside`` () =
    let s = index "s" 4
    let state = equation h [ n; t; o ] (tanh (at c !t))
    let cell = equation c [ n; s; o ] (read x [ !n; !s; !o ] + read h [ !n; !s - 1; !o ])
    let output = equation y [ n; t; o ] (at h !t * at c !t)

    shows
        [
            "for s = 0 … 4−1:"
            "    c[n,s,o]           = x[n,s,o] + h[n,s−1,o]"
            "    h[n,t,o]           = tanh(c[n,t,o])"
            "y[n,t,o]           = h[n,t,o]·c[n,t,o]"
        ]
        [ output; state; cell ]

[<Fact>]
let ``the time may be any index, at any position`` () =
    let a, b = index "a" 4, index "b" 4
    let turned = equation c [ b; a ] (read h [ !a; !b - 1 ])

    match order [ equation h [ a; b ] (read c [ !b; !a ]); turned ] with
    | Ok [ Sequence.Loop(Sequence.Forward, Fixed 4, equations) ] ->
        Assert.Equal<(Name * int) list>([ c, 0; h, 1 ], equations |> List.map (fun (e, time) -> e.Target, time))
    | other -> Assert.Fail(string other)

[<Fact>]
let ``a cycle that reads both ways, jumps, or never moves is refused, with the equations and the reads`` () =
    let refusal equation reads =
        "No index carries the cycle: "
        + equation
        + " reads "
        + reads
        + ". A sequence needs one index that every read in it hits at its own step or earlier, or everywhere at its own or later."

    refuses
        (refusal "h[n,t,o]" "h[n,t−1,o], h[n,t+1,o]")
        [ equation h [ n; t; o ] (at x !t + at h (!t - 1) * at h (!t + 1)) ]

    refuses (refusal "h[n,t,o]" "h[n,2·t,o]") [ equation h [ n; t; o ] (at h (2 * !t)) ]
    refuses (refusal "h[n,t,o]" "h[n,t,o]") [ equation h [ n; t; o ] (at h !t) ]

    refuses
        (refusal "c[n,t,o]" "h[n,t,o]; h[n,t,o] reads c[n,t,o]")
        [ equation c [ n; t; o ] (at h !t); equation h [ n; t; o ] (at c !t) ]

[<Fact>]
let ``a read in a condition counts`` () =
    let winner = Winner y
    let first = equation winner [ n; o ] (Reduce(First, [ t ], at x !t))
    let other = equation y [ n; t; o ] (only [ Same(winner, [ At !n; At !o ], !t) ] (at x !t))

    match order [ other; first ] with
    | Ok [ Sequence.Whole a; Sequence.Whole b ] -> Assert.Equal<Name list>([ winner; y ], [ a.Target; b.Target ])
    | other -> Assert.Fail(string other)

[<Fact>]
let ``a chain of many thousand equations neither overflows the stack nor takes long`` () =
    let tensor k = Given("a" + string k)

    let equations =
        [
            for k in 20000..-1..1 -> equation (tensor k) [ n; t; o ] (at (if k = 1 then x else tensor (k - 1)) !t)
        ]

    match order equations with
    | Ok steps ->
        let targets =
            steps
            |> List.map (fun step ->
                match step with
                | Sequence.Whole e -> e.Target
                | _ -> h)

        Assert.Equal<Name list>([ for k in 1..20000 -> tensor k ], targets)
    | Error message -> Assert.Fail message

[<Fact>]
let ``a loop of hundreds of equations is ordered too`` () =
    let tensor k = Given("a" + string k)

    let equations =
        [
            for k in 500..-1..1 ->
                equation (tensor k) [ n; t; o ] (if k = 1 then at (tensor 500) (!t - 1) else at (tensor (k - 1)) !t)
        ]

    match order equations with
    | Ok [ Sequence.Loop(Sequence.Forward, _, inner) ] ->
        Assert.Equal<Name list>([ for k in 1..500 -> tensor k ], inner |> List.map (fun (e, _) -> e.Target))
    | other -> Assert.Fail(string other)
