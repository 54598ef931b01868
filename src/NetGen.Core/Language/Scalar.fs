/// The scalar functions of the language. Everything else is written in them.
module NetGen.Core.Scalar

open Write

/// One row a function.
type Function =
    {
        Arity: int
        /// Its value, in double: what the reference evaluator computes.
        Value: float[] -> float
        /// Its slope by each argument, written in the arguments x and the result y.
        Slope: Body list -> Body -> Body list
        /// How it prints on lanes V: {0} is the first argument.
        Code: string
        /// Cycles for one vector.
        Cost: float
    }

let private unary value slope code cost =
    {
        Arity = 1
        Value = fun a -> value a[0]
        Slope = fun xs y -> [ slope xs.Head y ]
        Code = code
        Cost = cost
    }

/// erf by its series, and by the continued fraction of erfc where the series would cancel; to about 1e-15.
let erf x =
    let a = abs x
    // not sign x, which refuses what is not a number
    let signed value = if x < 0.0 then -value else value

    if a < 2.5 then
        let mutable term = a
        let mutable total = a
        let mutable k = 0

        while abs term > 1e-18 * abs total do
            k <- k + 1
            term <- -term * a * a / float k
            total <- total + term / float (2 * k + 1)

        signed (2.0 / sqrt System.Math.PI * total)
    else
        let mutable fraction = a

        for k in 60..-1..1 do
            fraction <- a + float k / 2.0 / fraction

        signed (1.0 - System.Math.Exp(-a * a) / (fraction * sqrt System.Math.PI))

/// exp(x) − 1 without cancellation near 0 (W. Kahan).
let expm1 x =
    if abs x > 0.5 then
        System.Math.Exp x - 1.0
    else
        let u = System.Math.Exp x
        if u = 1.0 then x else (u - 1.0) * x / System.Math.Log u

/// log(1 + x) without cancellation near 0 (W. Kahan).
let log1p x =
    let u = 1.0 + x
    if u = 1.0 then x else System.Math.Log u * x / (u - 1.0)

/// A uniform number in [0, 1): a function of its arguments alone (splitmix64 over each in turn).
let uniform (arguments: float[]) =
    let mutable z = 0x9E3779B97F4A7C15UL

    for a in arguments do
        z <- z + uint64 (int64 a) * 0xBF58476D1CE4E5B9UL
        z <- (z ^^^ (z >>> 30)) * 0xBF58476D1CE4E5B9UL
        z <- (z ^^^ (z >>> 27)) * 0x94D049BB133111EBUL
        z <- z ^^^ (z >>> 31)

    // 24 bits: the same number in single and in double precision
    float (z >>> 40) / float (1UL <<< 24)

/// A truth as a number.
let private truth holds = if holds then 1.0 else 0.0

let private binary value slope code cost =
    {
        Arity = 2
        Value = fun a -> value a[0] a[1]
        Slope =
            fun xs _ ->
                match xs with
                | [ x; y ] -> slope x y
                | _ -> invalidOp "A function of two arguments has others."
        Code = code
        Cost = cost
    }

/// 1 where it holds, else 0: the slope is 0.
let private comparison holds code =
    binary (fun x y -> truth (holds x y)) (fun _ _ -> [ Number 0.0; Number 0.0 ]) code 1.0

/// The lesser or the greater, NaN where either is; the slope is the chosen argument's, the second's where they are equal.
let private extremum (isFirst: float -> float -> bool) (compared: Body -> Body -> Body list) code =
    binary
        (fun x y -> if System.Double.IsNaN x || isFirst x y then x else y)
        (fun x y ->
            let first = Apply("greater", compared x y)
            [ first; Number 1.0 - first ])
        code
        0.5

