/// What mutants are tried on. A case is run while a mutant is awake, and says which checks find it: they are the columns of the table.
module NetGen.Core.Faults.Checks

open NetGen.Core
open NetGen.Core.Tests.Fuzz
open NetGen.Core.Tests.Gradients
open NetGen.Core.Tests.Language
open NetGen.Core.Tests.Programs

type Check =
    /// A scalar function's values, beside those of other libraries.
    | Values
    /// A scalar function's slopes, beside differences of its values; at bends the convention.
    | Slopes
    /// Places calculate as numbers do.
    | Places
    /// The normal form of a sum computes what was written.
    | Sums
    /// What must hold of each stage.
    | Stages
    /// A stage computes what the one before computes.
    | Meaning
    /// The gradient is that of scalar autograd.
    | Tape
    /// The same where maxima tie and kinks are hit.
    | Ties
    /// The gradient agrees with differences.
    | Differences
    /// All of it, on random programs.
    | Random
    /// The gradient of a gradient.
    | Second

let all = [ Values; Slopes; Places; Sums; Stages; Meaning; Tape; Ties; Differences; Random; Second ]

type Case =
    {
        Name: string
        /// What it tries.
        Checks: Check list
        /// The checks that fail, as they are found.
        Run: unit -> Check seq
    }

/// An error in a proof is a failure of it: there is none while all mutants sleep.
let private fails (proof: unit -> string option) =
    try
        (proof ()).IsSome
    with _ ->
        true

let private first (messages: string list) = List.tryHead messages

let private ofFunction f =
    {
        Name = f
        Checks = [ Values; Slopes ]
        Run =
            fun () ->
                seq {
                    if fails (fun () -> first (Functions.wrongValues f)) then
                        Values

                    if fails (fun () -> first (Functions.wrongSlopes f)) then
                        Slopes
                }
    }

let private ofList name (check: Check) wrong =
    {
        Name = name
        Checks = [ check ]
        Run =
            fun () ->
                seq {
                    if fails (fun () -> first (wrong ())) then
                        check
                }
    }

let private batch = 2

/// The proofs of a gradient, those that take least time first.
let private proofs program : (Check * (Derived.Derived -> string option)) list =
    let values, tied = Values.fill 5 batch program, [ for seed in 1..3 -> Values.tied seed batch program ]

    [
        Tape, Derived.exact batch values
        Meaning, Derived.meaning batch values
        Ties, (fun derived -> tied |> List.tryPick (fun values -> Derived.exact batch values derived))
        Differences,
        (fun derived -> (Derived.differences batch values NetGen.Core.Tests.Gradients.Differences.few derived).Failure)
    ]

let private derivation stage program =
    try
        Some(Derived.derive stage program)
    with _ ->
        None

let private ofProgram (row: Row) =
    let proofs = proofs row.Program

    {
        Name = row.Name
        Checks = Stages :: List.map fst proofs
        Run =
            fun () ->
                seq {
                    match derivation (Check.Written row.Padded) row.Program with
                    | None -> Stages
                    | Some derived ->
                        for check, proof in proofs do
                            if fails (fun () -> proof derived) then
                                check
                }
    }

/// Made while the mutants sleep: some would change what an author writes.
let private samples = Seq.initInfinite Chance.sample |> Seq.filter Sample.valid

let private ofSample k (sample: Sample) =
    let program = sample.Program
    let proofs = proofs program

    {
        Name = "random program " + string (k + 1)
        Checks = [ Random ]
        Run =
            fun () ->
                seq {
                    match derivation Check.Differentiated program with
                    | None -> Random
                    | Some derived ->
                        if proofs |> List.exists (fun (_, proof) -> fails (fun () -> proof derived)) then
                            Random
                }
    }

let private failure program =
    let derived = Derived.derive Check.Differentiated program
    (Derived.report batch 1 NetGen.Core.Tests.Gradients.Differences.few derived).Failure

let private ofGradient name stage program by =
    {
        Name = "the gradient of " + name
        Checks = [ Second ]
        Run =
            fun () ->
                seq {
                    if fails (fun () -> failure (Derived.derive stage program |> Derived.squared by)) then
                        Second
                }
    }

let private remains =
    {
        Name = "what remains of an earlier gradient"
        Checks = [ Second ]
        Run =
            fun () ->
                seq {
                    if fails (fun () -> failure Derived.remains) then
                        Second
                }
    }

/// Programs without kinks, and what their first gradient is squared for.
let private smooth =
    [
        "dense + tanh", "x"
        "dense + GELU", "W"
        "softmax + cross-entropy", "W"
        "RNN", "x"
        "layer norm", "x"
        "embedding", "E"
    ]

/// The gradient in one go is the one stage by stage, and has its results in the order that is asked for.
let private inOneGo (row: Row) =
    let loss, wanted = row.Program.Results.Head, Derived.wanted row.Program

    fun () ->
        let derived = Derived.derive (Check.Written row.Padded) row.Program
        let whole = Differentiate.gradient loss wanted row.Program

        [
            if whole.Results <> loss :: List.map Adjoint wanted || whole.Equations <> derived.Simplified.Equations then
                Show.program whole
        ]

/// Every case, with so many random programs.
let cases count : Case[] =
    [|
        for KeyValue(f, _) in Scalar.functions do
            ofFunction f

        ofList "places" Places NetGen.Core.Tests.Language.Places.wrong
        ofList "sums" Sums NetGen.Core.Tests.Algebra.Sums.wrong
        ofList "the gradient in one go" Meaning (inOneGo Programs.all.Head)

        for row in Programs.all do
            ofProgram row

        yield! samples |> Seq.truncate count |> Seq.mapi ofSample

        for name, by in smooth do
            let row = Programs.all |> List.find (fun row -> row.Name = name)
            ofGradient name (Check.Written row.Padded) row.Program [ Given by ]

        remains

        for k, sample in samples |> Seq.truncate (count / 8) |> Seq.indexed do
            ofGradient ("random program " + string (k + 1)) Check.Differentiated sample.Program [ Given "v"; Given "x" ]
    |]
