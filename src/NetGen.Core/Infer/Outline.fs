namespace NetGen.Core

/// What shapes the public surface of a network: known, as far as possible, of a class with errors too.
type Outline =
    {
        Spec: Spec
        Precision: Precision
        IsClassifier: bool
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
            Views = model.Parameters |> List.map (fun p -> p.Property, p.Shape)
        }

    /// The properties a layer would have if its inputs fitted.
    let private views (step: Step) =
        match step.Entry.Role with
        | Layer write ->
            let site =
                {
                    Layer = step.Name
                    Tensor = Given
                    Input = Given "x"
                    InputShape = [ 1 ]
                    Output = Given "z"
                    Arguments = step.Arguments
                    Suitable = fun _ -> Zeros
                }

            match write site with
            | Ok written -> written.Parameters |> List.map (fun p -> p.Property, [])
            | Error _ -> []
        | Activation _
        | Loss _ -> []

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
                steps
                |> List.exists (fun step ->
                    match step.Entry.Role with
                    | Loss(need, _, _) -> need = Classes
                    | Layer _
                    | Activation _ -> false)
            Views =
                steps
                |> List.collect views
                |> List.distinctBy fst
                |> List.filter (fun (property, _) -> property <> spec.Class)
        }
