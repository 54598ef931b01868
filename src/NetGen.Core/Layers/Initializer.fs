namespace NetGen.Core

/// How a parameter is filled before training: the cases of NetGen.Initializer, with their arguments.
type Initializer =
    | Zeros
    | Constant of float
    | Uniform of low: float * high: float
    | Normal of mean: float * deviation: float
    | GlorotUniform
    | GlorotNormal
    | HeUniform
    | HeNormal
    | Orthogonal
    /// Zeros, and ones for the second of four gates: the biases of an LSTM.
    | UnitForget

[<RequireQualifiedAccess>]
module Initializer =
    let private simple =
        [
            "Zeros", Zeros
            "GlorotUniform", GlorotUniform
            "GlorotNormal", GlorotNormal
            "HeUniform", HeUniform
            "HeNormal", HeNormal
            "Orthogonal", Orthogonal
            "UnitForget", UnitForget
        ]

    /// The arguments that choose an initialiser: Weights, WeightsValue, WeightsMin, …
    let rules argument excluded =
        let members =
            [ "Default"; "Constant"; "Uniform"; "Normal" ] @ List.map fst simple
            // that one layer alone asks for by itself
            |> List.except ("UnitForget" :: excluded)

        let companion name choice values =
            Rule.required (argument + name) values |> Rule.onlyWith argument (Choice choice)

        [
            Rule.optional argument (Member("Initializer", members)) (Choice "Default")
            companion "Value" "Constant" Any
            companion "Min" "Uniform" Any
            companion "Max" "Uniform" Any
            Rule.optional (argument + "Mean") Any (Argument.Real 0.0)
            |> Rule.onlyWith argument (Choice "Normal")
            companion "StandardDeviation" "Normal" Positive
        ]

    /// Likewise for a bias, which counts only where there is one.
    let biases =
        match rules "Biases" [ "Orthogonal" ] with
        | choice :: companions -> Rule.onlyWith "Bias" (Truth true) choice :: companions
        | [] -> []

    /// What those arguments chose; `suitable` where they left it open.
    let read layer argument suitable (arguments: Arguments) =
        let number name = Arguments.number (argument + name) arguments

        match Arguments.choice argument arguments with
        | "Default" -> Ok suitable
        | "Constant" -> Ok(Constant(number "Value"))
        | "Uniform" when number "Min" < number "Max" -> Ok(Uniform(number "Min", number "Max"))
        | "Uniform" ->
            let show (value: float) = value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)
            Error(EmptyInterval(layer, show (number "Min"), show (number "Max")))
        | "Normal" -> Ok(Normal(number "Mean", number "StandardDeviation"))
        | name -> Ok(simple |> List.find (fun (known, _) -> known = name) |> snd)
