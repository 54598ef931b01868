/// What every scalar function is, written down beside the table it stands in: values, and slopes where there is a choice.
module NetGen.Core.Tests.Language.Functions

open System
open NetGen.Core

/// Function, arguments, value. The digits are those of mpmath; the uniform numbers those of splitmix64 in Python.
let values =
    [
        "exp", [ 0.5 ], Math.Exp 0.5
        "exp", [ -3.0 ], Math.Exp -3.0
        "expm1", [ 1e-10 ], 1.0000000000500000364e-10
        "expm1", [ 0.0 ], 0.0
        "expm1", [ 0.25 ], 0.28402541668774148407
        "expm1", [ -0.5 ], -0.3934693402873665764
        "expm1", [ 0.5 ], 0.64872127070012814685
        "expm1", [ 0.5625 ], 0.75505465696029855724
        "expm1", [ -0.75 ], -0.52763344725898529286
        "expm1", [ 2.0 ], 6.3890560989306502272
        "expm1", [ -40.0 ], -0.99999999999999999575
        "log", [ 0.5 ], Math.Log 0.5
        "log", [ 7.0 ], Math.Log 7.0
        "tanh", [ 0.3 ], Math.Tanh 0.3
        "tanh", [ -2.0 ], Math.Tanh -2.0
        "sigmoid", [ 0.0 ], 0.5
        "sigmoid", [ 2.0 ], 0.88079707797788244406
        "sigmoid", [ -30.0 ], 9.3576229688392989486e-14
        "softplus", [ -40.0 ], 4.2483542552915889863e-18
        "softplus", [ -3.0 ], 0.048587351573742058759
        "softplus", [ -0.5 ], 0.47407698418010668087
        "softplus", [ 0.0 ], 0.69314718055994530942
        "softplus", [ 0.5 ], 0.97407698418010668087
        "softplus", [ 1e-5 ], 0.69315218057244530942
        "softplus", [ 30.0 ], 30.000000000000093576
        "softplus", [ 800.0 ], 800.0
        "erf", [ 0.0 ], 0.0
        "erf", [ 0.1 ], 0.1124629160182848922
        "erf", [ 0.5 ], 0.52049987781304653768
        "erf", [ 1.0 ], 0.84270079294971486934
        "erf", [ 2.0 ], 0.99532226501895273416
        "erf", [ 2.4375 ], 0.99943345674541983509
        "erf", [ 2.5 ], 0.99959304798255504106
        "erf", [ 2.5625 ], 0.99970983113832659393
        "erf", [ 3.0 ], 0.99997790950300141456
        "erf", [ 4.0 ], 0.99999998458274209972
        "erf", [ -0.75 ], -0.7111556336535151316
        "erf", [ -3.5 ], -0.99999925690162765859
        "erf", [ infinity ], 1.0
        "erf", [ nan ], nan
        "relu", [ 1.5 ], 1.5
        "relu", [ 0.0 ], 0.0
        "relu", [ -1.5 ], 0.0
        "relu", [ nan ], nan
        "step", [ 1e-300 ], 1.0
        "step", [ 0.0 ], 0.0
        "step", [ -2.0 ], 0.0
        "abs", [ -1.5 ], 1.5
        "abs", [ 2.0 ], 2.0
        "sign", [ 3.0 ], 1.0
        "sign", [ -3.0 ], -1.0
        "sign", [ 0.0 ], 0.0
        "sign", [ nan ], 0.0
        "inverse", [ 4.0 ], 0.25
        "inverse", [ -0.5 ], -2.0
        "sqrt", [ 2.25 ], 1.5
        "rsqrt", [ 4.0 ], 0.5
        "sin", [ 0.5 ], Math.Sin 0.5
        "sin", [ -4.0 ], Math.Sin -4.0
        "cos", [ 0.5 ], Math.Cos 0.5
        "cos", [ -4.0 ], Math.Cos -4.0
        "floor", [ 2.75 ], 2.0
        "floor", [ -2.25 ], -3.0
        "round", [ 2.5 ], 2.0
        "round", [ 3.5 ], 4.0
        "round", [ -1.75 ], -2.0
        "pow", [ 2.0; 3.0 ], 8.0
        "pow", [ 0.25; -1.5 ], 8.0
        "pow", [ 0.0; 2.0 ], 0.0
        "min", [ 1.0; 2.0 ], 1.0
        "min", [ 2.0; 1.0 ], 1.0
        "min", [ nan; 1.0 ], nan
        "min", [ 1.0; nan ], nan
        "max", [ 1.0; 2.0 ], 2.0
        "max", [ 2.0; 1.0 ], 2.0
        "max", [ nan; 1.0 ], nan
        "max", [ 1.0; nan ], nan
        "greater", [ 2.0; 1.0 ], 1.0
        "greater", [ 1.0; 2.0 ], 0.0
        "greater", [ 1.0; 1.0 ], 0.0
        "atLeast", [ 2.0; 1.0 ], 1.0
        "atLeast", [ 1.0; 2.0 ], 0.0
        "atLeast", [ 1.0; 1.0 ], 1.0
        "equal", [ 1.0; 1.0 ], 1.0
        "equal", [ 1.0; 2.0 ], 0.0
        "choose", [ 1.0; 5.0; 7.0 ], 5.0
        "choose", [ 0.0; 5.0; 7.0 ], 7.0
        "choose", [ -1.0; 5.0; 7.0 ], 7.0
        "uniform", [ 0.0; 0.0; 0.0 ], 0.20310276746749878
        "uniform", [ 1.0; 2.0; 3.0 ], 0.684040367603302
        "uniform", [ 7.0; 0.0; 1234567.0 ], 0.5020564198493958
        "uniform", [ 3.0; 2.0; 1.0 ], 0.553636372089386
    ]

