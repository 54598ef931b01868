/// Reverse-mode differentiation of any program by one rule.
module NetGen.Core.Differentiate

open Walk

/// What a read adds to the adjoint of the tensor read: worth, at the place, summed over the indices.
type private Contribution = { Of: Name; Places: Place list; Over: Index list; Worth: Body }

let private onlyIf conditions body = Select(conditions, body, zero)

/// The row-major position of a reduction's indices.
let private position indices =
    indices
    |> List.fold
        (fun position (j: Index) ->
            match j.Extent with
            | Fixed extent -> extent * position + Affine.index j
            | Batch -> invalidOp "A maximum over the batch has no position.")
        (Affine.constant 0)

/// The one rule. `adjoint` is the adjoint of the body, `over` the indices in scope.
let rec private push (equation: Equation) over adjoint body =
    let go = push equation

    match body with
    | Number _
    | Count _
    | Value _ -> []
    | Read(tensor, places) -> [ { Of = tensor; Places = places; Over = over; Worth = adjoint } ]
    | Add terms -> terms |> List.collect (go over adjoint)
    | Multiply factors ->
        factors
        |> List.mapi (fun k factor -> go over (Multiply(adjoint :: List.removeAt k factors)) factor)
        |> List.concat
    // chosen, not multiplied: 0 times the infinite slope of what was not chosen is no number
    | Apply("choose", [ condition; yes; no ]) ->
        let passed yes no = Apply("choose", [ condition; yes; no ])
        go over (passed adjoint zero) yes @ go over (passed zero adjoint) no
    | Apply(f, arguments) ->
        let slopes = Scalar.functions[f].Slope arguments (own equation)

        List.map2 (fun argument slope -> go over (adjoint * slope) argument) arguments slopes |> List.concat
    | Select(conditions, yes, no) ->
        go over (onlyIf conditions adjoint) yes @ go over (Select(conditions, zero, adjoint)) no
    | Reduce(Sum, indices, body) -> go (over @ indices) adjoint body
    | Reduce(LogSumExp, indices, body) -> go (over @ indices) (adjoint * Apply("exp", [ body - own equation ])) body
    | Reduce(Max, indices, body) ->
        let at = equation.Indices |> List.map (Affine.index >> At)
        go (over @ indices) (onlyIf [ Same(Winner equation.Target, at, position indices) ] adjoint) body
    | Reduce(First, _, _) -> []

/// Tensors that depend on what is wanted and that the loss depends on; only these have adjoints.
let private active (loss: Name) (wanted: Name list) (program: Program) =
    let reach (neighbours: Name -> Name list) start =
        let found = System.Collections.Generic.HashSet<Name>(HashIdentity.Structural)
        let waiting = System.Collections.Generic.Stack<Name>(start: Name list)

        while waiting.Count > 0 do
            let name = waiting.Pop()

            if found.Add name then
                for neighbour in neighbours name do
                    waiting.Push neighbour

        found

    let edges =
        program.Equations
        |> List.collect (fun e -> reads e.Body |> List.map (fun (name, _) -> e.Target, name))
        |> List.distinct

    let neighbours pairs =
        let found =
            pairs |> List.groupBy fst |> List.map (fun (name, pairs) -> name, List.map snd pairs) |> Map.ofList

        fun name -> Map.tryFind name found |> Option.defaultValue []

    let dependent = reach (neighbours (edges |> List.map (fun (target, read) -> read, target))) wanted
    let needed = reach (neighbours edges) [ loss ]
    dependent.IntersectWith needed
    // what is wanted has one in any case: 0 where the loss does not depend on it
    dependent.UnionWith wanted

    // in the order of the program, so that the same program gives the same text
    (program.Tensors |> List.map (fun t -> t.Name))
    @ (program.Equations |> List.map (fun e -> e.Target))
    |> List.filter (fun name -> dependent.Contains name)

