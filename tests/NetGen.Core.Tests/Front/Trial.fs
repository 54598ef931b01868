/// A generated network on random data, against the reference evaluator: outputs, loss and gradient.
module NetGen.Core.Tests.Trial

open System
open NetGen.Core
open NetGen.Core.Tests.Gradients
open NetGen.Core.Tests.Specs
open NetGen.Testing

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

let private sizeOf (shape: int list) = int (Model.size shape)

/// Sample by sample, one part behind the other.
let private rows batch (parts: float[] list) =
    [|
        for n in 0 .. batch - 1 do
            for part in parts do
                let size = part.Length / batch
                yield! Array.sub part (n * size) size
    |]

/// One part of every row.
let private part batch (rows: float[]) offset (shape: int list) =
    let row = rows.Length / batch
    Array.concat [ for n in 0 .. batch - 1 -> Array.sub rows (n * row + offset) (sizeOf shape) ]

/// What Create(1) draws noise from.
let private noise =
    let noise = [| 0.0; 0.0 |]
    NetGen.Door.Noise(1UL, 0L, &noise[0])
    noise

/// Random samples, tensor by tensor too.
let dataOf (model: Model) (samples: NetworkSamples<float>) : Data =
    let array (numbers: Collections.Immutable.ImmutableArray<_>) = Seq.toArray numbers
    let parameters, state = array samples.Parameters, array samples.State
    let inputs, targets, labels = array samples.Inputs, array samples.Targets, array samples.Labels
    let part = part samples.Count

    {
        Batch = samples.Count
        Parameters = parameters
        State = state
        Inputs = inputs
        Targets = targets
        Labels = labels
        Values =
            Map.ofList (
                [ model.Labels, Array.map float labels ]
                @ [ for p in model.Parameters -> p.Tensor, Array.sub parameters p.Offset (sizeOf p.Shape) ]
                @ [ for input in model.Inputs -> input.Tensor, part inputs input.Offset input.Shape ]
                @ [ for head in model.Heads -> head.Targets, part targets head.Offset head.Shape ]
                @ [ for s in model.States -> s.Tensor, Array.sub state s.Offset (sizeOf s.Shape) ]
                @ [ for name in Option.toList model.Noise -> name, noise ]
            )
    }

/// Random parameters and data for a network: ordinary numbers.
let data (model: Model) batch (seed: int) =
    SampleArbitraries.Draw<float>(DeclarationInfo.Of model, batch, seed) |> dataOf model

/// Data whose every argument of relu and its kin keeps its sign in the generated code's arithmetic, or nothing.
let awayFromKinks (model: Model) (candidates: Data seq) =
    let margin =
        match model.Precision with
        | Single -> 1e-5
        | Double -> 1e-12

    candidates
    |> Seq.tryFind (fun data -> Kinks.distance model.Training data.Batch data.Values > margin)

let away (model: Model) batch seed =
    Seq.init 50 (fun attempt -> data model batch (seed + attempt)) |> awayFromKinks model

/// Every stage of the compiler keeps its invariants.
let keepsInvariants (model: Model) programs =
    let asWritten program = Check.check (Check.Written(Check.needed program model.Padded)) program

    let violations =
        [ model.WithTargets; model.Training ]
        @ Option.toList model.WithLabels
        @ Option.toList model.TrainingWithLabels
        |> List.collect asWritten
        |> List.append (programs |> List.collect (snd >> Check.check Check.Simplified))

    if not violations.IsEmpty then
        failwith (String.Join("\n", violations))

/// Half of the last bit of 1.
let private unit (model: Model) =
    match model.Precision with
    | Single -> 2.0 ** -24.0
    | Double -> 2.0 ** -53.0

/// By how many of its last bits a stored number moves: those of the function that makes it, and of sums of a few terms.
/// Of n equal terms, added one to the other, each is rounded alike, and about n/8 of the bits of their sum are lost.
let private bits (program: Program) batch =
    let terms (e: Equation) =
        match e.Body with
        | Reduce(Sum, indices, _) ->
            indices
            |> List.map (fun i ->
                match i.Extent with
                | Fixed n -> n
                | Batch -> batch)
            |> List.fold (*) 1
        | _ -> 1

    program.Equations |> List.map terms |> List.fold max 64 |> fun longest -> float (longest / 8)

