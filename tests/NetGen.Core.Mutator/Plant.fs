/// Writes mutants into a source, each as a choice between wrong and right.
module NetGen.Core.Mutator.Plant

/// if the k-th is awake then wrong else right. An operator in parentheses becomes a function, which asks at every call.
let private choice (right: string) (planted: (int * Mutant) list) inner =
    let isSection = right.Length < 5 && right.StartsWith '(' && right.EndsWith ')'

    let asks (text: string) = if isSection then text + " a b" else "(" + text + ")"

    let chosen =
        planted
        |> List.map (fun (k, m) -> "if Planted.on " + string k + " then " + asks m.Wrong + " else ")
        |> String.concat ""

    if isSection then
        "(fun a b -> " + chosen + asks right + ")"
    else
        "(" + chosen + "(" + inner + "))"

let rec private line (text: string) first last (planted: (int * Mutant) list) =
    match planted with
    | [] -> text.Substring(first, last - first)
    | _ ->
        // the longest of those that begin first holds others within
        let start = planted |> List.map (fun (_, m) -> fst m.Columns) |> List.min

        let until =
            planted
            |> List.map snd
            |> List.filter (fun m -> fst m.Columns = start)
            |> List.map (_.Columns >> snd)
            |> List.max

        let here, others = planted |> List.partition (fun (_, m) -> m.Columns = (start, until))
        let within, after = others |> List.partition (fun (_, m) -> snd m.Columns <= until)
        let right = text.Substring(start, until - start)

        text.Substring(first, start - first)
        + choice right here (line text start until within)
        + line text until last after

/// The content of a file with its mutants, numbered, planted.
let file (planted: (int * Mutant) list) (content: string) =
    content.Split '\n'
    |> Array.mapi (fun k text -> line text 0 text.Length (planted |> List.filter (fun (_, m) -> m.Line = k + 1)))
    |> String.concat "\n"
