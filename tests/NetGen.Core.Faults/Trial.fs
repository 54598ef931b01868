/// Tries mutants, one after the other.
module NetGen.Core.Faults.Trial

open NetGen.Core
open NetGen.Core.Faults.Checks

/// How much is tried on a mutant.
type Effort =
    /// Until one check catches it.
    | First
    /// Until one check catches it, on so many cases at most.
    | FirstOf of cases: int
    /// Until each check has caught it, or has failed to on so many cases; until one has in any case.
    | Each of cases: int

/// A mutant, the checks that caught it, the case that did so first, and on how many cases it was tried.
type Verdict = { Mutant: Planted.Mutant; CaughtBy: Set<Check>; First: string option; Tried: int }

/// The cases, and what each reaches of the mutants while they sleep: a mutant that a case does not reach cannot fail it.
type Trial(programs) =
    let cases = cases programs

    let reached =
        cases
        |> Array.map (fun case -> Planted.record (fun () -> case.Run() |> Seq.iter ignore) |> Set.ofList)

    let caught = Array.zeroCreate<int> cases.Length

    /// The checks that a case fails while a mutant is awake, as far as they are asked for.
    let failures mutant case isEnough =
        Planted.wake mutant

        try
            (Set.empty, case.Run())
            ||> Seq.fold (fun found check -> if isEnough found then found else found.Add check)
        finally
            Planted.wake -1

    /// The names of the cases that fail although all mutants sleep.
    member _.Broken = cases |> Array.filter (fun case -> not (Seq.isEmpty (case.Run()))) |> Array.map _.Name

    /// Tries the k-th mutant on the cases that reach it, those first that caught most before.
    member _.Try effort k =
        let order =
            [| 0 .. cases.Length - 1 |]
            |> Array.filter (fun c -> reached[c].Contains k)
            |> Array.sortBy (fun c -> -caught[c])

        let misses = System.Collections.Generic.Dictionary<Check, int>()
        let missesOf check = if misses.ContainsKey check then misses[check] else 0
        let mutable found = Set.empty
        let mutable first = None
        let mutable tried = 0

        let isWanted case =
            match effort with
            | First -> found.IsEmpty
            | FirstOf cases -> found.IsEmpty && tried < cases
            | Each cases ->
                found.IsEmpty
                || case.Checks |> List.exists (fun check -> not (found.Contains check) && missesOf check < cases)

        for c in order do
            let case = cases[c]

            if isWanted case then
                let isEnough (failed: Set<Check>) = not effort.IsEach && not failed.IsEmpty
                let failed = failures k case isEnough
                tried <- tried + 1

                if found.IsEmpty && not failed.IsEmpty then
                    first <- Some case.Name
                    caught[c] <- caught[c] + 1

                found <- Set.union found failed

                for check in case.Checks do
                    misses[check] <- missesOf check + 1

        { Mutant = Planted.all[k]; CaughtBy = found; First = first; Tried = tried }