/// What may be moved by its last bits: no tokens, lengths, labels or seeds.
let private numbers (model: Model) =
    let integers =
        model.Inputs |> List.filter (fun input -> input.Kind <> InputKind.Numbers) |> List.map _.Tensor

    [ model.WithTargets ] @ Option.toList model.WithLabels
    |> List.collect _.Tensors
    |> List.map _.Name
    |> Set.ofList
    |> Set.difference
    <| Set.ofList (model.Labels :: Option.toList model.Noise @ integers)

/// The tensors of a program on the data: as they are, or with everything that is given or stored on the way moved by
/// its last bits, at random. What a result moves by then is what rounding may do to it, however it is computed: much,
/// where predictions and targets cancel, or a normalisation divides by the spread of numbers that are almost equal.
let private tensors seed (model: Model) (data: Data) program =
    let rerun = Rounding.Rerun(program, data.Batch, data.Values, numbers model)

    match seed with
    | Some seed -> rerun.Tensors(bits program data.Batch * unit model, seed)
    | None -> rerun.Tensors(0.0, 0)

let private greatest (values: float[]) = values |> Array.fold (fun greatest v -> max greatest (abs v)) 1e-300

/// One tensor of a comparison: "∂Dense1Weights, layer Dense1, of targets", and its shape.
type private Compared = { What: string; Shape: int list }

/// Where the k-th number of a tensor is: [2, 3].
let private place (shape: int list) k =
    let strides = List.scanBack (*) shape 1 |> List.tail

    "["
    + String.Join(", ", List.map2 (fun stride extent -> string (k / stride % extent)) strides shape)
    + "]"

/// The difference is small, relative to the greatest number expected, or beside what rounding may do, which is asked for
/// where the first does not hold.
let private compare tolerance (rounding: unit -> float) compared (expected: float[]) (actual: float[]) =
    let scale = greatest expected

    if actual.Length <> expected.Length then
        failwith (compared.What + ": " + string actual.Length + " numbers, expected " + string expected.Length)

    Array.iteri2
        (fun k (e: float) (a: float) ->
            // not "greater than": not-a-number is to fail
            if not (abs (e - a) <= tolerance * scale || abs (e - a) <= tolerance * scale + rounding ()) then
                failwith (
                    compared.What
                    + " "
                    + place compared.Shape k
                    + ": expected "
                    + Show.number e
                    + ", got "
                    + Show.number a
                    + ", among numbers to "
                    + Show.number scale
                ))
        expected
        actual

/// A declaration before the C# compiler has seen its generated file.
type Draft = { Declared: Spec; Source: string; Behind: Compiled -> Trial }

let draft spec =
    let model = model spec
    let programs = Passes.programs model
    keepsInvariants model programs

    let objective name (loss: Program) (training: Program) =
        {
            Name = name
            Loss = loss |> Simplify.prepare |> Simplify.simplify
            Training = Reference.differentiated model training (model.Parameters |> List.map (fun p -> p.Tensor))
        }

    let losses =
        [
            objective "targets" model.WithTargets model.Training
            match model.WithLabels, model.TrainingWithLabels with
            | Some loss, Some training -> objective "labels" loss training
            | _ -> ()
        ]

    {
        Declared = spec
        Source = Compiler.print (model, programs)
        Behind = fun compiled -> { Model = model; Losses = losses; Compiled = compiled }
    }

/// Classes of different names, compiled as one assembly, and its context.
let ofDrafts (drafts: Draft list) =
    let compiled, context =
        drafts |> List.map (fun draft -> draft.Declared, draft.Source) |> Compiled.buildAll

    List.map2 (fun draft compiled -> draft.Behind compiled) drafts compiled, context

let make precision spec =
    let spec =
        match precision with
        | Single -> spec
        | Double -> inDouble spec

    ofDrafts [ draft spec ] |> fst |> List.exactlyOne

