/// The module that wakes mutants, as source text: it comes first in the mutated core.
module NetGen.Core.Mutator.Planted

let private quoted (text: string) = "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\""

let private head =
    """module NetGen.Core.Planted

open System.Runtime.CompilerServices

/// Source is the whole line in which Wrong stands in the place of Right.
type Mutant =
    {
        File: string
        Rule: string
        Line: int
        Source: string
        Right: string
        Wrong: string
        Operator: string
    }

let mutable private awake = -1
let mutable private asked = 0

/// Which mutants were asked for since this was cleared.
let reached = System.Collections.Generic.HashSet<int>()

let mutable private isRecording = false

/// Wakes one mutant, and all others sleep. -1: all sleep.
let wake mutant =
    awake <- mutant
    asked <- 0

/// What some work reaches of the mutants, all of which sleep.
let record (work: unit -> unit) =
    reached.Clear()
    isRecording <- true

    try
        work ()
    finally
        isRecording <- false

    List.ofSeq reached

/// A mutant that never ends is stopped: it asks too often, or too deeply.
let private alive () =
    asked <- asked + 1

    if asked > 200000 then
        failwith "the mutant does not end"

    RuntimeHelpers.EnsureSufficientExecutionStack()
    true

let on mutant =
    if isRecording then
        reached.Add mutant |> ignore

    awake = mutant && alive ()

"""

/// The source of the module; `source` gives a file's content.
let text (source: string -> string) (mutants: Mutant list) =
    let line (m: Mutant) = (source m.File).Split('\n')[m.Line - 1]

    let row (m: Mutant) =
        sprintf
            "        { File = %s; Rule = %s; Line = %d; Source = %s; Right = %s; Wrong = %s; Operator = %s }\n"
            (quoted m.File)
            (quoted m.Rule)
            m.Line
            (quoted ((line m).Trim()))
            (quoted m.Right)
            (quoted m.Wrong)
            (quoted m.Operator)

    head + "let all: Mutant[] =\n    [|\n" + String.concat "" (List.map row mutants) + "    |]\n"
