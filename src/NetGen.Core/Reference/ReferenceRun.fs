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

/// What a network is to compute on given rows. A share greater than 0 moves every number that is stored on the way by
/// that share of its terms, up or down at random: how far results move then is what rounding may do to them.
[<Sealed>]
type ReferenceRun
    internal (model: Model, prediction: Program, training: Program, differentiated: Lazy<Program>, data: ReferenceData)
    =
    let sizeOf shape = int (Model.size shape)

    /// The part of every sample's row.
    let column (rows: float[]) offset size =
        let width = rows.Length / data.Samples

        if size = width then
            rows
        else
            Array.init (data.Samples * size) (fun k -> rows[k / size * width + offset + k % size])

    let byParameter (data: float[]) =
        model.Parameters |> List.map (fun p -> p.Tensor, Array.sub data p.Offset (sizeOf p.Shape))

    let parameters = byParameter data.Parameters

    let states =
        model.States |> List.map (fun s -> s.Tensor, Array.sub data.States s.Offset (sizeOf s.Shape))

    let inputs = model.Inputs |> List.map (fun i -> i.Tensor, column data.Inputs i.Offset (sizeOf i.Shape))

    let targets =
        if data.Targets.Length > 0 then
            model.Heads |> List.map (fun h -> h.Targets, column data.Targets h.Offset (sizeOf h.Shape))
        else
            [ model.Labels, data.Labels ]

    let values: Reference.Values =
        Map.ofList (
            parameters
            @ states
            @ inputs
            @ targets
            @ (model.Noise |> Option.toList |> List.map (fun name -> name, data.Noise))
        )

    /// What may be moved: no tokens, lengths, labels or seeds.
    let numbers =
        let isNumber name = name <> model.Labels && model.Noise <> Some name

        let integers =
            model.Inputs |> List.filter (fun i -> i.Kind <> InputKind.Numbers) |> List.map (fun i -> i.Tensor)

        values.Keys |> Seq.filter isNumber |> Set.ofSeq |> Set.difference <| Set.ofList integers

    let prediction = Rounding.Rerun(prediction, data.Samples, values, numbers)
    let trained = lazy Rounding.Rerun(differentiated.Value, data.Samples, values, numbers)

    /// Loss and penalty in training alone, on numbers that carry their change.
    let duals =
        lazy
            (let total = { training with Results = [ Reference.total model training ] }

             let given =
                 total.Tensors
                 |> List.map (fun t -> t.Name, values[t.Name] |> Array.map (fun x -> { Real = x; Tangent = 0.0 }))
                 |> Map.ofList

             struct (Evaluate.DualMachine(total, data.Samples, given), given, total.Results.Head))

    /// Whether training computes the loss that is computed outside it: without noise and running statistics.
    member _.TrainsOnLoss = model.Noise.IsNone && model.States.IsEmpty

    /// The loss outside training, without penalty, and the outputs: [samples, outputs].
    member _.Prediction(share: float, seed: int) : struct (float * float[]) =
        let tensor = prediction.Tensors(share, seed)
        let heads = model.Heads |> List.map (fun head -> sizeOf head.Shape, tensor head.Tensor)

        let row n = heads |> List.map (fun (size, values) -> Array.sub values (n * size) size) |> Array.concat
        struct ((tensor model.LossTensor)[0], Array.init data.Samples row |> Array.concat)

    /// The loss in training without penalty, the penalty, the gradient of both, and the states that follow.
    member _.Training(share: float, seed: int) : struct (float * float * float[] * float[]) =
        let tensor = trained.Value.Tensors(share, seed)

        struct ((tensor model.LossTensor)[0],
                (match model.Penalty with
                 | Some penalty -> (tensor penalty.Target)[0]
                 | None -> 0.0),
                model.Parameters |> List.map (fun p -> tensor (Adjoint p.Tensor)) |> Array.concat,
                model.States |> List.map (fun state -> tensor state.Updated) |> Array.concat)

    /// Loss and penalty in training, and their slope along a direction in the parameters, by dual numbers.
    member _.Slope(direction: float[]) : struct (float * float) =
        let struct (machine, given, result) = duals.Value

        for name, tangents in byParameter direction do
            match given.TryFind name with
            | Some numbers ->
                for k in 0 .. tangents.Length - 1 do
                    numbers[k] <- { numbers[k] with Tangent = tangents[k] }
            | None -> ()

        machine.Forget()
        let slope = (machine.Tensor result)[0]
        struct (slope.Real, slope.Tangent)

    /// Whether a kink lies between these parameters and others: an argument changes its side, or another number is the
    /// largest.
    member _.CrossesKink(some: float[], others: float[]) =
        let sides parameters =
            let moved =
                (values, byParameter parameters)
                ||> List.fold (fun values (name, numbers) -> Map.add name numbers values)

            Kinks.sides training data.Samples moved

        sides some <> sides others

    /// The least distance of an argument to a kink, relative to the greatest argument of the same function.
    member _.KinkDistance() = Kinks.distance training data.Samples values