/// What the reference computes, by name.
let private expected seed trial (data: Data) =
    let model = trial.Model
    let tensors program = tensors seed model data program
    let predicted = tensors model.Predict
    let compared what shape = { What = what; Shape = shape }

    [
        compared "outputs of sample" [ data.Batch; sizeOf model.OutputShape ],
        model.Heads |> List.map (fun head -> predicted head.Tensor) |> rows data.Batch

        for penalty in Option.toList model.Penalty do
            compared "penalty" [], tensors model.Training penalty.Target

        for objective in trial.Losses do
            let trained = tensors objective.Training
            let compared what shape = compared (what + ", of " + objective.Name) shape
            compared "loss" [], tensors objective.Loss model.LossTensor
            compared "loss in training" [], trained model.LossTensor

            for p in model.Parameters do
                compared ("layer " + p.Layer + ", gradient of " + p.Property) p.Shape, trained (Adjoint p.Tensor)

            for state in model.States do
                compared ("layer " + state.Layer + ", " + state.Property + " afterwards") state.Shape,
                trained state.Updated
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

    let right = expected None trial data
    // chance may move a single number by next to nothing: several times, and twice the most
    let moved = lazy [ for seed in 1..8 -> expected (Some seed) trial data |> List.map snd ]

    let rounding k (numbers: float[]) () =
        2.0 * (moved.Value |> List.map (List.item k >> Array.map2 (-) numbers >> greatest) |> List.max)

    for width in widths do
        Compiled.onWidth width (fun () ->
            for k, ((compared, expected), actual) in List.zip right (actual trial data) |> List.indexed do
                compare tolerance (rounding k expected) compared expected actual)

/// How far a loss moves when everything is moved by its last bits, in double.
let private blur model program (data: Data) value =
    let rerun = Rounding.Rerun(program, data.Batch, data.Values, numbers model)

    let moved seed = (rerun.Tensors (Math.ScaleB(1.0, -52), seed) program.Results.Head)[0]

    [ 1..4 ] |> List.map (fun seed -> 2.0 * abs (moved seed - value)) |> List.max

/// Compares the reference derivative with finite differences in a few directions of every parameter: those that were
/// compared, and those in which the loss has a kink. A loss that is infinite, as that of a saturated probability, has no
/// differences.
let differences (model: Model) (data: Data) =
    let program = { model.Training with Results = [ Reference.total model model.Training ] }
    let wanted = model.Parameters |> List.map (fun p -> p.Tensor)
    let _, slopes = Reference.gradient model model.Training wanted data.Batch data.Values
    let given = program.Tensors |> List.map (fun t -> t.Name, Array.copy data.Values[t.Name]) |> Map.ofList
    let loss = Differences.Loss(program, data.Batch, given)
    let noise = lazy (blur model program data loss.Value)

    /// A slope may be the same on both sides of a kink, and bend nevertheless.
    let crossesKink tensor direction =
        let sides h =
            let numbers = Array.copy data.Values[tensor]

            for k, share in direction do
                numbers[k] <- numbers[k] + h * share

            Kinks.sides model.Training data.Batch (data.Values |> Map.add tensor numbers)

        let here = sides 0.0
        sides -Differences.span <> here || sides Differences.span <> here

    [
        for p, slopes in (if Double.IsFinite loss.Value then List.zip model.Parameters slopes else []) do
            for direction in Differences.few slopes.Length do
                let slope = direction |> List.sumBy (fun (k, share) -> share * slopes[k])

                match Differences.compareBeside noise (loss.Along(p.Tensor, direction)) slope with
                | Differences.Agrees -> None
                | Differences.Kink -> Some("The loss has a kink along " + p.Property + ".")
                | Differences.Differs _ when crossesKink p.Tensor direction ->
                    Some("The loss has a kink close by along " + p.Property + ".")
                | Differences.Differs measured ->
                    failwith (
                        "layer "
                        + p.Layer
                        + ", ∂"
                        + p.Property
                        + " along "
                        + string (direction |> List.map (fst >> place p.Shape) |> List.truncate 3)
                        + ": the rule gives "
                        + Show.number slope
                        + ", finite differences "
                        + Show.number measured
                    )
    ]

/// Fails where the reference derivative is not that of finite differences, and at a kink.
let checkDifferences model data = differences model data |> List.tryPick id |> Option.iter failwith
