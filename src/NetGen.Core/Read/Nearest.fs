/// The known name that a mistyped one probably means.
module NetGen.Core.Nearest

/// The least number of letters to insert, delete or replace (Levenshtein, 1966).
let distance (a: string) (b: string) =
    let step (row: int list) (letter: char) =
        let next =
            List.zip (List.pairwise row) (List.ofSeq b)
            |> List.scan
                (fun left ((diagonal, above), other) ->
                    List.min [ left + 1; above + 1; diagonal + (if letter = other then 0 else 1) ])
                (row.Head + 1)

        next

    a |> Seq.fold step [ 0 .. b.Length ] |> List.last

/// None where nothing is near: more than a third of the letters differ.
let find (known: string list) (name: string) =
    let distanceTo (other: string) = distance (other.ToLowerInvariant()) (name.ToLowerInvariant())

    match known with
    | [] -> None
    | _ ->
        let best = known |> List.minBy distanceTo

        if distanceTo best <= max 1 (max name.Length best.Length / 3) then
            Some best
        else
            None
