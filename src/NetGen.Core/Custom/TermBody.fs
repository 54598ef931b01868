/// A term of an [Equation] as a body of the language.
module NetGen.Core.TermBody

open Notation
open Declared
open Write

/// Where a term stands.
type Scope =
    {
        Declared: Declared
        Functions: Function list
        /// What a tensor is called in the network, and whether it has a value for every sample.
        Tensor: string -> Name * bool
        /// The extents of a tensor.
        Extents: string -> int list
        Bound: string list
    }

/// The index of that name; n is the sample's.
let indexOf (declared: Declared) name at =
    match Map.tryFind name declared.Extents with
    | Some extent -> index (if name = n.Name then name + "'" else name) extent
    | None -> wrong at (UnknownExtent(declared.Layer, name))

let private affineOnly declared at =
    wrong at (BadNotation(declared.Layer, "a place of whole numbers and indices, such as 2*i + j - 1,", "another term"))

/// Σ k·index + c
let rec place (scope: Scope) (term: Term) : Affine =
    let declared = scope.Declared

    match term.Node with
    | Constant value when value = floor value && abs value < 1e9 -> Write.place (int value)
    | Word name when List.contains name scope.Bound -> !(indexOf declared name term.At)
    | Word name when declared.Extents.ContainsKey name -> wrong term.At (UnboundIndex(declared.Layer, name))
    | Word name -> wrong term.At (UnknownExtent(declared.Layer, name))
    | Negated inner -> -1 * place scope inner
    | Operation("+", a, b) -> place scope a + place scope b
    | Operation("-", a, b) -> place scope a - place scope b
    | Operation("*", a, b) ->
        match place scope a, place scope b with
        | { Terms = []; Constant = factor }, other
        | other, { Terms = []; Constant = factor } -> factor * other
        | _ -> affineOnly declared term.At
    | _ -> affineOnly declared term.At

let private readOf (scope: Scope) (term: Term) tensor places =
    let name, isSampled = scope.Tensor tensor
    let read (at: Affine list) = Write.read name (if isSampled then !n :: at else at)
    let at = places |> List.map (place scope)
    let extents = scope.Extents tensor

    if extents.Length <> at.Length then
        wrong term.At (WrongIndices(scope.Declared.Layer, tensor, extents.Length, at.Length))

    if not (scope.Declared.Outside.Contains tensor) then
        for place, term, extent in List.zip3 at places extents do
            match Affine.range place with
            | Some(low, high) when low < 0 || high >= extent ->
                wrong
                    term.At
                    (ReadsOutside(scope.Declared.Layer, tensor + "[" + Show.affine place + "]", low, high, extent))
            | _ -> ()

    read at

/// Slopes stay finite wherever the body is evaluated.
let rec private isTame body =
    match body with
    | Number _
    | Count _
    | Value _
    | Read _ -> true
    | Add terms -> List.forall isTame terms
    | Multiply factors ->
        List.forall isTame factors
        && (factors |> List.filter (fun factor -> not factor.IsNumber)).Length <= 1
    | Apply(f, arguments) ->
        List.contains f [ "relu"; "abs"; "tanh"; "sigmoid"; "erf"; "sin"; "cos"; "min"; "max"; "greater"; "atLeast" ]
        && List.forall isTame arguments
    | Select(_, yes, no) -> isTame yes && isTame no
    | Reduce(Sum, _, inner) -> isTame inner
    | Reduce _ -> false

/// What a branch reads is read where it is chosen alone: a slope that is infinite elsewhere ends there.
let private choose condition yes no =
    let entering isYes body =
        if isTame body then
            body
        else
            body
            |> Walk.map (fun body ->
                match body with
                | Read _ when isYes -> Apply("choose", [ condition; body; number 0.0 ])
                | Read _ -> Apply("choose", [ condition; number 0.0; body ])
                | _ -> body)

    Apply("choose", [ condition; entering true yes; entering false no ])

/// Bare names that are nothing else yet are the indices of a reduction.
let private isIndex (scope: Scope) (term: Term) =
    match term.Node with
    | Word name -> not (List.contains name scope.Bound) && not (scope.Declared.IsTensor name)
    | _ -> false

let private reductions = Map.ofList [ "sum", Sum; "max", Max; "lse", LogSumExp ]

let private names =
    (Map.toList reductions |> List.map fst) @ (Scalar.functions |> Map.toList |> List.map fst)

let rec body (scope: Scope) (term: Term) : Body =
    let layer = scope.Declared.Layer

    match term.Node with
    | Constant value -> number value
    | Word name when scope.Declared.IsTensor name -> readOf scope term name []
    | Word _ -> Value(place scope term)
    | Element(tensor, places) when scope.Declared.IsTensor tensor -> readOf scope term tensor places
    | Element(tensor, _) ->
        let tensors =
            "x" :: (scope.Declared.Definitions |> List.map (fun d -> d.Target))
            @ List.map fst scope.Declared.Parameters

        let at = { term.At with Length = min term.At.Length tensor.Length }
        wrong at (UnknownTensor(layer, tensor, Nearest.find tensors tensor))
    | Negated inner -> -(body scope inner)
    | Operation(sign, a, b) -> Translate.infix sign (body scope a) (body scope b)
    | Applied(name, terms) ->
        let indices, rest = List.splitAt (terms.Length - 1) terms

        match Map.tryFind name reductions with
        | Some reduction when name <> "max" || (not indices.IsEmpty && List.forall (isIndex scope) indices) ->
            if indices.IsEmpty then
                wrong term.At (WrongCount(layer, name, 2, 1))

            reduce scope reduction indices rest.Head
        | _ -> apply scope term name (List.map (body scope) terms)

and private reduce scope reduction indices inner =
    let bind (bound: string list, found) (term: Term) =
        match term.Node with
        | Word name when List.contains name bound -> wrong term.At (BoundTwice(scope.Declared.Layer, name))
        | Word name -> name :: bound, found @ [ indexOf scope.Declared name term.At ]
        | _ -> wrong term.At (BadNotation(scope.Declared.Layer, "an index", "another term"))

    let bound, indices = List.fold bind (scope.Bound, []) indices
    Reduce(reduction, indices, body { scope with Bound = bound } inner)

and private apply scope term name arguments =
    let layer = scope.Declared.Layer
    let own = scope.Functions |> List.filter (fun f -> f.Name = name && f.IsOfNumbers)

    match own, Scalar.functions.TryFind name, arguments with
    | f :: _, _, _ ->
        match own |> List.tryFind (fun f -> f.Parameters.Length = arguments.Length) with
        | None -> wrong term.At (WrongCount(layer, name, f.Parameters.Length, arguments.Length))
        | Some f ->
            match Translate.diagnose scope.Functions f with
            | [] -> Translate.body scope.Functions f arguments
            | diagnostic :: _ -> wrong diagnostic.At diagnostic.Fault
    | [], None, _ ->
        wrong
            { term.At with Length = min term.At.Length name.Length }
            (UnknownFunction(layer, name, Nearest.find names name))
    | [], Some row, _ when row.Arity <> arguments.Length ->
        wrong term.At (WrongCount(layer, name, row.Arity, arguments.Length))
    | [], Some _, [ condition; yes; no ] when name = "choose" -> choose condition yes no
    | [], Some _, [ x ] when name = "log" -> Translate.log x
    | [], Some _, [ x ] when name = "inverse" -> Translate.inverse x
    | [], Some _, _ -> Apply(name, arguments)
