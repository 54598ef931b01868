/// The losses of a network, its penalties, and their sum.
module NetGen.Core.Objective

open Write

let private lossTensor = Given "loss"
let private label = Given "label"

/// What keeps a loss from comparing an output.
let private misfit need (loss: Step) (output: Signal) =
    let last = loss.Sources.Head

    match need, output.Range, List.tryLast output.Shape with
    | Classes, (Probabilities | LogProbabilities), Some 1 -> Some(OneClass(loss.Name, last))
    | Classes, (Probabilities | LogProbabilities), _ -> None
    | Classes, _, _ -> Some(NotProbabilities(loss.Name, last))
    | Yesses, Logistic, _
    | Nothing, _, _ -> None
    | Yesses, _, _ -> Some(NotLogistic(loss.Name, last))

/// The term of a loss, what it asks for and how it averages.
let private formula (loss: Step) =
    match loss.Entry.Role with
    | Loss(need, mean, term) -> need, mean, term loss.Arguments
    | _ -> invalidOp (loss.Name + " is no loss.")

let private need loss =
    let need, _, _ = formula loss
    need

/// What does not fit.
let check (flow: Flow.Flow) (losses: Step list) =
    losses
    |> List.choose (fun loss ->
        let last = loss.Sources.Head

        if flow.Inputs |> List.exists (fun input -> input.Name = last) then
            Some(LossOfInput(loss.Name, last))
        else
            misfit (need loss) loss flow.Signals[last]
        |> Option.map (Diagnostic.at loss.At))

/// The parts of a row of outputs.
let heads (flow: Flow.Flow) (losses: Step list) : Head list =
    let number k = if losses.Length = 1 then "" else Show.integer (k + 1)
    let shapes = losses |> List.map (fun loss -> flow.Signals[loss.Sources.Head].Shape)
    let offsets = shapes |> List.scan (fun at shape -> at + int (Model.size shape)) 0

    List.zip3 losses shapes (List.truncate losses.Length offsets)
    |> List.mapi (fun k (loss, shape, offset) ->
        let output = flow.Signals[loss.Sources.Head]

        {
            Name = loss.Sources.Head
            Tensor = output.Tensor
            Shape = shape
            Offset = offset
            Loss = loss.Name
            Weight = Arguments.number "Weight" loss.Arguments
            Targets = Given("t" + number k)
            AreClasses = (need loss = Classes)
            Lengths =
                flow.Inputs
                |> List.tryFind (fun input -> Some input.Tensor = output.Lengths)
                |> Option.map (fun input -> input.Name)
        })

/// The equations of the losses and of their weighted sum.
let private weighted (heads: Head list) (equationOf: Head -> Name -> Equation) =
    match heads with
    | [ { Weight = 1.0 } as head ] -> [ equationOf head lossTensor ]
    | _ ->
        let parts = heads |> List.mapi (fun k head -> head, Given("loss" + Show.integer (k + 1)))
        let sum = parts |> List.map (fun (head, part) -> number head.Weight * read part []) |> Add
        (parts |> List.map (fun (head, part) -> equationOf head part)) @ [ equation lossTensor [] sum ]

let private lossOf (losses: Step list) (head: Head) = losses |> List.find (fun loss -> loss.Sources.Head = head.Name)

/// Tensors and equations of losses of targets.
let private targeted (flow: Flow.Flow) (losses: Step list) (heads: Head list) =
    let targets =
        heads
        |> List.map (fun head ->
            let domain = if head.AreClasses then Distribution else Domain.Real
            data domain head.Targets (n :: Entry.indices head.Shape))

    targets,
    weighted heads (fun head result ->
        let need, mean, term = formula (lossOf losses head)
        Losses.withTargets need mean term flow.Signals[head.Name] head.Targets result)

