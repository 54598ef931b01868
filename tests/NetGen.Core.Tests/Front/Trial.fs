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
        Inputs: float[]
        Targets: float[]
        Labels: int[]
        Values: Reference.Values
    }

/// A declaration in one precision.
type Trial =
    {
        Model: Model
        /// Programs of loss and gradient: of targets and, where there are any, of labels.
        Losses: Program list
        Compiled: Compiled
    }

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

/// Random parameters and data for a network.
let data (model: Model) batch (seed: int) : Data =
    let random = Random seed
    let symmetric size = single (size * (2.0 * random.NextDouble() - 1.0))
    let parameters = model.Parameters |> List.map (parameter symmetric)
    let inputs = model.Inputs |> List.map (part random symmetric batch)
    let targets = model.Heads |> List.map (targets random batch)

    let labels =
        Array.init (batch * model.LabelsPerSample) (fun _ -> random.Next(Option.get model.ClassCount))

    {
        Batch = batch
        Parameters = Array.concat parameters
        Inputs = rows batch inputs
        Targets = rows batch targets
        Labels = labels
        Values =
            Map.ofList (
                List.zip (model.Parameters |> List.map (fun p -> p.Tensor)) parameters
                @ List.zip (model.Inputs |> List.map (fun input -> input.Tensor)) inputs
                @ List.zip (model.Heads |> List.map (fun head -> head.Targets)) targets
                @ [ model.Labels, Array.map float labels ]
            )
    }

/// Data whose every argument of relu and its kin keeps its sign in the generated code's arithmetic, or nothing.
let away (model: Model) batch seed =
    let margin =
        match model.Precision with
        | Single -> 1e-5
        | Double -> 1e-12

    Seq.init 50 (fun attempt -> data model batch (seed + attempt))
    |> Seq.tryFind (fun data -> Kinks.distance model.WithTargets batch data.Values > margin)

/// Every stage of the compiler keeps its invariants.
let keepsInvariants (model: Model) =
    let asWritten program = Check.check (Check.Written(Check.needed program model.Padded)) program

    let violations =
        asWritten model.WithTargets
        @ (model.WithLabels |> Option.map asWritten |> Option.defaultValue [])
        @ (Passes.programs model |> List.collect (snd >> Check.check Check.Simplified))

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

/// Outputs as rows; losses, each with its slopes by every parameter: by the reference.
let private expected trial (data: Data) =
    let model = trial.Model
    let machine program = Reference.machine program data.Batch data.Values
    let predict = machine model.Predict

    model.Heads |> List.map (fun head -> predict.Tensor head.Tensor) |> rows data.Batch,
    trial.Losses
    |> List.map (fun program ->
        let machine = machine program
        machine.Tensor model.LossTensor, model.Parameters |> List.map (fun p -> machine.Tensor(Adjoint p.Tensor)))

let make precision spec =
    let spec =
        match precision with
        | Single -> spec
        | Double -> inDouble spec

    let model = model spec
    keepsInvariants model
    let wanted = model.Parameters |> List.map (fun p -> p.Tensor)

    {
        Model = model
        Losses =
            model.Training :: Option.toList model.TrainingWithLabels
            |> List.map (fun program -> Reference.differentiated model program wanted)
        Compiled = Compiled.network spec
    }

/// Fails where generated code and reference differ, on vectors of the widths chosen.
let check (trial: Trial) widths (data: Data) =
    let model, compiled = trial.Model, trial.Compiled

    let tolerance =
        match model.Precision with
        | Single -> 2e-4
        | Double -> 1e-9

    let outputs, losses = expected trial data
    let outputsMoved, lossesMoved = expected trial (moved model data)

    let compare what expected moved actual =
        compare tolerance (greatest (Array.map2 (-) expected moved)) what expected actual

    let hold name number loss (struct (lossOfGradient: float, gradient: float[])) =
        let (expected, slopes), (moved, slopesMoved) = List.item number losses, List.item number lossesMoved
        compare (name + " loss") expected moved [| loss |]
        compare (name + " loss of the gradient") expected moved [| lossOfGradient |]

        List.zip3 model.Parameters slopes slopesMoved
        |> List.iter (fun (p, expected, moved) ->
            Array.sub gradient p.Offset (sizeOf p.Shape) |> compare (name + " ∂" + p.Property) expected moved)

    compiled.Parameters <- data.Parameters

    for width in widths do
        Compiled.onWidth width (fun () ->
            compare "output" outputs outputsMoved (compiled.Predict data.Inputs)
            let targets, labels = data.Targets, data.Labels
            hold "targets" 0 (compiled.Loss(data.Inputs, targets)) (compiled.Gradient(data.Inputs, targets))

            if losses.Length > 1 then
                hold "labels" 1 (compiled.LabelLoss(data.Inputs, labels)) (compiled.LabelGradient(data.Inputs, labels)))

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
