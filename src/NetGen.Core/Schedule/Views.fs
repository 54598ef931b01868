/// Equations that only give a tensor another shape. Their targets lie where the tensor lies that they read: a
/// reshape r[n,h,w,c] = x[n,6·h+2·w+c], and its inverse y[n,k] = Σ w c. a[n,(k−2·w−c)/6,w,c], whose sum has one term.
module NetGen.Core.Views

let private isBatch (i: Index) = i.Extent = Batch

/// The row-major position of places in a tensor; where one place is no integer, what it would be.
let private position (shape: Index list) (places: Affine list) =
    (Affine.constant 0, List.zip shape places)
    ||> List.fold (fun position (i, place) -> Access.size [ i ] * position + place)

/// Leaves out the leading indices that both share.
let rec private apart (target: Index list) (shape: Index list) (places: Affine list) =
    match target, shape, places with
    | i :: target, j :: shape, Affine.Bare k :: places when i = k && i.Extent = j.Extent -> apart target shape places
    | _ -> target, shape, places

/// For every place of the target, one term of the sum is inside, and no other: all coordinates but one are summed.
let private hasOneTerm over (shape: Index list) places =
    let summed, others =
        List.zip shape places
        |> List.partition (fun (i, place) ->
            match place with
            | Affine.Bare j -> List.contains j over && i.Extent = j.Extent
            | _ -> false)

    let distinct = summed |> List.map (snd >> Affine.indices) |> List.concat |> List.distinct

    distinct.Length = List.length over
    && summed.Length = distinct.Length
    && if over.IsEmpty then
           List.forall (fun (i: Index, place) -> Affine.surelyInside i.Extent place) others
       else
           others.Length = 1

/// The tensor that the target of the equation is another view of.
let private source (shapes: Map<Name, Index list>) (e: Equation) =
    let isView over name places =
        let affine =
            places
            |> List.choose (fun place ->
                match place with
                | At a -> Some a
                | Through _ -> None)

        let target, shape, rest = apart e.Indices shapes[name] affine

        affine.Length = List.length places
        && not (List.exists isBatch (target @ shape))
        && Access.size target = Access.size shape
        && position shape rest = position target (target |> List.map Affine.index)
        && hasOneTerm over shape rest

    match e.Body with
    | Read(name, places) when isView [] name places -> Some name
    | Reduce(Sum, over, Read(name, places)) when isView over name places -> Some name
    | _ -> None

let private isResult (program: Program) name = List.contains name program.Results

/// A result has a place of its own: it becomes a copy of the view.
let private copied (program: Program) (e: Equation) =
    let view = Part(e.Target, Lift.firstFree program e.Target)

    [
        { e with Target = view }
        { e with Body = Read(view, e.Indices |> List.map (Affine.index >> At)) }
    ]

/// Results that are sums of one term are split into that view and a copy.
let split (program: Program) =
    let shapes = Walk.shapes program

    let needsCopy (e: Equation) = e.Body.IsReduce && isResult program e.Target && (source shapes e).IsSome

    { program with
        Equations = program.Equations |> List.collect (fun e -> if needsCopy e then copied program e else [ e ])
    }

/// Views, and the tensors where their elements lie. In a loop over time there are none.
let find (program: Program) (steps: Sequence.Step list) : Map<Name, Name> =
    let shapes = Walk.shapes program

    let view step =
        match step with
        | Sequence.Whole e when not (isResult program e.Target) ->
            source shapes e |> Option.map (fun name -> e.Target, name)
        | Sequence.Whole _
        | Sequence.Loop _ -> None

    let direct = steps |> List.choose view |> Map.ofList

    let rec root name =
        match Map.tryFind name direct with
        | Some source -> root source
        | None -> name

    direct |> Map.map (fun _ source -> root source)
