/// The layers of a network as equations, each written at its place in the data flow.
module NetGen.Core.Flow

open Write

/// The layers so far, and what the next ones read.
type Flow =
    {
        Training: bool
        Noise: Name
        /// What every input and layer gives, by its name.
        Signals: Map<string, Signal>
        /// The layers with tensors of their own, by the number in their names: k of z{k}
        Numbers: Map<string, int>
        Inputs: Input list
        /// Last first.
        Layers: Layer list
        Padded: Set<Name * Name>
    }

let private start training =
    {
        Training = training
        Noise = Given "noise"
        Signals = Map.empty
        Numbers = Map.empty
        Inputs = []
        Layers = []
        Padded = Set.empty
    }

let private numbered letter (k: int) = letter + Show.integer k

let private offset (inputs: Input list) = inputs |> List.sumBy (fun input -> Model.size input.Shape)

/// An input's tensors: x, or x1, x2, … of several; lengths stand before the numbers they count.
let private supply isOnly (step: Step) flow =
    let shape = Arguments.extents "shape" step.Arguments
    let vocabulary = Arguments.tryInteger "Vocabulary" step.Arguments
    let varies = Arguments.flag "VariableLength" step.Arguments

    if
        (vocabulary.IsSome && shape.Length <> 1)
        || (varies && (shape.Head < 2 || (vocabulary.IsNone && shape.Length < 2)))
    then
        Error(BadTokens(step.Name, shape))
    else
        let number = if isOnly then "" else Show.integer (1 + (flow.Signals |> Map.count))

        let x, lengths = Given("x" + number), Given("lengths" + number)

        let add name tensor shape kind (inputs: Input list) =
            inputs
            @ [ { Name = name; Tensor = tensor; Shape = shape; Offset = int (offset inputs); Kind = kind } ]

        let kind = vocabulary |> Option.map InputKind.Tokens |> Option.defaultValue InputKind.Numbers

        let inputs =
            if varies then
                add (step.Name + "Lengths") lengths [ 1 ] (InputKind.Length shape.Head) flow.Inputs
            else
                flow.Inputs

        let signal =
            {
                Tensor = x
                Shape = shape
                Range = Anything
                Vocabulary = vocabulary
                Lengths = if varies then Some lengths else None
            }

        Ok
            { flow with
                Inputs = add step.Name x shape kind inputs
                Signals = Map.add step.Name signal flow.Signals
            }

/// The number of the layer that the step's input comes from; 0 for the network's inputs.
let private numberBefore flow (step: Step) = Map.tryFind step.Sources.Head flow.Numbers |> Option.defaultValue 0

let private add (step: Step) number (signal: Signal) layer flow =
    { flow with
        Signals = Map.add step.Name signal flow.Signals
        Numbers = Map.add step.Name number flow.Numbers
        Layers = layer :: flow.Layers
    }

/// a1, and a1' for a second activation.
let private activated flow number =
    let taken = flow.Layers |> List.collect (fun layer -> layer.Equations) |> List.map (fun e -> e.Target)
    let rec free name = if List.contains (Given name) taken then free (name + "'") else Given name
    free (numbered "a" number)

let private activate (step: Step) range body flow =
    let input = flow.Signals[step.Sources.Head]
    let o = Entry.indices input.Shape
    let at indices = read input.Tensor (!n :: List.map (!) indices)

    let reduce reduction =
        let before, last = List.splitAt (o.Length - 1) o
        let k = last |> List.map (fun i -> { i with Name = "k" })
        Reduce(reduction, k, at (before @ k))

    let number = numberBefore flow step
    let output = activated flow number

    let layer =
        {
            Name = step.Name
            Kind = step.Entry.Name
            OutputShape = input.Shape
            Parameters = []
            States = []
            Equations = [ equation output (n :: o) (body step.Arguments (at o) reduce) ]
        }

    add step number { input with Tensor = output; Range = range } layer flow

/// The initialiser that suits the activation that reads a layer.
let private suitable (steps: Step list) (step: Step) =
    steps
    |> List.tryPick (fun next ->
        match next.Entry.Role with
        | Activation(suitable, _, _) when next.Sources = [ step.Name ] -> Some suitable
        | _ -> None)
    |> Option.defaultValue (fun _ -> GlorotUniform)

/// What keeps a step from understanding what it reads.
let private misunderstanding flow (step: Step) =
    let understands what = List.contains what step.Entry.Understands

    step.Sources
    |> List.tryPick (fun source ->
        let signal = flow.Signals[source]

        if signal.Vocabulary.IsSome && not (understands Tokens) then
            Some(OnlyTokens(step.Name, source))
        elif signal.Vocabulary.IsNone && understands Tokens then
            Some(NotTokens(step.Name, source))
        elif signal.Lengths.IsSome && not (understands DifferentLengths) then
            Some(EqualLengths(step.Name, source))
        else
            None)