/// Adds the adjoint of every tensor between what is wanted and the loss, which has no index.
/// The program is in normal form; its results become the loss and the adjoints of what is wanted.
let differentiate (loss: Name) (wanted: Name list) (program: Program) : Program =
    let facts = Facts.ofProgram program
    let targets = active loss wanted program
    let active = System.Collections.Generic.HashSet<Name>(targets, HashIdentity.Structural)
    let slopes = ResizeArray<Equation>()
    // A program that was differentiated before has slopes and winners already.
    let taken = System.Collections.Generic.HashSet<Name>(program.Equations |> List.map (fun e -> e.Target))

    let winners =
        program.Equations
        |> List.choose (fun e ->
            match e.Body with
            | Reduce(Max, indices, body) when active.Contains e.Target && not (taken.Contains(Winner e.Target)) ->
                Some { Target = Winner e.Target; Indices = e.Indices; Body = Reduce(First, indices, body) }
            | _ -> None)

    /// Functions in a slope get equations over this equation's own indices before anything is gathered:
    /// 1/x at an outside place is 1/0, and 0·∞ is no number.
    let rec lift (e: Equation) over body =
        let inner = lift e over

        match body with
        | Apply _ ->
            let free = free body
            let indices = over |> List.filter free.Contains
            let name = Seq.initInfinite (fun k -> Slope(e.Target, k + 1)) |> Seq.find taken.Add
            slopes.Add { Target = name; Indices = indices; Body = body }
            Read(name, indices |> List.map (Affine.index >> At))
        | Multiply factors -> Multiply(List.map inner factors)
        | Add terms -> Add(List.map inner terms)
        | Select(conditions, yes, no) -> Select(conditions, inner yes, inner no)
        | _ -> body

    let contributions =
        [
            for e in program.Equations do
                if active.Contains e.Target then
                    let adjoint = Read(Adjoint e.Target, e.Indices |> List.map (Affine.index >> At))

                    for c in push e e.Indices adjoint e.Body do
                        if active.Contains c.Of then
                            let worth = lift e c.Over c.Worth
                            c.Of, { c with Worth = worth }
        ]
        |> List.groupBy fst
        |> Map.ofList

    let shape name =
        match name with
        | Adjoint tensor when active.Contains tensor -> facts.Shape tensor
        | Winner tensor -> facts.Shape tensor
        | _ ->
            match slopes |> Seq.tryFind (fun s -> s.Target = name) with
            | Some slope -> slope.Indices
            | None -> facts.Shape name

    let facts = { facts with Shape = shape }

    let gather (target: Index list) c =
        let over = freshen (Set.ofList target) c.Over
        let renamed = List.zip c.Over over
        let places = renamed |> List.map (fun (i, j) -> i, Affine.index j) |> Map.ofList

        let conditions =
            List.map2
                (fun place (u: Index) ->
                    match substitutePlace (fun i -> Map.tryFind i places) place with
                    | At a -> Zero(a - Affine.index u)
                    | Through(data, at) -> Same(data, at, Affine.index u))
                c.Places
                target

        Gather.sum facts over (Gather.normal facts (onlyIf conditions (rename renamed c.Worth)))

    let adjoints =
        [
            for tensor in targets do
                let target = facts.Shape tensor

                let parts =
                    contributions |> Map.tryFind tensor |> Option.defaultValue [] |> List.map (snd >> gather target)

                let body = if tensor = loss then one :: parts else parts
                { Target = Adjoint tensor; Indices = target; Body = Gather.normal facts (Add body) }
        ]

    { program with
        Equations = program.Equations @ winners @ List.ofSeq slopes @ adjoints
        Results = program.Results @ List.map Adjoint wanted
    }

/// From a program as it was written to the loss and the gradient by what is wanted, simplified.
let gradient loss wanted program =
    { program with Program.Results = [ loss ] }
    |> Simplify.prepare
    |> differentiate loss wanted
    |> Simplify.simplify
