namespace NetGen.Core

/// What is known of the values of a layer's outputs.
type Range =
    | Anything
    /// Each strictly between 0 and 1.
    | Logistic
    /// Not negative, and summing to 1 over the last index.
    | Probabilities
    /// Their logarithms.
    | LogProbabilities

/// What flows from one layer to the next.
type Signal =
    {
        Tensor: Name
        /// Of one sample.
        Shape: int list
        Range: Range
        /// Some v: integers in 0 … v − 1, to be looked up.
        Vocabulary: int option
        /// The numbers of steps of every sample, where they differ; the first axis is time then.
        Lengths: Name option
    }

[<RequireQualifiedAccess>]
module Signal =
    /// The extents of a tensor that has none of the batch.
    let extents (indices: Index list) =
        indices
        |> List.map (fun i ->
            match i.Extent with
            | Fixed extent -> extent
            | Batch -> invalidOp "The tensor depends on the sample.")

/// A tensor that a layer trains.
type Parameter =
    {
        Tensor: Name
        /// Its property: Dense1Weights.
        Property: string
        Layer: string
        Indices: Index list
        /// Where it begins in the network's parameters.
        Offset: int
        Initializer: Initializer
        FanIn: int
        FanOut: int
        /// λ of the penalties λ·Σ|w| and λ·Σw².
        L1: float
        L2: float
    }

    member parameter.Shape = Signal.extents parameter.Indices

/// A tensor that training follows without a gradient: running statistics.
type State =
    {
        Tensor: Name
        /// Its name in files: BatchNorm1RunningMean.
        Property: string
        Layer: string
        Indices: Index list
        /// Where it begins in the network's state.
        Offset: int
        Initial: float
        /// The tensor that replaces it after a gradient; the layer has an equation for it in training.
        Updated: Name
    }

    member state.Shape = Signal.extents state.Indices

/// Where a layer stands.
type Site =
    {
        /// Dense1, or the name the user gave it.
        Layer: string
        /// Counted over the layers, from 1.
        Number: int
        /// A name for one of its tensors: W1 for W.
        Tensor: string -> Name
        /// One, but for layers that join.
        Inputs: Signal list
        Output: Name
        Arguments: Arguments
        /// What suits weights of that fan-in before the next activation.
        Suitable: int -> Initializer
        /// Whether to write what Gradient computes, or Predict and Loss.
        Training: bool
        /// Two numbers, the seed of the network's noise and the training step.
        Noise: Name
    }

    /// The only input of a layer that does not join.
    member site.Input = List.exactlyOne site.Inputs

    /// A signal of numbers of that shape in the layer's output; lengths stay those of the input.
    member site.Gives shape : Signal =
        { site.Input with Tensor = site.Output; Shape = shape; Range = Anything; Vocabulary = None }

    /// A tensor it trains, called after the layer and its role there: Dense1Weights.
    member site.Parameter(letter, role, indices, initializer, fanIn, fanOut) =
        {
            Tensor = site.Tensor letter
            Property = site.Layer + role
            Layer = site.Layer
            Indices = indices
            Offset = 0
            Initializer = initializer
            FanIn = fanIn
            FanOut = fanOut
            L1 = 0.0
            L2 = 0.0
        }

/// What a layer writes at its site.
type Written =
    {
        Output: Signal
        Parameters: Parameter list
        States: State list
        /// (T, U): the equation for T reads beyond U's border on purpose.
        Padded: Set<Name * Name>
        Equations: Equation list
    }

/// The numbers a sum of errors is divided by, apart from the samples.
type Mean =
    | OverSamples
    | OverSamplesAndOutputs

/// What a loss asks of the outputs.
type Need =
    | Nothing
    | Classes
    | Yesses

type Role =
    /// An input of the network.
    | Source
    /// With parameters, and tensors of its own, whose names it numbers; its shape rule is in what it writes.
    | Layer of write: (Site -> Result<Written, Fault>)
    /// Without parameters.
    | Transform of write: (Site -> Result<Written, Fault>)
    /// Of several inputs.
    | Join of write: (Site -> Result<Written, Fault>)
    /// y from x = x[n, …, o], and from x reduced over the last index.
    | Activation of
        suitable: (int -> Initializer) *
        range: Range *
        body: (Arguments -> Body -> (Reduction -> Body) -> Body)
    /// One term, of an output y and its target t.
    | Loss of need: Need * mean: Mean * term: (Arguments -> Body -> Body -> Body)

/// What else than numbers over fixed extents a step understands.
type Understanding =
    /// Integers to be looked up, and nothing else.
    | Tokens
    /// Sequences whose lengths differ from sample to sample.
    | DifferentLengths

/// All that the compiler knows of one attribute.
type Entry =
    {
        Name: string
        /// Its own arguments, positional ones first.
        Rules: Rule list
        Understands: Understanding list
        Role: Role
    }

[<RequireQualifiedAccess>]
module Written =
    let simple output parameters equations =
        { Output = output; Parameters = parameters; States = []; Padded = Set.empty; Equations = equations }

[<RequireQualifiedAccess>]
module Entry =
    /// More numbers than this in one tensor of a network do not fit into one array.
    let limit = 2000000000L

    /// The indices of a tensor of that shape: o, p, q, …
    let indices (shape: int list) = Write.indices shape

    let private from = Rule.unset "From" Words

    /// The arguments of its kind.
    let common entry =
        Rule.unset "Name" Words
        :: match entry.Role with
           | Source
           | Join _ -> []
           | Layer _ ->
               [
                   from
                   Rule.unset "Share" Words
                   Rule.optional "L1" NotNegativeNumber (Argument.Real 0.0)
                   Rule.optional "L2" NotNegativeNumber (Argument.Real 0.0)
               ]
           | Transform _
           | Activation _ -> [ from ]
           | Loss _ -> [ from; Rule.optional "Weight" Positive (Argument.Real 1.0) ]

    /// All arguments: its own, and those of its kind.
    let rules entry = entry.Rules @ common entry
