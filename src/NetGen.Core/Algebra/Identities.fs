/// Functions of functions and of numbers: what the algebra knows of Scalar.fs.
module NetGen.Core.Identities

open Algebra
open Walk

let private apply f x = Apply(f, [ x ])

/// f(−x) for the functions that are odd, even, or symmetric about 1/2.
let private reflect f x =
    match f with
    | "tanh"
    | "erf"
    | "sin"
    | "sign" -> Some(negate (apply f x))
    | "cos"
    | "abs" -> Some(apply f x)
    | "sigmoid" -> Some(add [ one; negate (apply f x) ])
    | _ -> None

/// f of its arguments, in normal form.
let rec simplify f (arguments: Body list) =
    match f, arguments with
    | _, _ when arguments |> List.forall (fun x -> x.IsNumber) ->
        let value =
            Scalar.functions[f]
                .Value(
                    arguments
                    |> List.map (fun x ->
                        match x with
                        | Number v -> v
                        | _ -> nan)
                    |> Array.ofList
                )

        if System.Double.IsNaN value || System.Double.IsInfinity value then
            Apply(f, arguments)
        else
            Number value
    | "log", [ Apply("exp", [ x ]) ] -> x
    // log σ(x) = −softplus(−x), and 1 − σ(x) = σ(−x)
    | "log", [ Apply("sigmoid", [ x ]) ] -> negate (apply "softplus" (negate x))
    | "log", [ Add [ Number 1.0; Multiply [ Number -1.0; Apply("sigmoid", [ x ]) ] ] ] -> negate (apply "softplus" x)
    | "choose", [ Number c; yes; no ] -> if c > 0.0 then yes else no
    | "choose", [ _; yes; no ] when yes = no -> yes
    | "max", [ x; Number 0.0 ]
    | "max", [ Number 0.0; x ] -> apply "relu" x
    | "greater", [ x; Number 0.0 ] -> apply "step" x
    | "inverse", [ Multiply(Number v :: rest) ] -> multiply [ Number(1.0 / v); simplify "inverse" [ multiply rest ] ]
    | _, [ Multiply(Number v :: rest) ] when v < 0.0 ->
        match reflect f (multiply (Number -v :: rest)) with
        | Some body -> body
        | None -> Apply(f, arguments)
    | _ -> Apply(f, arguments)
