/// Spec → Model: shapes, names, parameters and equations, or everything that is wrong at once.
module NetGen.Core.Infer

open Write

/// The layers so far, and what the next one reads.
type private Chain =
    {
        /// The layers that are no activations, counted: k of z{k}
        Count: int
        Output: Name
        Shape: int list
        Range: Range
        /// Last first.
        Layers: Layer list
    }

    member chain.ParameterCount =
        chain.Layers |> List.sumBy (fun layer -> Model.parameterCount layer.Parameters)

let private numbered letter (k: int) = letter + Show.integer k

/// a1, and a1' for a second activation.
let private activated chain =
    let taken = chain.Layers |> List.collect (fun layer -> layer.Equations) |> List.map (fun e -> e.Target)
    let rec free name = if List.contains (Given name) taken then free (name + "'") else Given name
    free (numbered "a" chain.Count)

let private activate (step: Step) range body chain =
    let o = Entry.indices chain.Shape
    let at indices = read chain.Output (!n :: List.map (!) indices)

    let reduce reduction =
        let before, last = List.splitAt (o.Length - 1) o
        let k = last |> List.map (fun i -> { i with Name = "k" })
        Reduce(reduction, k, at (before @ k))

    let output = activated chain

    let layer =
        {
            Name = step.Name
            Kind = step.Entry.Name
            OutputShape = chain.Shape
            Parameters = []
            Equations = [ equation output (n :: o) (body step.Arguments (at o) reduce) ]
        }

    { chain with Output = output; Range = range; Layers = layer :: chain.Layers }

/// The initialiser that suits the activation right behind a layer.
let private suitable next =
    match next with
    | Some { Entry = { Role = Activation(suitable, _, _) } } -> suitable
    | _ -> fun _ -> GlorotUniform

let private write (step: Step) next body chain =
    let k = chain.Count + 1
    let output = Given(numbered "z" k)

    body
        {
            Layer = step.Name
            Tensor = fun letter -> Given(numbered letter k)
            Input = chain.Output
            InputShape = chain.Shape
            Output = output
            Arguments = step.Arguments
            Suitable = suitable next
        }
    |> Result.bind (fun (written: Written) ->
        let offsets = written.Parameters |> List.scan (fun at p -> at + Model.size p.Shape) chain.ParameterCount

        if List.last offsets > Declaration.limit then
            Error(TooLarge(step.Name, "parameters", Declaration.limit))
        else
            let layer =
                {
                    Name = step.Name
                    Kind = step.Entry.Name
                    OutputShape = written.OutputShape
                    Parameters =
                        List.map2
                            (fun offset (p: Parameter) -> { p with Offset = int offset })
                            (List.truncate written.Parameters.Length offsets)
                            written.Parameters
                    Equations = written.Equations
                }

            Ok
                {
                    Count = k
                    Output = output
                    Shape = written.OutputShape
                    Range = Anything
                    Layers = layer :: chain.Layers
                })

let rec private link chain (steps: Step list) =
    match steps with
    | [] -> Ok chain
    | step :: rest ->
        match step.Entry.Role with
        | Activation(_, range, body) -> link (activate step range body chain) rest
        | Layer body ->
            match write step (List.tryHead rest) body chain with
            | Ok chain -> link chain rest
            | Error fault -> Error [ Diagnostic.at step.At fault ]
        | Loss _ -> link chain rest

/// The members every network has.
let private members =
    set
        [
            "InputSize"
            "OutputSize"
            "ParameterCount"
            "ClassCount"
            "Info"
            "Create"
            "Parameters"
            "Predict"
            "Loss"
            "Gradient"
        ]

let private collisions (spec: Spec) (steps: Step list) (layers: Layer list) =
    let properties = layers |> List.collect (fun layer -> layer.Parameters)
    // Layers of the same name have a diagnostic of their own.
    let meets (p: Parameter) =
        properties |> List.exists (fun other -> other.Property = p.Property && other.Layer <> p.Layer)

    properties
    |> List.filter (fun p -> members.Contains p.Property || p.Property = spec.Class || meets p)
    |> List.map (fun p ->
        let step = steps |> List.find (fun step -> step.Name = p.Layer)
        Diagnostic.at step.At (MemberCollision(p.Layer, p.Property)))