/// The parameters that a layer brings: none where it shares those of another.
let private own flow (step: Step) (written: Written) =
    match step.Shared with
    | None -> Ok written.Parameters
    | Some other ->
        let unshareable reason = Error(Unshareable(step.Name, other, reason))
        let otherLayer = flow.Layers |> List.find (fun layer -> layer.Name = other)
        let shapes parameters = parameters |> List.map (fun (p: Parameter) -> p.Shape)

        if otherLayer.Kind <> step.Entry.Name then
            unshareable (other + " is of the kind " + otherLayer.Kind)
        elif otherLayer.Parameters.IsEmpty then
            unshareable (other + " shares those of another layer itself: name that one")
        elif not written.States.IsEmpty then
            unshareable "each needs running statistics of its own"
        elif shapes otherLayer.Parameters <> shapes written.Parameters then
            let show parameters = System.String.Join(", ", shapes parameters |> List.map Fault.shape)

            unshareable ("its parameters are " + show written.Parameters + ", not " + show otherLayer.Parameters)
        else
            Ok []

/// With offsets behind those of the layers before, and the layer's penalty on weights (tensors of two indices or more).
let private placed flow (step: Step) (parameters: Parameter list) =
    let start = flow.Layers |> List.sumBy (fun layer -> Model.parameterCount layer.Parameters)
    let offsets = parameters |> List.scan (fun at p -> at + Model.size p.Shape) start

    if List.last offsets > Entry.limit then
        Error(TooLarge(step.Name, "parameters", Entry.limit))
    else
        let place offset (p: Parameter) : Parameter =
            let penalty argument = if p.Shape.Length > 1 then Arguments.number argument step.Arguments else 0.0

            { p with Parameter.Offset = int offset; L1 = penalty "L1"; L2 = penalty "L2" }

        Ok(List.map2 place (List.truncate parameters.Length offsets) parameters)

let private placedStates flow (states: State list) =
    let size (state: State) = int (Model.size state.Shape)
    let start = flow.Layers |> List.sumBy (fun layer -> layer.States |> List.sumBy size)
    let offsets = states |> List.scan (fun at state -> at + size state) start

    List.map2
        (fun offset (state: State) -> { state with State.Offset = offset })
        (List.truncate states.Length offsets)
        states

/// The other layer's tensors in place of its own.
let private shared flow (step: Step) (written: Written) =
    match step.Shared with
    | None -> Map.empty
    | Some other ->
        let theirs = flow.Layers |> List.find (fun layer -> layer.Name = other)

        List.map2 (fun (own: Parameter) (p: Parameter) -> own.Tensor, p.Tensor) written.Parameters theirs.Parameters
        |> Map.ofList

let private reading (names: Map<Name, Name>) (equation: Equation) =
    { equation with
        Body = Walk.retarget (fun name -> Map.tryFind name names |> Option.defaultValue name) equation.Body
    }

let private layer (steps: Step list) (step: Step) body flow =
    let k = 1 + (flow.Numbers |> Map.fold (fun greatest _ number -> max greatest number) 0)

    let site =
        {
            Layer = step.Name
            Number = k
            Tensor = fun letter -> Given(numbered letter k)
            Inputs = step.Sources |> List.map (fun source -> flow.Signals[source])
            Output = Given(numbered "z" k)
            Arguments = step.Arguments
            Suitable = suitable steps step
            Training = flow.Training
            Noise = flow.Noise
        }

    body site
    |> Result.bind (fun (written: Written) ->
        own flow step written
        |> Result.bind (placed flow step)
        |> Result.map (fun parameters ->
            let layer =
                {
                    Name = step.Name
                    Kind = step.Entry.Name
                    OutputShape = written.Output.Shape
                    Parameters = parameters
                    States = placedStates flow written.States
                    Equations = written.Equations |> List.map (reading (shared flow step written))
                }

            add step k written.Output layer { flow with Padded = flow.Padded + written.Padded }))

let private step (steps: Step list) isOnly flow (step: Step) =
    match misunderstanding flow step with
    | Some fault -> Error fault
    | None ->
        match step.Entry.Role with
        | Source -> supply isOnly step flow
        | Layer body
        | Transform body
        | Join body -> layer steps step body flow
        | Activation(_, range, body) -> Ok(activate step range body flow)
        | Loss _ -> Ok flow
    |> Result.mapError (fun fault -> [ Diagnostic.at step.At fault ])

/// The layers of steps that stand in the order of the data flow, as Predict computes them or as training does.
let write training (steps: Step list) : Result<Flow, Diagnostic list> =
    let isOnly = steps |> List.filter (fun step -> step.Entry.Role.IsSource) |> List.length = 1

    (Ok(start training), steps)
    ||> List.fold (fun flow next -> flow |> Result.bind (fun flow -> step steps isOnly flow next))
