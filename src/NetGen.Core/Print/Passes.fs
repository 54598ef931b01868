/// The passes of a network: what they compute, how they are asked for, and the kernels they share.
module NetGen.Core.Passes

open System.Text.RegularExpressions
open Surface

/// A pass is named by the member that runs it.
let passName value =
    match value with
    | Predict -> "RunPredict"
    | Loss -> "RunLoss"
    | Gradient -> "RunGradient"
    | LabelLoss -> "RunLabelLoss"
    | LabelGradient -> "RunLabelGradient"
    | Penalty -> "RunPenalty"
    | OpenStream -> "RunStep"
    | _ -> invalidOp "The member runs no pass."

/// What tells its kernels from those of other passes.
let private behind value =
    match value with
    | Predict -> "InPredict"
    | Loss -> "InLoss"
    | Gradient -> "InGradient"
    | LabelLoss -> "OfLabels"
    | LabelGradient -> "InGradientOfLabels"
    | OpenStream -> "InStream"
    | _ -> ""

/// What each member computes, in normal form; every stage is checked, so that a broken one is named.
let programs (model: Model) : (Member * Program) list =
    let parameters = model.Parameters |> List.map (fun p -> p.Tensor)

    let prepare program =
        program
        |> Check.verify (Check.Written(Check.needed program model.Padded))
        |> Simplify.prepare
        |> Check.verify Check.Normal

    let simplify = Simplify.simplify >> Check.verify Check.Simplified
    let value = prepare >> simplify

    // the total is no result: Gradient gives the loss without penalties
    let gradient (program: Program) =
        let differentiated =
            prepare { program with Results = List.distinct (model.Total :: program.Results) }
            |> Differentiate.differentiate model.Total parameters
            |> Check.verify Check.Differentiated

        simplify { differentiated with Results = program.Results @ List.map Adjoint parameters }

    [
        Predict, value model.Predict
        Loss, value model.WithTargets
        Gradient, gradient model.Training
        match model.WithLabels, model.TrainingWithLabels with
        | Some program, Some training ->
            LabelLoss, value program
            LabelGradient, gradient training
        | _ -> ()
        match model.Penalty with
        | Some penalty ->
            let weights = model.Training.Tensors |> List.filter (fun t -> t.Kind = Kind.Parameter)
            Penalty, value { Tensors = weights; Equations = [ penalty ]; Results = [ penalty.Target ] }
        | None -> ()
        match Stream.ofModel model with
        | Some program -> OpenStream, program |> Simplify.prepare |> Check.verify Check.Normal |> simplify
        | None -> ()
    ]

/// What a tensor is called in the names of kernels: Dense1Forward, Dense1Backward, Dense1WeightsGradient.
let rec private title (model: Model) name =
    let layerOf tensor =
        model.Layers
        |> List.tryFind (fun layer -> layer.Equations |> List.exists (fun e -> e.Target = tensor))
        |> Option.map (fun layer -> layer.Name)

    let propertyOf tensor =
        model.Parameters |> List.tryFind (fun p -> p.Tensor = tensor) |> Option.map (fun p -> p.Property)

    match name with
    | Given _ when name = model.LossTensor -> model.Heads.Head.Loss
    | Given text ->
        layerOf name
        |> Option.map (fun layer -> layer + "Forward")
        |> Option.orElse (propertyOf name)
        |> Option.defaultValue text
    | Adjoint whole ->
        layerOf whole
        |> Option.map (fun layer -> layer + "Backward")
        |> Option.orElse (propertyOf whole |> Option.map (fun property -> property + "Gradient"))
        |> Option.defaultWith (fun () -> title model whole + "Backward")
    | Part(whole, k) -> title model whole + "Part" + Show.integer k
    | Slope(whole, _) -> title model whole + "Slope"
    | Winner whole -> title model whole + "Winner"
    | Before whole -> title model whole + "Before"

