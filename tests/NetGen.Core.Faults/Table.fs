/// Mutants × checks, as text.
module NetGen.Core.Faults.Table

open NetGen.Core
open NetGen.Core.Faults.Checks
open NetGen.Core.Faults.Trial

let private line (cells: string list) = "| " + String.concat " | " cells + " |"

let private table (head: string list) (rows: string list) =
    line head :: ("|" + String.replicate head.Length "---|") :: rows |> String.concat "\n"

let private code (text: string) = "`" + text.Replace("|", "\\|") + "`"

/// One row a mutant: ✓ is a check that caught it.
let ofMutants (verdicts: Verdict list) =
    [
        for v in verdicts do
            let m = v.Mutant

            line
                [
                    m.File + ":" + string m.Line
                    m.Rule.Replace("|", "\\|")
                    m.Operator
                    code m.Right
                    code m.Wrong
                    match Equivalents.why m with
                    | Some why when v.CaughtBy.IsEmpty -> "equivalent: " + why
                    | _ -> Option.defaultValue "**survived**" v.First
                    for check in all do
                        if v.CaughtBy.Contains check then "✓" else ""
                ]
    ]
    |> table ([ "place"; "rule"; "operator"; "right"; "wrong"; "caught first by" ] @ List.map string all)

/// One row a rule: of how many mutants how many were caught, and by which checks.
let ofRules (verdicts: Verdict list) =
    let row name (verdicts: Verdict list) =
        let equivalent =
            verdicts |> List.filter (fun v -> v.CaughtBy.IsEmpty && (Equivalents.why v.Mutant).IsSome)

        let count found = verdicts |> List.filter found |> List.length

        let caughtBy check =
            match count (fun v -> v.CaughtBy.Contains check) with
            | 0 -> ""
            | n -> string n

        let caught = count (fun v -> not v.CaughtBy.IsEmpty)

        [ name; string verdicts.Length; string equivalent.Length; string caught ] @ List.map caughtBy all
        |> line

    let title (file: string, rule: string) =
        file.Substring(file.LastIndexOf '/' + 1).Replace(".fs", ": ") + rule.Replace("|", "\\|")

    let byRule =
        verdicts
        |> List.groupBy (fun v -> v.Mutant.File, v.Mutant.Rule)
        |> List.map (fun (rule, verdicts) -> row (title rule) verdicts)

    byRule @ [ row "**all**" verdicts ]
    |> table ([ "rule"; "mutants"; "equivalent"; "caught" ] @ List.map string all)