/// Where a function bends or jumps: arguments, and the slope by each. PyTorch's choices.
let conventions =
    [
        "relu", [ 0.0 ], [ 0.0 ]
        "abs", [ 0.0 ], [ 0.0 ]
        "step", [ 0.0 ], [ 0.0 ]
        "sign", [ 0.0 ], [ 0.0 ]
        "min", [ 1.0; 1.0 ], [ 0.0; 1.0 ]
        "max", [ 1.0; 1.0 ], [ 0.0; 1.0 ]
        "pow", [ 0.0; 2.0 ], [ 0.0; nan ]
        "uniform", [ 1.0; 2.0; 3.0 ], [ 0.0; 0.0; 0.0 ]
    ]

/// The slopes that the table of functions gives, at a point.
let slopes f (arguments: float list) =
    let given = arguments |> List.mapi (fun k _ -> Write.parameter (Given("x" + string k)) [])
    let reads = given |> List.map (fun t -> Read(t.Name, []))
    let y = Given "y"
    let written = Scalar.functions[f].Slope reads (Read(y, []))
    let equations = written |> List.mapi (fun k slope -> Write.equation (Slope(y, k + 1)) [] slope)

    let program =
        {
            Tensors = given
            Equations = Write.equation y [] (Apply(f, reads)) :: equations
            Results = equations |> List.map _.Target
        }

    let values = List.zip given arguments |> List.map (fun (t, x) -> t.Name, [| x |]) |> Map.ofList
    let machine = Evaluate.Machine(program, 1, values)
    program.Results |> List.map (fun name -> (machine.Tensor name)[0])

/// The slope by the k-th argument, by differences of fourth order of the value.
let measured f (arguments: float list) k =
    let at h =
        arguments
        |> List.mapi (fun j x -> if j = k then x + h else x)
        |> Array.ofList
        |> Scalar.functions[f].Value

    let h = Math.ScaleB(1.0, -10)
    (8.0 * (at h - at -h) - (at (2.0 * h) - at (-2.0 * h))) / (12.0 * h)

/// Points where every function but the comparisons and the choice is smooth, well away from its bends.
let private points arity =
    [ 0.3; 0.7; 1.3; 2.2 ] |> List.map (fun x -> List.init arity (fun k -> x + 0.4 * float (k * k)))

let private isChosen f = f = "choose"

/// What is wrong with a function's values.
let wrongValues f =
    let close (a: float) (b: float) = a = b || (Double.IsNaN a && Double.IsNaN b) || abs (a - b) <= 1e-15 * abs a

    [
        for name, arguments, value in values do
            if name = f then
                let actual = Scalar.functions[f].Value(Array.ofList arguments)

                if not (close value actual) then
                    sprintf "%s %A is %.17g, expected %.17g" f arguments actual value
    ]

/// What is wrong with a function's slopes: at bends by convention, elsewhere by differences.
let wrongSlopes f =
    let negative (point: float list) =
        if f = "tanh" || f = "erf" || f = "abs" then
            [ point; List.map (~-) point ]
        else
            [ point ]

    let close (a: float) (b: float) = a = b || (Double.IsNaN a && Double.IsNaN b) || abs (a - b) <= 1e-8 * (1.0 + abs a)

    [
        if not (isChosen f) then
            for name, arguments, expected in conventions do
                if name = f && not (List.forall2 close expected (slopes f arguments)) then
                    sprintf "the slopes of %s at %A are %A, expected %A" f arguments (slopes f arguments) expected

            for point in points Scalar.functions[f].Arity |> List.collect negative do
                if f <> "uniform" then
                    let expected = point |> List.mapi (fun k _ -> measured f point k)

                    if not (List.forall2 close expected (slopes f point)) then
                        sprintf "the slopes of %s at %A are %A, measured %A" f point (slopes f point) expected
    ]
