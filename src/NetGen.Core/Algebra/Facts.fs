namespace NetGen.Core

/// What the algebra may know of the tensors around an equation.
type Facts = { Shape: Name -> Index list; Domain: Name -> Domain option }

[<RequireQualifiedAccess>]
module Facts =
    let ofProgram (program: Program) =
        let shapes = Walk.shapes program

        let domains =
            program.Tensors
            |> List.choose (fun t ->
                match t.Kind with
                | Data domain -> Some(t.Name, domain)
                | Input
                | Parameter -> None)
            |> Map.ofList

        {
            Shape = fun name -> Map.find name shapes
            Domain = fun name -> Map.tryFind name domains
        }

    /// The place is in the extent, whatever the values of its indices and of the data it goes through.
    let rec inside facts extent place =
        match place with
        | At a -> Affine.surelyInside extent a
        | Through(data, places) -> facts.Domain data = Some(Below extent) && allInside facts data places

    /// Every coordinate of a read is inside the tensor.
    and allInside facts tensor places =
        List.forall2 (fun (i: Index) place -> inside facts i.Extent place) (facts.Shape tensor) places

    /// Some coordinate is this very place, along an axis of this extent: what is read through it is 0 outside.
    let rec private passes facts (at: Affine) extent tensor places =
        List.exists2
            (fun (axis: Index) place ->
                match place with
                | At a -> a = at && axis.Extent = extent
                | Through(data, inner) -> passes facts at extent data inner)
            (facts.Shape tensor)
            places

    /// The body is 0 wherever the place is outside the extent or no integer.
    let rec vanishes facts (at: Affine) extent body =
        let inner = vanishes facts at extent

        match body with
        | Number x -> x = 0.0
        | Read(tensor, places) -> passes facts at extent tensor places
        | Multiply factors -> List.exists inner factors
        | Add terms -> List.forall inner terms
        | Select(conditions, yes, no) ->
            inner no
            && (inner yes
                || conditions
                   |> List.exists (fun condition ->
                       match condition with
                       | Inside(a, e) -> a = at && e = extent
                       | Same(tensor, places, _)
                       | AtLeast(tensor, places, _) -> passes facts at extent tensor places
                       | Zero _
                       | NotNegative _ -> false))
        | Reduce(Sum, _, body) -> inner body
        | _ -> false
