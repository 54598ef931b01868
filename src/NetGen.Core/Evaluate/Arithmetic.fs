namespace NetGen.Core

open System

/// The numbers that a program is evaluated in.
type IArithmetic<'T> =
    abstract Number: float -> 'T
    /// What conditions and places see of a number.
    abstract Value: 'T -> float
    abstract IsFinite: 'T -> bool
    abstract Add: 'T * 'T -> 'T
    abstract Multiply: 'T * 'T -> 'T
    /// A row of Scalar.fs.
    abstract Function: name: string -> ('T[] -> 'T)

/// Doubles.
[<Struct>]
type Reals =
    interface IArithmetic<float> with
        member _.Number x = x
        member _.Value x = x
        member _.IsFinite x = x - x = 0.0
        member _.Add(a, b) = a + b
        member _.Multiply(a, b) = a * b
        member _.Function name = Scalar.functions[name].Value

/// A number and its change along a direction: a + b·ε with ε² = 0.
[<Struct>]
type DualNumber = { Real: float; Tangent: float }

/// Slopes known to calculus books, by themselves: nothing here is shared with the rule of differentiation.
module Calculus =
    /// f′(x), where y = f(x), of a function of one argument.
    let slope f (x: float) (y: float) =
        match f with
        | "exp" -> y
        | "expm1" -> Math.Exp x
        | "log" -> 1.0 / x
        | "tanh" -> 1.0 / (Math.Cosh x * Math.Cosh x)
        | "sigmoid" -> 0.25 / (Math.Cosh(x / 2.0) * Math.Cosh(x / 2.0))
        | "softplus" -> 1.0 / (1.0 + Math.Exp -x)
        | "erf" -> 2.0 / Math.Sqrt Math.PI * Math.Exp(-x * x)
        | "relu" -> if x > 0.0 then 1.0 else 0.0
        | "abs" -> float (Math.Sign x)
        | "inverse" -> -1.0 / (x * x)
        | "sqrt" -> 0.5 / Math.Sqrt x
        | "rsqrt" -> -0.5 / (x * Math.Sqrt x)
        | "sin" -> Math.Cos x
        | "cos" -> -(Math.Sin x)
        | "step"
        | "sign"
        | "floor"
        | "round" -> 0.0
        | _ -> failwith (f + " has no slope here")

/// Doubles with their changes: forward mode.
[<Struct>]
type Duals =
    interface IArithmetic<DualNumber> with
        member _.Number x = { Real = x; Tangent = 0.0 }
        member _.Value x = x.Real

        member _.IsFinite x = x.Real - x.Real = 0.0 && x.Tangent - x.Tangent = 0.0

        member _.Add(a, b) = { Real = a.Real + b.Real; Tangent = a.Tangent + b.Tangent }

        member _.Multiply(a, b) = { Real = a.Real * b.Real; Tangent = a.Tangent * b.Real + a.Real * b.Tangent }

        member _.Function name =
            let value = Scalar.functions[name].Value
            // what does not change has no slope, even where its function is vertical
            let along slope tangent = if tangent = 0.0 then 0.0 else slope * tangent

            match name, Scalar.functions[name].Arity with
            | "choose", _ -> fun arguments -> if arguments[0].Real > 0.0 then arguments[1] else arguments[2]
            | ("max" | "min"), _ ->
                fun arguments ->
                    // what is not a number wins, and of equal ones the second
                    let a, b = arguments[0].Real, arguments[1].Real
                    let isFirst = Double.IsNaN a || (if name = "max" then a > b else a < b)
                    if isFirst then arguments[0] else arguments[1]
            | "pow", _ ->
                fun arguments ->
                    let x, power = arguments[0], arguments[1]
                    let y = value [| x.Real; power.Real |]

                    {
                        Real = y
                        Tangent =
                            along (power.Real * Math.Pow(x.Real, power.Real - 1.0)) x.Tangent
                            + along (y * Math.Log x.Real) power.Tangent
                    }
            | _, 1 ->
                fun arguments ->
                    let x = arguments[0]
                    let y = value [| x.Real |]
                    { Real = y; Tangent = along (Calculus.slope name x.Real y) x.Tangent }
            // comparisons and noise
            | _ -> fun arguments -> { Real = value (arguments |> Array.map _.Real); Tangent = 0.0 }

/// A number and the size of the terms that it is the sum of: what is rounded on the way is a share of those, though
/// they may cancel to next to nothing.
[<Struct>]
type RoundedNumber = { Real: float; Terms: float }

/// Doubles with the size of their terms.
[<Struct>]
type Roundings =
    interface IArithmetic<RoundedNumber> with
        member _.Number x = { Real = x; Terms = abs x }
        member _.Value x = x.Real
        member _.IsFinite x = x.Real - x.Real = 0.0 && x.Terms - x.Terms = 0.0
        member _.Add(a, b) = { Real = a.Real + b.Real; Terms = a.Terms + b.Terms }

        /// What each factor is off by, times the other: where both cancel to 0, so does what is lost.
        member _.Multiply(a, b) =
            let x, y = abs a.Real, abs b.Real
            { Real = a.Real * b.Real; Terms = x * b.Terms + y * (a.Terms - x) }

        member _.Function name =
            let value = Scalar.functions[name].Value

            fun arguments ->
                let y = value (arguments |> Array.map _.Real)
                { Real = y; Terms = abs y }