/// Name → row. An activation that is no composition of these is one more line.
let functions: Map<string, Function> =
    Map.ofList
        [
            "exp", unary System.Math.Exp (fun _ y -> y) "V.Exp({0})" 7.0
            "expm1", unary expm1 (fun _ y -> y + Number 1.0) "V.Expm1({0})" 9.0
            "log", unary System.Math.Log (fun x _ -> apply "inverse" x) "V.Log({0})" 8.0
            "tanh", unary System.Math.Tanh (fun _ y -> Number 1.0 - y * y) "V.Tanh({0})" 12.0
            "sigmoid",
            unary (fun x -> 1.0 / (1.0 + System.Math.Exp -x)) (fun _ y -> y * (Number 1.0 - y)) "V.Sigmoid({0})" 10.0
            "softplus",
            unary (fun x -> max x 0.0 + log1p (System.Math.Exp -(abs x))) (fun x _ -> sigmoid x) "V.Softplus({0})" 16.0
            "erf", unary erf (fun x _ -> Number(2.0 / sqrt System.Math.PI) * exp (-(x * x))) "V.Erf({0})" 16.0
            "relu",
            unary
                (fun x -> if x > 0.0 || System.Double.IsNaN x then x else 0.0)
                (fun _ y -> apply "step" y)
                "V.Relu({0})"
                0.5
            "step", unary (fun x -> if x > 0.0 then 1.0 else 0.0) (fun _ _ -> Number 0.0) "V.UnitStep({0})" 1.0
            "abs", unary abs (fun x _ -> apply "sign" x) "V.Abs({0})" 0.5
            "sign",
            unary
                (fun x ->
                    if x > 0.0 then 1.0
                    elif x < 0.0 then -1.0
                    else 0.0)
                (fun _ _ -> Number 0.0)
                "V.Sign({0})"
                1.5
            "inverse", unary (fun x -> 1.0 / x) (fun _ y -> -(y * y)) "V.One / {0}" 5.0
            "sqrt", unary sqrt (fun _ y -> Number 0.5 * apply "inverse" y) "V.Sqrt({0})" 7.0
            "rsqrt", unary (fun x -> 1.0 / sqrt x) (fun _ y -> Number -0.5 * (y * (y * y))) "V.One / V.Sqrt({0})" 12.0
            "sin", unary sin (fun x _ -> apply "cos" x) "V.Sin({0})" 16.0
            "cos", unary cos (fun x _ -> -(apply "sin" x)) "V.Cos({0})" 16.0
            "floor", unary floor (fun _ _ -> Number 0.0) "V.Floor({0})" 6.0
            // to the even one of two that are equally near
            "round", unary System.Math.Round (fun _ _ -> Number 0.0) "V.Round({0})" 5.0
            // of x ≥ 0; the slope by x is y·x^(y − 1), finite at 0 for y ≥ 1
            "pow",
            binary
                (fun x y -> System.Math.Exp(y * System.Math.Log x))
                (fun x y -> [ y * Apply("pow", [ x; y - Number 1.0 ]); Apply("pow", [ x; y ]) * apply "log" x ])
                "V.Exp({1} * V.Log({0}))"
                18.0
            "min", extremum (<) (fun x y -> [ y; x ]) "V.Min({0}, {1})"
            "max", extremum (>) (fun x y -> [ x; y ]) "V.Max({0}, {1})"
            "greater", comparison (>) "V.Greater({0}, {1}) & V.One"
            "atLeast", comparison (>=) "V.GreaterOrEqual({0}, {1}) & V.One"
            "equal", comparison (=) "V.Equal({0}, {1}) & V.One"
            // b where a > 0, else c. What is not chosen may be anything: the rule of differentiation chooses too.
            "choose",
            {
                Arity = 3
                Value = fun a -> if a[0] > 0.0 then a[1] else a[2]
                Slope = fun _ _ -> invalidOp "Differentiate passes the adjoint of a choice to what was chosen."
                Code = "V.Blend(V.Greater({0}, V.Zero), {1}, {2})"
                Cost = 1.5
            }
            "uniform",
            {
                Arity = 3
                Value = uniform
                Slope = fun xs _ -> xs |> List.map (fun _ -> Number 0.0)
                Code = "V.Uniform({0}, {1}, {2})"
                Cost = 40.0
            }
        ]
