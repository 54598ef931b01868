/// Walks over bodies: what is read, which indices are free, and replacing one by the other.
module NetGen.Core.Walk

let zero = Number 0.0
let one = Number 1.0

/// The equation's own target, read at its own indices.
let own (equation: Equation) = Read(equation.Target, equation.Indices |> List.map (Affine.index >> At))

/// The indices of every tensor, given or defined.
let shapes (program: Program) : Map<Name, Index list> =
    (program.Tensors |> List.map (fun t -> t.Name, t.Indices))
    @ (program.Equations |> List.map (fun e -> e.Target, e.Indices))
    |> Map.ofList

let rec freePlace place =
    match place with
    | At a -> Set.ofList (Affine.indices a)
    | Through(_, places) -> places |> List.map freePlace |> Set.unionMany

let freeCondition condition =
    match condition with
    | Zero a
    | NotNegative a
    | Inside(a, _) -> Set.ofList (Affine.indices a)
    | Same(_, places, a)
    | AtLeast(_, places, a) -> Set.unionMany (Set.ofList (Affine.indices a) :: List.map freePlace places)

/// The indices that occur in a body and are not bound by a reduction in it.
let rec free body =
    match body with
    | Number _
    | Count _ -> Set.empty
    | Value a -> Set.ofList (Affine.indices a)
    | Read(_, places) -> places |> List.map freePlace |> Set.unionMany
    | Apply(_, bodies)
    | Add bodies
    | Multiply bodies -> bodies |> List.map free |> Set.unionMany
    | Select(conditions, yes, no) -> Set.unionMany (free yes :: free no :: List.map freeCondition conditions)
    | Reduce(_, indices, body) -> Set.difference (free body) (Set.ofList indices)

let rec private readsOfPlace place =
    match place with
    | At _ -> []
    | Through(data, places) -> (data, places) :: List.collect readsOfPlace places

/// Every tensor read, with its places; also those read as an index or in a condition.
let rec reads body : (Name * Place list) list =
    match body with
    | Number _
    | Count _
    | Value _ -> []
    | Read(name, places) -> (name, places) :: List.collect readsOfPlace places
    | Apply(_, bodies)
    | Add bodies
    | Multiply bodies -> List.collect reads bodies
    | Select(conditions, yes, no) -> List.collect readsOfCondition conditions @ reads yes @ reads no
    | Reduce(_, _, body) -> reads body

and private readsOfCondition condition =
    match condition with
    | Same(name, places, _)
    | AtLeast(name, places, _) -> (name, places) :: List.collect readsOfPlace places
    | Zero _
    | NotNegative _
    | Inside _ -> []

/// Rebuilds a body from its leaves upwards.
let rec map change body =
    let inner = map change

    match body with
    | Number _
    | Count _
    | Value _
    | Read _ -> change body
    | Apply(f, bodies) -> change (Apply(f, List.map inner bodies))
    | Add bodies -> change (Add(List.map inner bodies))
    | Multiply bodies -> change (Multiply(List.map inner bodies))
    | Select(conditions, yes, no) -> change (Select(conditions, inner yes, inner no))
    | Reduce(reduction, indices, body) -> change (Reduce(reduction, indices, inner body))

let rec substitutePlace replace place =
    match place with
    | At a -> At(Affine.substitute replace a)
    | Through(data, places) -> Through(data, List.map (substitutePlace replace) places)

let substituteCondition replace condition =
    let affine = Affine.substitute replace
    let places = List.map (substitutePlace replace)

    match condition with
    | Zero a -> Zero(affine a)
    | NotNegative a -> NotNegative(affine a)
    | Inside(a, extent) -> Inside(affine a, extent)
    | Same(name, at, a) -> Same(name, places at, affine a)
    | AtLeast(name, at, a) -> AtLeast(name, places at, affine a)

/// Indices like the given ones, with names that none of `avoid` has.
let freshen (avoid: Set<Index>) (indices: Index list) : Index list =
    let rec fresh (used: Set<string>) name = if used.Contains name then fresh used (name + "'") else name

    indices
    |> List.mapFold
        (fun used (index: Index) ->
            let name = fresh used index.Name
            { index with Name = name }, Set.add name used)
        (Set.map (fun (i: Index) -> i.Name) avoid)
    |> fst

/// Replaces free indices by places; bound ones are renamed where they would capture.
let rec substitute (places: Map<Index, Affine>) body =
    let replace i = Map.tryFind i places
    let inner = substitute places

    match body with
    | Number _
    | Count _ -> body
    | Value a -> Value(Affine.substitute replace a)
    | Read(name, at) -> Read(name, List.map (substitutePlace replace) at)
    | Apply(f, bodies) -> Apply(f, List.map inner bodies)
    | Add bodies -> Add(List.map inner bodies)
    | Multiply bodies -> Multiply(List.map inner bodies)
    | Select(conditions, yes, no) -> Select(List.map (substituteCondition replace) conditions, inner yes, inner no)
    | Reduce(reduction, indices, body) ->
        let places = indices |> List.fold (fun places i -> Map.remove i places) places
        let entering = places |> Map.toSeq |> Seq.collect (snd >> Affine.indices) |> Set.ofSeq
        let avoid = Set.union entering (Set.difference (free body) (Set.ofList indices))
        let fresh = freshen avoid indices

        let places =
            List.zip indices fresh
            |> List.fold (fun places (i, j) -> if i = j then places else Map.add i (Affine.index j) places) places

        Reduce(reduction, fresh, substitute places body)

let rename (pairs: (Index * Index) list) body =
    substitute (pairs |> List.map (fun (i, j) -> i, Affine.index j) |> Map.ofList) body

/// Neither a reduction nor a function in it.
let rec isPointwise body =
    match body with
    | Reduce _
    | Apply _ -> false
    | Add bodies
    | Multiply bodies -> List.forall isPointwise bodies
    | Select(_, yes, no) -> isPointwise yes && isPointwise no
    | Number _
    | Count _
    | Value _
    | Read _ -> true

let rec private retargetPlace rename place =
    match place with
    | At _ -> place
    | Through(data, places) -> Through(rename data, List.map (retargetPlace rename) places)

let private retargetCondition rename condition =
    let places = List.map (retargetPlace rename)

    match condition with
    | Same(tensor, at, a) -> Same(rename tensor, places at, a)
    | AtLeast(tensor, at, a) -> AtLeast(rename tensor, places at, a)
    | Zero _
    | NotNegative _
    | Inside _ -> condition

/// Reads other tensors at the same places.
let retarget rename =
    map (fun body ->
        match body with
        | Read(tensor, places) -> Read(rename tensor, List.map (retargetPlace rename) places)
        | Select(conditions, yes, no) -> Select(List.map (retargetCondition rename) conditions, yes, no)
        | _ -> body)
