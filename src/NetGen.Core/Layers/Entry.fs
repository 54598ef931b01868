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
    }

    member parameter.Shape =
        parameter.Indices
        |> List.map (fun i ->
            match i.Extent with
            | Fixed extent -> extent
            | Batch -> invalidOp "A parameter does not depend on the sample.")

/// Where a layer stands.
type Site =
    {
        /// Dense1, or the name the user gave it.
        Layer: string
        /// A name for one of its tensors: W1 for W.
        Tensor: string -> Name
        Input: Name
        InputShape: int list
        Output: Name
        Arguments: Arguments
        /// What suits weights of that fan-in before the next activation.
        Suitable: int -> Initializer
    }

/// What a layer writes at its site.
type Written = { OutputShape: int list; Parameters: Parameter list; Equations: Equation list }

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
    /// With tensors of its own, whose names it numbers; its shape rule is in what it writes.
    | Layer of write: (Site -> Result<Written, Fault>)
    /// y from x = x[n, …, o], and from x reduced over the last index.
    | Activation of
        suitable: (int -> Initializer) *
        range: Range *
        body: (Arguments -> Body -> (Reduction -> Body) -> Body)
    /// One term, of an output y and its target t.
    | Loss of need: Need * mean: Mean * term: (Arguments -> Body -> Body -> Body)

/// All that the compiler knows of one attribute.
type Entry = { Name: string; Rules: Rule list; Role: Role }

[<RequireQualifiedAccess>]
module Entry =
    /// The indices of a tensor of that shape: o, p, q, …
    let indices (shape: int list) =
        shape |> List.mapi (fun k extent -> Write.index (string (char (int 'o' + k))) extent)

    /// What an entry without a range of its own lets through.
    let range entry =
        match entry.Role with
        | Activation(_, range, _) -> range
        | Layer _
        | Loss _ -> Anything
