namespace NetGen.Core

open System

/// Rows as a network takes them: samples one after the other, parameters and states by their offsets.
type ReferenceData =
    {
        Samples: int
        Parameters: float[]
        States: float[]
        Inputs: float[]
        /// Empty where there are labels.
        Targets: float[]
        Labels: float[]
        /// Seed and step of the noise, as the network reads them.
        Noise: float[]
    }

/// What a network is to compute, in double, from its declaration alone.
[<Sealed>]
type ReferenceNetwork private (model: Model) =
    let wanted = model.Parameters |> List.map (fun p -> p.Tensor)
    let sizeOf shape = int (Model.size shape)

    let byTargets = lazy (Reference.differentiated model model.Training wanted)
    let byLabels = lazy (Reference.differentiated model model.TrainingWithLabels.Value wanted)

    /// A program with loss and penalty as its only result.
    let total (program: Program) = { program with Results = [ Reference.total model program ] }

    /// The part of every sample's row.
    let column samples (rows: float[]) offset size =
        let width = rows.Length / samples

        if size = width then
            rows
        else
            Array.init (samples * size) (fun k -> rows[k / size * width + offset + k % size])

    let parameters (data: float[]) =
        model.Parameters |> List.map (fun p -> p.Tensor, Array.sub data p.Offset (sizeOf p.Shape))

    let values (data: ReferenceData) : Map<Name, float[]> =
        Map.ofList (
            parameters data.Parameters
            @ (model.States |> List.map (fun s -> s.Tensor, Array.sub data.States s.Offset (sizeOf s.Shape)))
            @ (model.Inputs
               |> List.map (fun i -> i.Tensor, column data.Samples data.Inputs i.Offset (sizeOf i.Shape)))
            @ (if data.Targets.Length > 0 then
                   model.Heads
                   |> List.map (fun h -> h.Targets, column data.Samples data.Targets h.Offset (sizeOf h.Shape))
               else
                   [ model.Labels, data.Labels ])
            @ (model.Noise |> Option.toList |> List.map (fun name -> name, data.Noise))
        )

    let isLabelled (data: ReferenceData) = data.Targets.Length = 0

    let training data = if isLabelled data then model.TrainingWithLabels.Value else model.Training

    let machine program (data: ReferenceData) = Reference.machine program data.Samples (values data)

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

    /// [samples, outputs]
    member _.Outputs(data: ReferenceData) =
        let machine = machine model.Predict data
        let heads = model.Heads |> List.map (fun head -> sizeOf head.Shape, machine.Tensor head.Tensor)

        Array.init data.Samples (fun n ->
            heads |> List.map (fun (size, values) -> Array.sub values (n * size) size) |> Array.concat)
        |> Array.concat

    /// The loss outside training, without penalty.
    member _.Loss(data: ReferenceData) =
        let program = if isLabelled data then model.WithLabels.Value else model.WithTargets
        ((machine program data).Tensor model.LossTensor)[0]

    /// The loss in training without penalty, the gradient with it, and the states that follow.
    member _.Training(data: ReferenceData) : struct (float * float[] * float[]) =
        let machine = machine (if isLabelled data then byLabels else byTargets).Value data

        struct ((machine.Tensor model.LossTensor)[0],
                wanted |> List.map (fun name -> machine.Tensor(Adjoint name)) |> Array.concat,
                model.States |> List.map (fun state -> machine.Tensor state.Updated) |> Array.concat)

    /// 0 without penalties.
    member _.Penalty(data: ReferenceData) =
        match model.Penalty with
        | Some penalty -> ((machine (training data) data).Tensor penalty.Target)[0]
        | None -> 0.0

    /// Loss and penalty in training, and their slope along a direction in the parameters, by dual numbers.
    member _.Slope(data: ReferenceData, direction: float[]) : struct (float * float) =
        let tangents = Map.ofList (parameters direction)
        let program = total (training data)
        let values = values data

        let duals =
            program.Tensors
            |> List.map (fun tensor ->
                let numbers = values[tensor.Name]

                let tangent =
                    match tangents.TryFind tensor.Name with
                    | Some tangents -> fun k -> tangents[k]
                    | None -> fun _ -> 0.0

                tensor.Name, numbers |> Array.mapi (fun k x -> { Real = x; Tangent = tangent k }))
            |> Map.ofList

        let result = (Evaluate.DualMachine(program, data.Samples, duals).Tensor program.Results.Head)[0]
        struct (result.Real, result.Tangent)

    /// The least distance of an argument to a kink, relative to the greatest argument of the same function.
    member _.KinkDistance(data: ReferenceData) = Kinks.distance (training data) data.Samples (values data)
