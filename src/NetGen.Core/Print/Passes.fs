/// The passes of a network: what they compute, how they are asked for, and the kernels they share.
module NetGen.Core.Passes

open System
open System.Text
open Surface

/// One member's pass over a batch, and over one sample where that is worth a pass of its own.
type Pass = { Member: Member; Program: Program; Printed: Printed; OneSample: Printed option }

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
    | Penalty -> "InPenalty"
    | _ -> invalidOp "The member runs no pass."

/// What each member computes, in normal form; every stage is checked, so that a broken one is named.
let programs (model: Model) : (Member * Program) list =
    let parameters = model.Parameters |> List.map (fun p -> p.Tensor)

    let prepare program =
        program
        |> Check.verify (Check.Written(Check.needed program model.Padded))
        |> Singletons.drop
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
        | Some program ->
            // a stream is one sample
            let single = Singletons.ofOneSample program |> Option.defaultValue program
            OpenStream, single |> Singletons.drop |> Simplify.prepare |> Check.verify Check.Normal |> simplify
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

/// The pass over one sample.
let oneSampleName value = passName value + "One"

let private request (model: Model) (value: Member) (program: Program) : Request =
    {
        Name = passName value
        Program = program
        Homes =
            if value = OpenStream then
                fst (Homes.ofStep model program)
            else
                Homes.ofModel model program
        Title = title model
        Lanes = None
        Chunk = None
        Packed = None
        Precision = model.Precision
    }

/// What a member computes for one sample, where it is called with single samples.
let private ofOneSample (value, program) =
    match value with
    | Predict
    | Gradient
    | LabelGradient -> Singletons.ofOneSample program |> Option.map (Simplify.simplify >> Check.verify Check.Simplified)
    | _ -> None

let print (model: Model) (programs: (Member * Program) list) : Pass list =
    programs
    |> List.map (fun (value, program) ->
        {
            Member = value
            Program = program
            Printed = Pass.print (request model value program)
            OneSample =
                ofOneSample (value, program)
                |> Option.map (fun single -> Pass.print { request model value single with Name = oneSampleName value })
        })

/// Other names for methods that have type arguments: the words that stand before "<".
let private rename (names: Map<string, string>) (text: string) =
    let isWord letter = Char.IsLetterOrDigit letter || letter = '_'
    let renamed = StringBuilder()

    let rec from copied (bracket: int) =
        if bracket < 0 then
            renamed.Append(text, copied, text.Length - copied).ToString()
        else
            let mutable word = bracket

            while word > copied && isWord text[word - 1] do
                word <- word - 1

            let next = text.IndexOf('<', bracket + 1)

            match Map.tryFind (text.Substring(word, bracket - word)) names with
            | Some name ->
                renamed.Append(text, copied, word - copied).Append(name) |> ignore
                from bracket next
            | None -> from copied next

    from 0 (text.IndexOf '<')

/// Kernels that several passes share, once. Where another kernel has a name already, the pass's is put behind it.
let kernels (passes: Pass list) =
    let printings =
        passes
        |> List.collect (fun pass ->
            (behind pass.Member, pass.Printed)
            :: (pass.OneSample |> Option.map (fun printed -> "OfOne" + behind pass.Member, printed) |> Option.toList))

    // Kernels are compared without their own names.
    let nameless (m: Method) = rename (Map.ofList [ m.Name, "" ]) m.Text

    let add (kept: Method list, names: Map<string, string>) (behind, printed: Printed) =
        let isKept name = kept |> List.exists (fun m -> m.Name = name)

        let renamed =
            printed.Methods
            |> List.map (fun m ->
                match Map.tryFind (nameless m) names with
                | Some name -> m.Name, name
                | None when isKept m.Name -> m.Name, m.Name + behind
                | None -> m.Name, m.Name)
            |> Map.ofList

        let own =
            printed.Methods
            |> List.map (fun m -> { Name = renamed[m.Name]; Text = rename renamed m.Text })
            |> List.filter (fun m -> not (isKept m.Name))

        kept @ own, (names, own) ||> List.fold (fun names m -> Map.add (nameless m) m.Name names)

    printings |> List.fold add ([], Map.empty) |> fst
