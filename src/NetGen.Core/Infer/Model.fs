namespace NetGen.Core

/// One layer or activation of a network.
type Layer =
    {
        /// Dense1
        Name: string
        /// Dense
        Kind: string
        OutputShape: int list
        Parameters: Parameter list
        Equations: Equation list
    }

/// A network as its equations: everything the later stages need.
type Model =
    {
        Spec: Spec
        Precision: Precision
        InputShape: int list
        OutputShape: int list
        Layers: Layer list
        /// The loss's attribute.
        Loss: string
        /// For a loss that compares classes.
        ClassCount: int option
        Input: Name
        Output: Name
        /// The loss's tensor, the targets' and the labels'.
        LossTensor: Name
        Targets: Name
        Labels: Name
        /// Results = [Output]
        Predict: Program
        /// Results = [LossTensor]
        WithTargets: Program
        /// Likewise, for class labels.
        WithLabels: Program option
    }

    member model.Parameters = model.Layers |> List.collect (fun layer -> layer.Parameters)

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
