/// Sums in normal form: each equality over a summed index is solved for it, which turns scatters into gathers;
/// invariant factors move out.
module NetGen.Core.Gather

open Algebra
open Walk

let private size extent =
    match extent with
    | Batch -> System.Int32.MaxValue
    | Fixed k -> k

/// An equality to solve: the condition, the summed index, its place, and the factor it has there.
type private Equality = { Condition: Condition; Index: Index; Whole: Affine; Factor: int }

/// Plain renames first, then the largest extent, then the index that comes first.
let private equalities (indices: Index list) conditions =
    [
        for condition in conditions do
            match condition with
            | Zero a ->
                for j, k in a.Terms do
                    if List.contains j indices then
                        let isRename = abs k = 1 && a.Constant = 0 && a.Terms.Length = 2
                        let rank = isRename, size j.Extent, -(List.findIndex ((=) j) indices)
                        { Condition = condition; Index = j; Whole = a; Factor = k }, rank
            | _ -> ()
    ]

/// [data[…] = j], where nothing else depends on j: the sum over j has one term, as the data are below its extent.
let private choices facts (indices: Index list) conditions body =
    conditions
    |> List.tryPick (fun condition ->
        match condition with
        | Same(data, places, Affine.Bare j) when
            List.contains j indices
            && facts.Domain data = Some(Below j.Extent)
            && Facts.allInside facts data places
            && not ((free body).Contains j)
            && not ((freePlace (Through(data, places))).Contains j)
            && conditions |> List.forall (fun c -> c = condition || not ((freeCondition c).Contains j))
            ->
            Some(condition, j)
        | _ -> None)

/// Σ j. t[…, j] = 1 for a distribution t that nothing else of j is with.
let private distribution facts (indices: Index list) conditions factors =
    factors
    |> List.tryPick (fun factor ->
        match factor with
        | Read(t, places) when facts.Domain t = Some Distribution ->
            match List.last places with
            | At(Affine.Bare j) when
                List.contains j indices
                && (List.last (facts.Shape t)).Extent = j.Extent
                && Facts.allInside facts t places
                && places |> List.take (places.Length - 1) |> List.forall (fun p -> not ((freePlace p).Contains j))
                && factors |> List.filter (fun f -> (free f).Contains j) = [ factor ]
                && conditions |> List.forall (fun c -> not ((freeCondition c).Contains j))
                ->
                Some(factor, j)
            | _ -> None
        | _ -> None)

let private without item items = List.filter ((<>) item) items

let rec sum facts (indices: Index list) body =
    match body with
    | _ when indices.IsEmpty -> body
    | Number 0.0 -> body
    | Reduce(Sum, inner, body) ->
        let avoid = Set.union (Set.ofList indices) (Set.difference (free body) (Set.ofList inner))
        let fresh = freshen avoid inner
        sum facts (indices @ fresh) (rename (List.zip inner fresh) body)
    | _ ->
        let conditions, term = guarded body

        match equalities indices conditions with
        | _ :: _ as found ->
            let equality, _ = found |> List.maxBy snd
            let j = equality.Index
            // factor·j + rest = 0: a condition in normal form has no divisor
            let place = (-1 * (equality.Whole - equality.Factor * Affine.index j)) / equality.Factor
            let solution = Map.ofList [ j, place ]

            let inside =
                if Facts.vanishes facts (Affine.index j) j.Extent term then
                    []
                else
                    [ Inside(place, j.Extent) ]

            let others =
                without equality.Condition conditions
                |> List.map (substituteCondition (fun i -> Map.tryFind i solution))

            sum facts (without j indices) (select (inside @ others) (normal facts (substitute solution term)) zero)
        | [] ->
            match choices facts indices conditions term with
            | Some(condition, j) -> sum facts (without j indices) (select (without condition conditions) term zero)
            | None ->
                match distribution facts indices conditions (factors term) with
                | Some(factor, j) ->
                    sum facts (without j indices) (select conditions (multiply (without factor (factors term))) zero)
                | None -> hoist facts indices conditions term

/// Σ with what does not depend on its indices in front: counts of unused indices, factors, conditions.
and private hoist _ indices conditions term =
    let used = Set.unionMany (free term :: List.map freeCondition conditions)
    let indices, unused = indices |> List.partition used.Contains
    let bound = Set.ofList indices
    let isInvariant free = Set.isEmpty (Set.intersect bound free)
    let outer, inner = conditions |> List.partition (freeCondition >> isInvariant)
    let front, back = factors term |> List.partition (free >> isInvariant)

    let counts =
        unused
        |> List.map (fun j ->
            match j.Extent with
            | Fixed k -> Number(float k)
            | Batch -> Count Batch)

    let core =
        if indices.IsEmpty then
            multiply back
        else
            Reduce(Sum, indices, select inner (multiply back) zero)

    select outer (multiply (counts @ front @ [ core ])) zero

/// A body in normal form.
and normal facts body =
    map
        (fun body ->
            match body with
            | Add terms -> add terms
            | Multiply factors -> multiply factors
            | Select(conditions, yes, no) -> select conditions yes no
            | Reduce(Sum, indices, body) -> sum facts indices body
            | Apply(f, arguments) -> Identities.simplify f arguments
            | Count(Fixed k) -> Number(float k)
            | _ -> body)
        body
