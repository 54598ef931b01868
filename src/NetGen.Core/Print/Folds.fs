/// Sums and maxima of what a kernel computes along its lanes: each lane has its share in a variable around the loops.
module NetGen.Core.Folds

open Code
open Address
open Vectors

/// A fold, and the variable of its lanes.
type Folded = { Reduction: Reduction; Body: Body; Written: Stored; Lanes: string }

/// The folds of a kernel, with names that nothing else has.
let ofKernel scene (taken: string seq) : Folded list =
    let names = Names taken

    scene.Kernel.Folds
    |> List.choose (fun fold ->
        match fold.Body with
        | Reduce(reduction, _, body) ->
            Some
                {
                    Reduction = reduction
                    Body = body
                    Written = scene.Kernel.Writes |> List.find (fun written -> written.Tensor = fold.Target)
                    Lanes = names.Exact(Identifier.tensor fold.Target + "Lanes")
                }
        | _ -> None)

let private place scene fold = "ref " + scene.Arguments[fold.Written] + ", " + elementOf scene fold.Written []

/// What the lanes begin with: a maximum goes on from what the part before has left.
let start scene names (folds: Folded list) : Code list =
    run
        names
        (folds
         |> List.map (fun fold ->
             match fold.Reduction with
             | Max when scene.Part.First > 0 -> Declare(fold.Lanes, Broadcast(place scene fold, ""))
             | Max -> Declare(fold.Lanes, Reductions.lowest scene)
             | _ -> Declare(fold.Lanes, zero)))

/// One vector more.
let add scene (fold: Folded) spot =
    let lanes = Atom(fold.Lanes, "")

    match fold.Reduction, spot.Partial with
    | Max, _ ->
        let candidate = Reductions.inside scene spot (value scene spot fold.Body) (Reductions.lowest scene)
        Assign(fold.Lanes, Call("V.Max({0}, {1})", [ lanes; candidate ]))
    | _, None -> Assign(fold.Lanes, accumulate scene spot lanes fold.Body)
    | _, Some _ ->
        Assign(fold.Lanes, Binary("+", lanes, Reductions.inside scene spot (value scene spot fold.Body) zero))

/// The result: a sum is added to what the part before has left.
let finish scene (folds: Folded list) : Code list =
    folds
    |> List.map (fun fold ->
        let place = unsafeAdd + "(" + place scene fold + ")"

        match fold.Reduction with
        | Max -> Line(place + " = V.MaxAcross(" + fold.Lanes + ");")
        | _ when scene.Part.First > 0 -> Line(place + " += V.Sum(" + fold.Lanes + ");")
        | _ -> Line(place + " = V.Sum(" + fold.Lanes + ");"))
