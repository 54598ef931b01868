namespace NetGen.Core

/// What the numbers of an input mean.
[<RequireQualifiedAccess>]
type InputKind =
    | Numbers
    /// Integers below a vocabulary's size.
    | Tokens of int
    /// How many steps the sample has, from 1.
    | Length of int

/// A part of a sample's row of inputs, and the tensor that reads it.
type Input = { Name: string; Tensor: Name; Shape: int list; Offset: int; Kind: InputKind }

/// A layer that a loss compares: a part of a sample's row of outputs, and of targets.
type Head =
    {
        /// The layer's.
        Name: string
        Tensor: Name
        Shape: int list
        Offset: int
        /// The loss's attribute.
        Loss: string
        Weight: float
        Targets: Name
        /// Whether targets are probabilities of classes.
        AreClasses: bool
        /// The input that tells how many steps a sample has, where they differ.
        Lengths: string option
    }

/// One layer or activation of a network.
type Layer =
    {
        /// Dense1
        Name: string
        /// Dense
        Kind: string
        OutputShape: int list
        Parameters: Parameter list
        States: State list
        Equations: Equation list
    }

/// A network as its equations: everything the later stages need.
type Model =
    {
        Spec: Spec
        Precision: Precision
        /// The parts of a row, one after the other.
        Inputs: Input list
        Heads: Head list
        Layers: Layer list
        /// The weighted sum of the losses, without penalties.
        LossTensor: Name
        /// λ·Σ|w| + λ·Σw² over all layers, where one has a penalty.
        Penalty: Equation option
        /// Loss and penalty: what Gradient is the gradient of.
        Total: Name
        /// [samples] or [samples, positions], where there is one loss and it compares classes.
        Labels: Name
        ClassCount: int option
        /// Seed and step of the noise, where a layer has any in training.
        Noise: Name option
        /// Reads beyond a border that are meant.
        Padded: Set<Name * Name>
        /// Results = the heads' tensors
        Predict: Program
        /// Results = [LossTensor], by the equations of Predict
        WithTargets: Program
        /// Likewise, for class labels.
        WithLabels: Program option
        /// By the equations of training: Results = LossTensor, and what replaces states. Total is defined in it.
        Training: Program
        TrainingWithLabels: Program option
    }

    member model.Parameters = model.Layers |> List.collect (fun layer -> layer.Parameters)
    member model.States = model.Layers |> List.collect (fun layer -> layer.States)

    /// The only part of a row, or all of it.
    member model.InputShape =
        match model.Inputs with
        | [ input ] -> input.Shape
        | inputs -> [ inputs |> List.sumBy (fun i -> List.reduce (*) i.Shape) ]

    member model.OutputShape =
        match model.Heads with
        | [ head ] -> head.Shape
        | heads -> [ heads |> List.sumBy (fun h -> List.reduce (*) h.Shape) ]

    /// Labels of one sample: one, or one at every position of a sequence.
    member model.LabelsPerSample =
        match model.ClassCount with
        | Some count -> List.reduce (*) model.OutputShape / count
        | None -> 0

[<RequireQualifiedAccess>]
module Model =
    /// The product of the extents.
    let size (shape: int list) = List.fold (fun product extent -> product * int64 extent) 1L shape

    let parameterCount parameters = parameters |> List.sumBy (fun (p: Parameter) -> size p.Shape)

    let private extents indices =
        indices
        |> List.choose (fun (i: Index) ->
            match i.Extent with
            | Fixed extent -> Some extent
            | Batch -> None)
        |> size

    /// The multiply-adds of one sample: every product in every sum.
    let multiplyAdds (equations: Equation list) =
        let rec inside around body =
            match body with
            | Reduce(Sum, over, Multiply factors) -> around * extents over + (factors |> List.sumBy (inside around))
            | Reduce(_, over, body) -> inside (around * extents over) body
            | Apply(_, bodies)
            | Add bodies
            | Multiply bodies -> bodies |> List.sumBy (inside around)
            | Select(_, yes, no) -> inside around yes + inside around no
            | Number _
            | Count _
            | Value _
            | Read _ -> 0L

        equations |> List.sumBy (fun e -> inside (extents e.Indices) e.Body)