let private homes (model: Model) (program: Program) =
    let home buffer offset = { Buffer = buffer; Offset = offset; Row = None }

    /// A part of each sample's row.
    let part buffer offset shape row =
        { home buffer offset with Row = if shape = row then None else Some(int (Model.size row)) }

    let used = (program.Tensors |> List.map (fun t -> t.Name)) @ program.Results |> Set.ofList

    [
        for input in model.Inputs do
            input.Tensor, part "inputs" input.Offset input.Shape model.InputShape
        for head in model.Heads do
            head.Targets, part "targets" head.Offset head.Shape model.OutputShape
            head.Tensor, part "outputs" head.Offset head.Shape model.OutputShape
        model.Labels, home "labels" 0
        model.LossTensor, home "loss" 0
        for p in model.Parameters do
            p.Tensor, home "parameters" p.Offset
            Adjoint p.Tensor, home "gradient" p.Offset
        for state in model.States do
            state.Tensor, home "state" state.Offset
            state.Updated, home "updated" state.Offset
        match model.Noise with
        | Some noise -> noise, home "noise" 0
        | None -> ()
        match model.Penalty with
        | Some penalty -> penalty.Target, home "penalty" 0
        | None -> ()
    ]
    |> List.filter (fun (name, _) -> used.Contains name)
    |> Map.ofList

/// How many numbers a step reads, gives and remembers.
type StepSizes = { Inputs: int; Outputs: int; State: int }

/// Each of a list with the sum of the sizes before it, and the sum of all.
let private behindEachOther size items = items |> List.mapFold (fun at item -> (item, at), at + size item) 0

/// Where a step's tensors lie, what is remembered in two halves, before and after it.
let private stepHomes (model: Model) (program: Program) =
    let shapes = Walk.shapes program
    let size name = Access.size shapes[name]
    let home buffer offset = { Buffer = buffer; Offset = offset; Row = None }
    let heads, outputs = model.Heads |> List.map (fun head -> head.Tensor) |> behindEachOther size
    let states, remembered = Stream.states program |> List.map (fun t -> t.Name) |> behindEachOther size
    let isInput (input: Input) = shapes.ContainsKey input.Tensor
    let inputs = model.Inputs |> List.filter isInput |> List.map (fun input -> input.Tensor)

    let lain =
        [
            for input in inputs do
                input, home "inputs" 0
            for head, offset in heads do
                head, home "outputs" offset
            for p in model.Parameters do
                p.Tensor, home "parameters" p.Offset
            for state in model.States do
                state.Tensor, home "state" state.Offset
            for state, offset in states do
                state, home "before" offset
                Stream.after state, home "after" offset
        ]

    Map.ofList lain, { Inputs = List.sumBy size inputs; Outputs = outputs; State = remembered }

let stepSizes model program = snd (stepHomes model program)

let request (model: Model) (value: Member) (program: Program) : Request =
    {
        Name = passName value
        Program = program
        Homes =
            if value = OpenStream then
                fst (stepHomes model program)
            else
                homes model program
        Title = title model
        // a stream is one sample
        Lanes = if value = OpenStream then Some Features else None
        Precision = model.Precision
    }

let private rename (names: Map<string, string>) (text: string) =
    Regex.Replace(
        text,
        @"\b(\w+)<",
        fun m -> (Map.tryFind m.Groups[1].Value names |> Option.defaultValue m.Groups[1].Value) + "<"
    )

/// Kernels that several passes share, once. Where another kernel has a name already, the pass's is put behind it.
let kernels (passes: (Member * Printed) list) =
    // Kernels are compared without their own names.
    let nameless (m: Method) = rename (Map.ofList [ m.Name, "" ]) m.Text

    let add (kept: Method list, names: Map<string, string>) (value, printed: Printed) =
        let isKept name = kept |> List.exists (fun m -> m.Name = name)

        let renamed =
            printed.Methods
            |> List.map (fun m ->
                match Map.tryFind (nameless m) names with
                | Some name -> m.Name, name
                | None when isKept m.Name -> m.Name, m.Name + behind value
                | None -> m.Name, m.Name)
            |> Map.ofList

        let own =
            printed.Methods
            |> List.map (fun m -> { Name = renamed[m.Name]; Text = rename renamed m.Text })
            |> List.filter (fun m -> not (isKept m.Name))

        kept @ own, (names, own) ||> List.fold (fun names m -> Map.add (nameless m) m.Name names)

    passes |> List.fold add ([], Map.empty) |> fst
