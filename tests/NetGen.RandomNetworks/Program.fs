/// Checks random networks, as many as are asked for, and records what it finds.
module NetGen.RandomNetworks.Program

open System
open System.CommandLine
open NetGen.Core.Tests
open NetGen.RandomNetworks.Record
open Spectre.Console

/// Networks compiled together.
let private together = 128

/// Attempts at a smaller network that still fails.
let private attempts = 300

let private run size (seeds: int[]) =
    let before = Environment.CpuUsage.TotalTime
    let trials = seeds |> Array.map (RandomTrials.ofSeed size) |> List.ofArray
    let verdicts = RandomTrials.check trials

    let failures =
        [|
            for seed, trial, verdict in Seq.zip3 seeds trials verdicts do
                match verdict with
                | RandomTrials.Fails message ->
                    { Seed = seed; Message = RandomTrials.shrink attempts trial message ||> RandomTrials.explain }
                | _ -> ()
        |]

    let sum number = verdicts |> List.sumBy number

    {
        First = seeds[0]
        Networks = seeds.Length
        Skipped = verdicts |> List.filter _.IsSkipped |> List.length
        Compared =
            sum (function
                | RandomTrials.Holds(compared, _) -> compared
                | _ -> 0)
        Kinks =
            sum (function
                | RandomTrials.Holds(_, kinks) -> kinks
                | _ -> 0)
        Failures = failures
        Seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds
    }

let private summary (batches: Batch list) =
    let sum number = batches |> List.sumBy number
    let networks = sum _.Networks

    for batch in batches do
        for failure in batch.Failures do
            AnsiConsole.WriteLine(sprintf "Seed %d: %s\n" failure.Seed failure.Message)

    AnsiConsole.WriteLine(
        sprintf
            "%d networks, %d failures; %d skipped beside a kink; %d directions agree with finite differences, %d at kinks; %.1f ms a network."
            networks
            (sum _.Failures.Length)
            (sum _.Skipped)
            (sum _.Compared)
            (sum _.Kinks)
            (1000.0 * (batches |> List.sumBy _.Seconds) / float (max 1 networks))
    )

    if sum _.Failures.Length = 0 then 0 else 1

let private all count first size (record: string) (cancellation: Threading.CancellationToken) =
    mend record
    let remaining = remaining first count together (read record) |> List.ofSeq

    AnsiConsole
        .Progress()
        .Columns(TaskDescriptionColumn(), ProgressBarColumn(), PercentageColumn(), RemainingTimeColumn())
        .Start(fun progress ->
            let task = progress.AddTask("random networks", maxValue = float count)
            task.Value <- float (count - List.sumBy Array.length remaining)

            for seeds in remaining do
                if not cancellation.IsCancellationRequested then
                    let batch = run size seeds
                    append record batch
                    task.Increment(float batch.Networks))

    read record
    |> List.filter (fun batch -> batch.First >= first && batch.First < first + count)
    |> summary

[<EntryPoint>]
let main arguments =
    let whole name fallback description =
        Option<int>(name, Description = description, DefaultValueFactory = (fun _ -> fallback))

    let networks = whole "--networks" 1000 "How many networks are checked."
    let first = whole "--first" 0 "The seed of the first; the others follow."
    let size = whole "--size" 40 "How large they are, from 1 to 100."

    let record =
        Option<string>(
            "--record",
            Description = "The file that is written to; what it holds already is not run again.",
            DefaultValueFactory = (fun _ -> "random-networks.jsonl")
        )

    let root =
        RootCommand
            "Generates random networks, compiles them, and compares them with the reference and with finite differences."

    for option in [ networks :> Option; first; size; record ] do
        root.Options.Add option

    root.SetAction(fun (options: ParseResult) cancellation ->
        Threading.Tasks.Task.Run(fun () ->
            all
                (options.GetRequiredValue networks)
                (options.GetRequiredValue first)
                (options.GetRequiredValue size)
                (options.GetRequiredValue record)
                cancellation))

    root.Parse(arguments).InvokeAsync().GetAwaiter().GetResult()
