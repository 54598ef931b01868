namespace NetGen.Core

open System

/// What a network is to compute, in double, from its declaration alone.
[<Sealed>]
type ReferenceNetwork private (model: Model) =
    let wanted = model.Parameters |> List.map (fun p -> p.Tensor)

    let differentiated (program: Program) =
        let penalty = model.Penalty |> Option.toList |> List.map (fun e -> e.Target)
        Reference.differentiated model { program with Results = penalty @ program.Results } wanted

    let byTargets = lazy (differentiated model.Training)
    let byLabels = lazy (differentiated model.TrainingWithLabels.Value)

    /// From the class's name and NetworkInfo.Declaration.
    static member OfDeclaration(name: string, declaration: string) =
        match Infer.infer (Transcript.read name declaration) with
        | Ok model -> ReferenceNetwork model
        | Error diagnostics ->
            raise (
                ArgumentException(
                    "The declaration of "
                    + name
                    + " has errors: "
                    + String.Join(" ", diagnostics |> List.map (fun d -> d.Message))
                )
            )

    /// The network on these rows.
    member _.On(data: ReferenceData) =
        if data.Targets.Length > 0 then
            ReferenceRun(model, model.WithTargets, model.Training, byTargets, data)
        else
            ReferenceRun(model, model.WithLabels.Value, model.TrainingWithLabels.Value, byLabels, data)
