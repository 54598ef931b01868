namespace NetGen.Core

/// What shapes the public surface of a network: known, as far as possible, of a class with errors too.
type Outline =
    {
        Spec: Spec
        Precision: Precision
        IsClassifier: bool
        /// Labels of one sample.
        LabelsPerSample: int
        HasState: bool
        HasPenalty: bool
        HasNoise: bool
        /// Whether it can run step by step.
        HasStream: bool
        /// Properties of parameters with their shapes; shapes are empty where there are errors.
        Views: (string * int list) list
    }

[<RequireQualifiedAccess>]
module Outline =
    let ofModel (model: Model) =
        {
            Spec = model.Spec
            Precision = model.Precision
            IsClassifier = model.ClassCount.IsSome
            LabelsPerSample = model.LabelsPerSample
            HasState = not model.States.IsEmpty
            HasPenalty = model.Penalty.IsSome
            HasNoise = model.Noise.IsSome
            HasStream = (Stream.ofModel model).IsSome
            Views = model.Parameters |> List.map (fun p -> p.Property, p.Shape)
        }

    /// The properties a layer would have if its inputs fitted: some shape does.
    let private views (step: Step) =
        let site shape =
            let input =
                {
                    Tensor = Given "x"
                    Shape = shape
                    Range = Anything
                    Vocabulary = if List.contains Tokens step.Entry.Understands then Some 2 else None
                    Lengths = None
                }

            {
                Layer = step.Name
                Number = 1
                Tensor = Given
                Inputs = [ input ]
                Output = Given "z"
                Arguments = step.Arguments
                Suitable = fun _ -> Zeros
                Training = false
                Noise = Given "noise"
            }

        match step.Entry.Role with
        | Layer write when step.Shared.IsNone ->
            [ [ 64 ]; [ 64; 64 ]; [ 64; 64; 64 ] ]
            |> List.tryPick (fun shape ->
                match write (site shape) with
                | Ok written -> Some(written.Parameters |> List.map (fun p -> p.Property, []))
                | Error _ -> None)
            |> Option.defaultValue []
        | _ -> []

    let ofSpec (spec: Spec) =
        let steps = Steps.understood spec

        {
            Spec = spec
            Precision =
                if List.contains ("Precision", Choice "Double") spec.Network.Named then
                    Double
                else
                    Single
            IsClassifier =
                match steps |> List.filter Steps.isLoss with
                | [ { Entry = { Role = Loss(Classes, _, _) } } ] -> true
                | _ -> false
            // What the class would have is not known: all of it, so that no second error is seen.
            LabelsPerSample = 2
            HasState = true
            HasPenalty = true
            HasNoise = true
            HasStream = true
            Views =
                steps
                |> List.collect views
                |> List.distinctBy fst
                |> List.filter (fun (property, _) -> property <> spec.Class)
        }