/// What keeps the loss from comparing these outputs.
let private misfit need (loss: Step) (chain: Chain) =
    let last = chain.Layers.Head.Name

    match need, chain.Range, chain.Shape with
    | Classes, (Probabilities | LogProbabilities), [ 1 ] -> Some(OneClass(loss.Name, last))
    | Classes, (Probabilities | LogProbabilities), [ _ ] -> None
    | Classes, (Probabilities | LogProbabilities), shape -> Some(NotFlat(loss.Name, shape))
    | Classes, _, _ -> Some(NotProbabilities(loss.Name, last))
    | Yesses, Logistic, _
    | Nothing, _, _ -> None
    | Yesses, _, _ -> Some(NotLogistic(loss.Name, last))

let private x, t, label, lossTensor = Given "x", Given "t", Given "label", Given "loss"

let private model (spec: Spec) precision (inputShape: int list) (chain: Chain) (loss: Step) need mean term =
    let layers = List.rev chain.Layers
    let equations = layers |> List.collect (fun layer -> layer.Equations)
    let term = term loss.Arguments

    let tensors =
        input x (n :: Entry.indices inputShape)
        :: (layers
            |> List.collect (fun layer -> layer.Parameters)
            |> List.map (fun p -> parameter p.Tensor p.Indices))

    let withLoss tensor equation =
        { Tensors = tensors @ [ tensor ]; Equations = equations @ [ equation ]; Results = [ lossTensor ] }

    let outputs = n :: Entry.indices chain.Shape

    {
        Spec = spec
        Precision = precision
        InputShape = inputShape
        OutputShape = chain.Shape
        Layers = layers
        Loss = loss.Name
        ClassCount = if need = Classes then Some(List.last chain.Shape) else None
        Input = x
        Output = chain.Output
        LossTensor = lossTensor
        Targets = t
        Labels = label
        Predict = { Tensors = tensors; Equations = equations; Results = [ chain.Output ] }
        WithTargets =
            withLoss
                (data (if need = Classes then Distribution else Domain.Real) t outputs)
                (Losses.withTargets need mean term chain.Range chain.Output chain.Shape t lossTensor)
        WithLabels =
            if need = Classes then
                Some(
                    withLoss
                        (data (Below(Fixed(List.last chain.Shape))) label [ n ])
                        (Losses.withLabels need mean term chain.Range chain.Output chain.Shape label lossTensor)
                )
            else
                None
    }

/// The model of steps that were understood, or what does not fit together.
let private assemble (spec: Spec) (inputShape, precision) (steps: Step list) =
    let start = { Count = 0; Output = x; Shape = inputShape; Range = Anything; Layers = [] }

    match link start steps, steps |> List.filter Steps.isLoss with
    | Error faults, _ -> Error faults
    | Ok chain, _ when chain.ParameterCount = 0L -> Error [ Diagnostic.at spec.At (NothingToTrain spec.Class) ]
    | Ok chain, [ { Entry = { Role = Loss(need, mean, term) } } as loss ] ->
        let misfit = misfit need loss chain |> Option.map (Diagnostic.at loss.At)

        match collisions spec steps chain.Layers @ Option.toList misfit with
        | [] -> Ok(model spec precision inputShape chain loss need mean term)
        | faults -> Error faults
    | Ok chain, _ -> Error(collisions spec steps chain.Layers)

/// The model, or all diagnostics: none where only the C# compiler has something to say.
let infer (spec: Spec) : Result<Model, Diagnostic list> =
    let steps, faults = Steps.read spec
    let faults = Declaration.check spec @ faults

    match Declaration.network spec, steps with
    | Error others, _ -> Error(others @ faults)
    | Ok _, None -> Error faults
    | Ok network, Some steps ->
        match assemble spec network steps, faults with
        | Ok model, [] -> Ok model
        | Ok _, faults -> Error faults
        | Error others, faults -> Error(faults @ others)
