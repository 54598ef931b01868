/// How a read moves through memory, and what can run on the lanes of a vector.
module NetGen.Core.Access

/// What neighbouring lanes read.
type Movement =
    /// All the same element.
    | Uniform
    /// Neighbouring elements.
    | Contiguous
    | Scattered

/// A distance in memory: a number of elements, times the number of samples to a power.
type Stride = { Factor: int; Samples: int }

/// The indices of a tensor in the order in which they lie.
let order layout (shape: Index list) =
    match layout with
    | Rows
    | Within _ -> List.indexed shape
    | Last position ->
        let moved, others = shape |> List.indexed |> List.partition (fun (k, _) -> k = position)
        others @ moved
    | Blocks ->
        let moved, others = shape |> List.indexed |> List.partition (fun (_, i) -> i.Extent = Batch)
        others @ moved

/// How far apart neighbours along each index lie, by position; for blocks within the block.
let strides layout (shape: Index list) : Map<int, Stride> =
    let next (stride: Stride) (i: Index) =
        match i.Extent with
        | Fixed n -> { stride with Factor = stride.Factor * n }
        | Batch when layout = Blocks -> { stride with Factor = stride.Factor * 16 }
        | Batch -> { stride with Samples = stride.Samples + 1 }

    let place (k, i: Index) (stride, found) =
        match layout, i.Extent with
        | Within row, Batch -> next stride i, Map.add k { Factor = row; Samples = 0 } found
        | _ -> next stride i, Map.add k stride found

    List.foldBack place (order layout shape) ({ Factor = 1; Samples = 0 }, Map.empty) |> snd

/// Elements of one sample, or of the whole where no index is the batch.
let size (shape: Index list) =
    shape
    |> List.fold
        (fun size i ->
            match i.Extent with
            | Fixed n -> size * n
            | Batch -> size)
        1

let isBatched (shape: Index list) = shape |> List.exists (fun i -> i.Extent = Batch)

/// Whether a body is a reduction over the samples.
let sumsSamples body =
    match body with
    | Reduce(_, over, _) -> isBatched over
    | _ -> false

let private mentions lane place = (Walk.freePlace place).Contains lane

/// The factor of the lane in a place that is an integer inside the tensor whatever its lane.
let private step lane (i: Index) place =
    match place with
    | At a when a.Divisor = 1 && Affine.surelyInside i.Extent a -> Some(Affine.factorOf lane a)
    | _ -> None

/// What neighbouring lanes read of a tensor that lies like this.
let movement (shape: Index list) layout lane (places: Place list) =
    let touched =
        List.zip (List.indexed shape) places |> List.filter (fun (_, place) -> mentions lane place)

    match layout, touched with
    | _, [] -> Uniform
    | Blocks, [ (_, i), At(Affine.Bare j) ] when i.Extent = Batch && j = lane -> Contiguous
    | Blocks, _ -> Scattered
    | _ ->
        let strides = strides layout shape

        let steps =
            touched
            |> List.map (fun ((k, i), place) ->
                step lane i place
                |> Option.map (fun factor ->
                    let stride = strides[k]
                    if stride.Samples > 0 then 0 else factor * stride.Factor))

        if List.forall Option.isSome steps && List.sumBy Option.get steps = 1 then
            Contiguous
        else
            Scattered

/// Whether a condition can be a mask, its reads lying as given.
let canMask (shapes: Map<Name, Index list>) (layout: Name -> Layout) lane condition =
    let reads name places = movement shapes[name] (layout name) lane places <> Scattered

    match condition with
    | Zero _
    | NotNegative _ -> true
    | Inside(a, _) -> a.Divisor = 1
    | Same(name, places, _)
    | AtLeast(name, places, _) -> reads name places

let isUniform lane condition = not ((Walk.freeCondition condition).Contains lane)

/// Conditions under which a read is inside, as far as they are not certain.
let guards (shape: Index list) (places: Place list) =
    List.zip shape places
    |> List.choose (fun (i, place) ->
        match place with
        | At a when not (Affine.surelyInside i.Extent a) -> Some(Inside(a, i.Extent))
        | _ -> None)

/// Every condition in a body.
let rec conditions body =
    match body with
    | Select(where, yes, no) -> where @ conditions yes @ conditions no
    | Apply(_, bodies)
    | Add bodies
    | Multiply bodies -> List.collect conditions bodies
    | Reduce(_, _, body) -> conditions body
    | Number _
    | Count _
    | Value _
    | Read _ -> []
