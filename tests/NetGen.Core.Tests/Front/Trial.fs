/// A generated network on random data, against the reference evaluator: outputs, loss and gradient.
module NetGen.Core.Tests.Trial

open System
open NetGen.Core.Tests.Gradients
open NetGen.Core
open NetGen.Core.Tests.Specs

/// Rows as a network takes them, and the same numbers tensor by tensor.
type Data =
    {
        Batch: int
        Parameters: float[]
        /// Running statistics before a gradient.
        State: float[]
        Inputs: float[]
        Targets: float[]
        Labels: int[]
        Values: Reference.Values
    }

/// The losses of targets or of labels.
type Objective =
    {
        Name: string
        Loss: Program
        /// In training, with its gradient and the running statistics that follow.
        Training: Program
    }

/// A declaration in one precision.
type Trial = { Model: Model; Losses: Objective list; Compiled: Compiled }

/// Numbers that are the same in single and double precision.
let private single (value: float) = float (float32 value)

/// Sample by sample, one part behind the other.
let private rows batch (parts: float[] list) =
    [|
        for n in 0 .. batch - 1 do
            for part in parts do
                let size = part.Length / batch
                yield! Array.sub part (n * size) size
    |]

let private sizeOf (shape: int list) = int (Model.size shape)

let private parameter (symmetric: float -> float) (p: Parameter) =
    // a bias too: one of 0 would hide its mistakes
    let size = if p.Shape.Length = 1 then 0.5 else sqrt (3.0 / float p.FanIn)
    Array.init (sizeOf p.Shape) (fun _ -> symmetric size)

let private part (random: Random) symmetric batch (input: Input) =
    Array.init (batch * sizeOf input.Shape) (fun _ ->
        match input.Kind with
        | InputKind.Numbers -> symmetric 1.0
        | InputKind.Tokens count -> float (random.Next count)
        | InputKind.Length longest -> float (1 + random.Next longest))

let private targets (random: Random) batch (head: Head) =
    let classes = List.last head.Shape

    Array.init (batch * sizeOf head.Shape / classes) (fun _ ->
        let row = Array.init classes (fun _ -> random.NextDouble())

        if head.AreClasses then row |> Array.map (fun t -> single (t / Array.sum row))
        elif head.Loss = "BinaryCrossEntropy" then row |> Array.map single
        else row |> Array.map (fun t -> single (4.0 * t - 2.0)))
    |> Array.concat

/// What Create(1) draws noise from.
let private noise =
    let noise = [| 0.0; 0.0 |]
    NetGen.Door.Noise(1UL, 0L, &noise[0])
    noise

/// Random parameters and data for a network.
let data (model: Model) batch (seed: int) : Data =
    let random = Random seed
    let symmetric size = single (size * (2.0 * random.NextDouble() - 1.0))
    let parameters = model.Parameters |> List.map (parameter symmetric)
    let inputs = model.Inputs |> List.map (part random symmetric batch)
    let targets = model.Heads |> List.map (targets random batch)

    let states =
        model.States
        |> List.map (fun state ->
            Array.init (sizeOf state.Shape) (fun _ -> single (state.Initial + 0.25 * random.NextDouble())))

    let labels =
        Array.init (batch * model.LabelsPerSample) (fun _ -> random.Next(Option.get model.ClassCount))

    {
        Batch = batch
        Parameters = Array.concat parameters
        State = Array.concat states
        Inputs = rows batch inputs
        Targets = rows batch targets
        Labels = labels
        Values =
            Map.ofList (
                List.zip (model.Parameters |> List.map (fun p -> p.Tensor)) parameters
                @ List.zip (model.Inputs |> List.map (fun input -> input.Tensor)) inputs
                @ List.zip (model.Heads |> List.map (fun head -> head.Targets)) targets
                @ List.zip (model.States |> List.map (fun state -> state.Tensor)) states
                @ [ model.Labels, Array.map float labels ]
                @ (model.Noise |> Option.toList |> List.map (fun name -> name, noise))
            )
    }

/// Data whose every argument of relu and its kin keeps its sign in the generated code's arithmetic, or nothing.
let away (model: Model) batch seed =
    let margin =
        match model.Precision with
        | Single -> 1e-5
        | Double -> 1e-12

    Seq.init 50 (fun attempt -> data model batch (seed + attempt))
    |> Seq.tryFind (fun data -> Kinks.distance model.Training batch data.Values > margin)

/// Every stage of the compiler keeps its invariants.
let keepsInvariants (model: Model) =
    let asWritten program = Check.check (Check.Written(Check.needed program model.Padded)) program

    let violations =
        [ model.WithTargets; model.Training ]
        @ Option.toList model.WithLabels
        @ Option.toList model.TrainingWithLabels
        |> List.collect asWritten
        |> List.append (Passes.programs model |> List.collect (snd >> Check.check Check.Simplified))

    if not violations.IsEmpty then
        failwith (String.Join("\n", violations))

/// Everything that is given, moved by its last bits, up or down at random: by eight of them, as a number passes fewer
/// than eight layers. What a result moves by then is what rounding does to it, however it is computed: much, where
/// predictions and targets cancel, or the slopes of samples do.
let private moved (model: Model) (data: Data) =
    let random = Random 1

    let bit =
        match model.Precision with
        | Single -> 2.0 ** -24.0
        | Double -> 2.0 ** -53.0

    let integers =
        (Option.toList model.WithLabels @ [ model.WithTargets ])
        |> List.collect (fun program -> program.Tensors)
        |> List.filter (fun t -> t.Kind.IsData && t.Kind <> Data Domain.Real && t.Kind <> Data Distribution)
        |> List.map (fun t -> t.Name)
        |> List.append (Option.toList model.Noise)

    let move v = v * (1.0 + (if random.Next 2 = 0 then 8.0 else -8.0) * bit)

    { data with
        Values =
            data.Values
            |> Map.map (fun name numbers -> if List.contains name integers then numbers else Array.map move numbers)
    }

