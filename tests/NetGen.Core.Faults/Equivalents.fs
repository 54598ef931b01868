/// Mutants that compute what the right code computes, and why. A test fails where one of them is caught or gone.
module NetGen.Core.Faults.Equivalents

open NetGen.Core

type Equivalent =
    {
        File: string
        /// The whole line of the source.
        Source: string
        Right: string
        Wrong: string
        Why: string
    }

let private row file source why pairs =
    pairs
    |> List.map (fun (right, wrong) -> { File = file; Source = source; Right = right; Wrong = wrong; Why = why })

let private affine, scalar = "Language/Affine.fs", "Language/Scalar.fs"
let private gather, differentiate = "Algebra/Gather.fs", "Differentiate/Differentiate.fs"

let private signOfZero = "only the sign of a zero is another, which ±0 = 0 does not tell"

let all =
    List.concat
        [
            row
                affine
                "let g = if divisor < 0 then -g else g"
                "no place has the divisor 0"
                [ "divisor < 0", "divisor <= 0"; "0", "1" ]
            row
                affine
                "Terms = if g = 1 then terms else terms |> List.map (fun (i, k) -> i, k / g)"
                "what is divided by 1 is the same: the question saves time"
                [ "1", "(0)" ]
            row scalar "let signed value = if x < 0.0 then -value else value" signOfZero [ "x < 0.0", "x <= 0.0" ]
            row
                scalar
                "while abs term > 1e-18 * abs total do"
                "what is left out is below 1e-18 of the result either way: each term is less than 2.5² of the one before"
                [ "1e-18 * abs total", "1e-18" ]
            row
                scalar
                "for k in 60..-1..1 do"
                "59 terms of the continued fraction are as exact as 61 from 2.5 on"
                [ "60", "61"; "60", "(59)" ]
            row
                scalar
                "if abs x > 0.5 then"
                "Kahan's formula holds beyond 0.5 too; the plain one is as exact there, and does not overflow"
                [ "abs x > 0.5", "abs x >= 0.5"; "0.5", "1.0" ]
            row
                scalar
                "(fun x -> if x > 0.0 || System.Double.IsNaN x then x else 0.0)"
                signOfZero
                [ "x > 0.0", "x >= 0.0" ]
            row
                scalar
                "(fun _ y -> apply \"step\" y)"
                "a rectified number is not negative, where step and sign are the same"
                [ "apply \"step\"", "apply \"sign\"" ]
            row
                scalar
                "\"min\", extremum (<) (fun x y -> [ y; x ]) \"V.Min({0}, {1})\""
                "of two equal numbers either is the lesser; which of them has the slope is told apart from this"
                [ "(<)", "(<=)" ]
            row
                scalar
                "\"max\", extremum (>) (fun x y -> [ x; y ]) \"V.Max({0}, {1})\""
                "of two equal numbers either is the greater; which of them has the slope is told apart from this"
                [ "(>)", "(>=)" ]
            row
                gather
                "| _ when indices.IsEmpty -> body"
                "an early way out: over no index every rule below gives the body too"
                [ "indices.IsEmpty", "false" ]
            row
                differentiate
                "|> List.mapi (fun k factor -> go over (Multiply(adjoint :: List.removeAt k factors)) factor)"
                "contributions are summed, in any order"
                [
                    "List.mapi (fun k factor -> go over (Multiply(adjoint :: List.removeAt k factors)) factor)",
                    "(List.mapi (fun k factor -> go over (Multiply(adjoint :: List.removeAt k factors)) factor) >> List.rev)"
                ]
            row
                differentiate
                "let name = Seq.initInfinite (fun k -> Slope(e.Target, k + 1)) |> Seq.find taken.Add"
                "the number in the name of a slope means nothing; no two have the same"
                [ "k + 1", "k - 1"; "k + 1", "k"; "1", "2"; "1", "(0)" ]
            row
                differentiate
                "let places = renamed |> List.map (fun (i, j) -> i, Affine.index j) |> Map.ofList"
                "the entries of a map have no order"
                [
                    "List.map (fun (i, j) -> i, Affine.index j)",
                    "(List.map (fun (i, j) -> i, Affine.index j) >> List.rev)"
                ]
        ]

/// Why a mutant cannot be caught, where that is known.
let why (mutant: Planted.Mutant) =
    all
    |> List.tryFind (fun e ->
        (e.File, e.Source, e.Right, e.Wrong) = (mutant.File, mutant.Source, mutant.Right, mutant.Wrong))
    |> Option.map _.Why