/// Likewise of class labels, which a single loss takes.
let private labelled (flow: Flow.Flow) (losses: Step list) (heads: Head list) =
    match heads with
    | [ { AreClasses = true } as head ] ->
        let positions = List.truncate (head.Shape.Length - 1) head.Shape

        Some(
            [ data (Below(Fixed(List.last head.Shape))) label (n :: Entry.indices positions) ],
            weighted heads (fun head result ->
                let need, _, term = formula (lossOf losses head)
                Losses.withLabels need term flow.Signals[head.Name] label result)
        )
    | _ -> None

/// λ·Σ|w| + λ·Σw² over all weights.
let private penalty (parameters: Parameter list) =
    let terms =
        parameters
        |> List.collect (fun p ->
            let w = read p.Tensor (List.map (!) p.Indices)

            [
                if p.L1 > 0.0 then
                    number p.L1 * sum p.Indices (apply "abs" w)
                if p.L2 > 0.0 then
                    number p.L2 * sum p.Indices (w * w)
            ])

    if terms.IsEmpty then None else Some(equation (Given "penalty") [] (Add terms))

let private inputTensors (flow: Flow.Flow) =
    flow.Inputs
    |> List.map (fun part ->
        match part.Kind with
        | InputKind.Numbers -> input part.Tensor (n :: Entry.indices part.Shape)
        | InputKind.Tokens count -> data (Below(Fixed count)) part.Tensor (n :: Entry.indices part.Shape)
        | InputKind.Length longest -> data (Below(Fixed(longest + 1))) part.Tensor [ n ])

let private reads name (equations: Equation list) =
    equations |> List.exists (fun e -> Walk.reads e.Body |> List.exists (fun (read, _) -> read = name))

/// The model: the flow as Predict computes it, and as training does.
let model (spec: Spec) precision (predict: Flow.Flow) (training: Flow.Flow) (losses: Step list) : Model =
    let layers = List.rev predict.Layers
    let parameters = layers |> List.collect (fun layer -> layer.Parameters)
    let states = layers |> List.collect (fun layer -> layer.States)
    let heads = heads predict losses
    let penalty = penalty parameters

    let equations (flow: Flow.Flow) = List.rev flow.Layers |> List.collect (fun layer -> layer.Equations)

    let hasNoise = reads training.Noise (equations training)

    let tensors =
        inputTensors predict
        @ (parameters |> List.map (fun p -> parameter p.Tensor p.Indices))
        @ (states |> List.map (fun state -> data Domain.Real state.Tensor state.Indices))

    let program flow (extra, loss) : Program =
        { Tensors = tensors @ extra; Equations = equations flow @ loss; Results = [ lossTensor ] }

    let total = Given "total"

    /// With the penalty, with noise, and with the states that follow.
    let trained (program: Program) =
        {
            Tensors = program.Tensors @ (if hasNoise then [ data Domain.Real training.Noise [ index "k" 2 ] ] else [])
            Equations =
                program.Equations
                @ match penalty with
                  | Some penalty -> [ penalty; equation total [] (read lossTensor [] + read penalty.Target []) ]
                  | None -> []
            Results = lossTensor :: (states |> List.map (fun state -> state.Updated))
        }

    let labels = labelled predict losses heads

    {
        Spec = spec
        Precision = precision
        Inputs = predict.Inputs
        Heads = heads
        Layers = layers
        LossTensor = lossTensor
        Penalty = penalty
        Total = if penalty.IsSome then total else lossTensor
        Labels = label
        ClassCount = labels |> Option.map (fun _ -> List.last heads.Head.Shape)
        Noise = if hasNoise then Some training.Noise else None
        Padded = predict.Padded + training.Padded
        Predict =
            {
                Tensors = tensors
                Equations = equations predict
                Results = heads |> List.map (fun head -> head.Tensor)
            }
        WithTargets = program predict (targeted predict losses heads)
        WithLabels = labels |> Option.map (program predict)
        Training = program training (targeted training losses heads) |> trained
        TrainingWithLabels = labelled training losses heads |> Option.map (program training >> trained)
    }