let private greatest (values: float[]) = values |> Array.fold (fun greatest v -> max greatest (abs v)) 1e-300

/// The difference is small, relative to the greatest number expected; `floor` is what no computation can undercut.
let private compare tolerance floor what (expected: float[]) (actual: float[]) =
    let scale = greatest expected

    if actual.Length <> expected.Length then
        failwith (what + ": " + string actual.Length + " numbers, expected " + string expected.Length)

    Array.iteri2
        (fun k (e: float) (a: float) ->
            // not "greater than": not-a-number is to fail
            if not (abs (e - a) <= tolerance * scale + floor) then
                failwith (
                    what
                    + " "
                    + string k
                    + ": expected "
                    + Show.number e
                    + ", got "
                    + Show.number a
                    + ", among numbers to "
                    + Show.number scale
                ))
        expected
        actual

let make precision spec =
    let spec =
        match precision with
        | Single -> spec
        | Double -> inDouble spec

    let model = model spec
    keepsInvariants model

    let objective name (loss: Program) (training: Program) =
        {
            Name = name
            Loss = loss |> Simplify.prepare |> Simplify.simplify
            Training = Reference.differentiated model training (model.Parameters |> List.map (fun p -> p.Tensor))
        }

    {
        Model = model
        Losses =
            [
                objective "targets" model.WithTargets model.Training
                match model.WithLabels, model.TrainingWithLabels with
                | Some loss, Some training -> objective "labels" loss training
                | _ -> ()
            ]
        Compiled = Compiled.network spec
    }

/// What the reference computes, by name.
let private expected trial (data: Data) =
    let model = trial.Model
    let machine program = Reference.machine program data.Batch data.Values
    let predict = machine model.Predict

    [
        "outputs", model.Heads |> List.map (fun head -> predict.Tensor head.Tensor) |> rows data.Batch

        for penalty in Option.toList model.Penalty do
            "penalty", (machine model.Training).Tensor penalty.Target

        for objective in trial.Losses do
            let training = machine objective.Training
            "loss of " + objective.Name, (machine objective.Loss).Tensor model.LossTensor
            "loss in training of " + objective.Name, training.Tensor model.LossTensor

            for p in model.Parameters do
                "∂" + p.Property + " of " + objective.Name, training.Tensor(Adjoint p.Tensor)

            for state in model.States do
                state.Property + " after " + objective.Name, training.Tensor state.Updated
    ]

/// What the generated code computes, in the same order.
let private actual trial (data: Data) =
    let model, compiled = trial.Model, trial.Compiled
    compiled.Parameters <- data.Parameters
    compiled.State <- data.State

    [
        compiled.Predict data.Inputs

        if model.Penalty.IsSome then
            [| compiled.Penalty() |]

        for objective in trial.Losses do
            let loss, struct (lossInTraining, gradient) =
                if objective.Name = "labels" then
                    compiled.LabelLoss(data.Inputs, data.Labels), compiled.LabelGradient(data.Inputs, data.Labels)
                else
                    compiled.Loss(data.Inputs, data.Targets), compiled.Gradient(data.Inputs, data.Targets)

            let updated = compiled.State
            compiled.State <- data.State
            [| loss |]
            [| lossInTraining |]

            for p in model.Parameters do
                Array.sub gradient p.Offset (sizeOf p.Shape)

            for state in model.States do
                Array.sub updated state.Offset (sizeOf state.Shape)
    ]

/// Fails where generated code and reference differ, on vectors of the widths chosen.
let check (trial: Trial) widths (data: Data) =
    let tolerance =
        match trial.Model.Precision with
        | Single -> 2e-4
        | Double -> 1e-9

    let expected, moved = expected trial data, expected trial (moved trial.Model data)

    for width in widths do
        Compiled.onWidth width (fun () ->
            for (name, expected), (_, moved), actual in List.zip3 expected moved (actual trial data) do
                compare tolerance (greatest (Array.map2 (-) expected moved)) name expected actual)

/// Fails where the reference derivative is not that of finite differences, in a few directions of every parameter.
let checkDifferences (model: Model) (data: Data) =
    let program = { model.Training with Results = [ Reference.total model model.Training ] }
    let wanted = model.Parameters |> List.map (fun p -> p.Tensor)
    let _, slopes = Reference.gradient model model.Training wanted data.Batch data.Values
    let given = program.Tensors |> List.map (fun t -> t.Name, Array.copy data.Values[t.Name]) |> Map.ofList
    let loss = Differences.Loss(program, data.Batch, given)

    for p, slopes in List.zip model.Parameters slopes do
        for direction in Differences.few slopes.Length do
            let slope = direction |> List.sumBy (fun (k, share) -> share * slopes[k])

            match Differences.compare (loss.Along(p.Tensor, direction)) slope with
            | Differences.Agrees -> ()
            | Differences.Kink -> failwith ("The loss has a kink along " + p.Property + ".")
            | Differences.Differs measured ->
                failwith (
                    "∂"
                    + p.Property
                    + ": the rule gives "
                    + Show.number slope
                    + ", finite differences "
                    + Show.number measured
                )
