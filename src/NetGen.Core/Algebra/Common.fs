/// Equal equations, however their indices are called.
module NetGen.Core.Common

open System.Collections.Generic

/// What equal equations surely share, cheap to compare: the extents and the tensors read.
type private Signature = Signature of Extent list * Name list

/// The equation's indices by number; bodies of equal equations are equal then.
let private canonical facts (e: Equation) =
    let bound =
        match e.Body with
        | Reduce(_, indices, _) -> indices
        | _ -> []

    let numbered = e.Indices @ bound |> List.mapi (fun k i -> i, { i with Index.Name = "#" + string k })

    let body =
        match e.Body with
        | Reduce(reduction, indices, body) ->
            let number i = numbered |> List.find (fst >> (=) i) |> snd
            Reduce(reduction, List.map number indices, Walk.rename numbered body)
        | body -> Walk.rename numbered body

    Gather.normal facts body

/// The equations seen so far, found again by what they mean.
type Seen() =
    let known = Dictionary<Signature, Equation list>(HashIdentity.Structural)

    let signature (e: Equation) =
        let names = Walk.reads e.Body |> List.map fst |> List.sort
        Signature(e.Indices |> List.map (fun i -> i.Extent), names)

    /// One with the same meaning as this; the equation is remembered where there is none.
    member _.Find facts (isCurrent: Equation -> bool) (e: Equation) =
        let key = signature e

        let others =
            match known.TryGetValue key with
            | true, others -> others |> List.filter (fun other -> other.Target <> e.Target && isCurrent other)
            | _ -> []

        let body = lazy canonical facts e

        match others |> List.tryFind (fun other -> canonical facts other = body.Value) with
        | Some other -> Some other
        | None ->
            known[key] <- e :: others
            None
