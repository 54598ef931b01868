/// What a run has done so far: a line of JSON for every batch, so that it can be stopped at any time and resumed.
module NetGen.RandomNetworks.Record

open System.IO
open System.Text.Json

/// A network that was found wrong: its seed, and the smallest network found that still fails, with all that is known.
type Failure = { Seed: int; Message: string }

type Batch =
    {
        /// The seed of the first network; the others follow.
        First: int
        Networks: int
        /// Those none of whose samples lay far enough from a kink.
        Skipped: int
        /// Directions in which finite differences were compared, and those in which the loss has a kink.
        Compared: int
        Kinks: int
        Failures: Failure[]
        /// Of the processor.
        Seconds: float
    }

/// The batches of a file; none where there is no file. A last line that was cut off is run again.
let read (path: string) : Batch list =
    if File.Exists path then
        File.ReadAllLines path
        |> Seq.map (fun line ->
            try
                JsonSerializer.Deserialize<Batch> line |> Option.ofObj
            with :? JsonException ->
                None)
        |> Seq.choose id
        |> List.ofSeq
    else
        []

let append (path: string) (batch: Batch) = File.AppendAllText(path, JsonSerializer.Serialize batch + "\n")

/// Ends a last line that was cut off, so that what is appended has a line of its own.
let mend (path: string) =
    if File.Exists path then
        let text = File.ReadAllText path

        if text.Length > 0 && text[text.Length - 1] <> '\n' then
            File.AppendAllText(path, "\n")

/// The seeds from `first` on that are still to be run, in batches.
let remaining first count size (done': Batch list) =
    let isDone = System.Collections.Generic.HashSet<int>()

    for batch in done' do
        for seed in batch.First .. batch.First + batch.Networks - 1 do
            isDone.Add seed |> ignore

    seq { first .. first + count - 1 }
    |> Seq.filter (fun seed -> not (isDone.Contains seed))
    |> Seq.chunkBySize size
    // a batch's seeds follow each other
    |> Seq.collect (fun seeds ->
        let starts =
            [
                for k in 0 .. seeds.Length - 1 do
                    if k = 0 || seeds[k] <> seeds[k - 1] + 1 then
                        k
            ]

        List.zip starts (List.tail starts @ [ seeds.Length ]) |> List.map (fun (a, b) -> seeds[a .. b - 1]))
