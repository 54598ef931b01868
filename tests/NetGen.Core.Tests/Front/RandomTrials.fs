/// Random networks, compiled many at a time, each checked on random samples in one width of vectors.
module NetGen.Core.Tests.RandomTrials

open System
open NetGen.Core
open NetGen.Testing

/// A random network and everything else that is random about its check.
type RandomTrial =
    {
        Declaration: NetworkDeclaration
        /// Of the samples.
        Seed: int
        /// 0 … 3: vectors of 512, 256 or 128 bits, or single numbers.
        Width: int
        /// Whether finite differences are compared too.
        IsMeasured: bool
    }

type Verdict =
    /// The directions in which finite differences agreed, and those in which the loss has a kink.
    | Holds of compared: int * kinks: int
    /// All data lie close to a kink: nothing was compared.
    | Skipped
    | Fails of message: string

/// One in so many networks is compared with finite differences.
let measuredOneIn = 8

/// The trial of a seed.
let ofSeed size seed =
    let random = Random seed

    {
        Declaration = NetworkArbitraries.Network(random.Next(), size)
        Seed = random.Next()
        Width = random.Next 4
        IsMeasured = random.Next measuredOneIn = 0
    }

let private batches = [ 1; 1; 2; 3; 4; 5; 7; 8; 9; 15; 16; 17; 31; 33 ]

/// Samples of the seed: fewer of a network that computes much.
let samples (model: Model) seed attempt =
    let random = Random(seed + attempt)
    let work = model.Layers |> List.sumBy (fun (layer: Layer) -> Model.multiplyAdds layer.Equations)
    let most = max 3 (int (20000L / (work + 1L)))
    let count = min most batches[random.Next batches.Length]

    SampleArbitraries.Draw<float>(DeclarationInfo.Of model, count, random.Next(), SampleKinds.Tame)
    |> Trial.dataOf model

let spec name (trial: RandomTrial) =
    { DeclarationSpec.ToSpec trial.Declaration with Namespace = "Random" + string name }

let private attempt work =
    try
        work ()
    with fault ->
        Fails fault.Message

let run (random: RandomTrial) (trial: Trial.Trial) =
    attempt (fun () ->
        match Seq.init 30 (samples trial.Model random.Seed) |> Trial.awayFromKinks trial.Model with
        | None -> Skipped
        | Some data ->
            Trial.check trial [ random.Width ] data

            let directions = if random.IsMeasured then Trial.differences trial.Model data else []
            let kinks, compared = directions |> List.partition Option.isSome
            Holds(compared.Length, kinks.Length))

/// The verdicts of trials whose networks are compiled as one assembly, which is unloaded afterwards.
let together (trials: (RandomTrial * Trial.Draft) list) =
    let compiled, context = trials |> List.map snd |> Trial.ofDrafts

    try
        List.map2 run (List.map fst trials) compiled
    finally
        context.Unload()

/// The verdicts, in order. A network that the C# compiler refuses is found by compiling each by itself.
let check (trials: RandomTrial list) =
    let drafts =
        trials
        |> List.mapi (fun name trial ->
            try
                Ok(trial, Trial.draft (spec name trial))
            with fault ->
                Error(Fails fault.Message))

    let written =
        drafts
        |> List.choose (function
            | Ok draft -> Some draft
            | Error _ -> None)

    let verdicts =
        try
            together written
        with _ ->
            written
            |> List.map (fun draft ->
                try
                    together [ draft ] |> List.exactlyOne
                with fault ->
                    Fails fault.Message)

    let rec merge drafts verdicts =
        match drafts, verdicts with
        | Error verdict :: drafts, _ -> verdict :: merge drafts verdicts
        | Ok _ :: drafts, verdict :: verdicts -> verdict :: merge drafts verdicts
        | _ -> []

    merge drafts verdicts

/// The smallest network found that still fails, in at most so many attempts, and its message.
let shrink attempts (trial: RandomTrial) message =
    let shrinker = NetworkArbitraries.Networks().Shrinker

    let rec smaller left (trial: RandomTrial) message =
        let candidates = shrinker trial.Declaration |> Seq.truncate left |> Seq.indexed

        let failing =
            candidates
            |> Seq.tryPick (fun (k, declaration) ->
                let candidate = { trial with Declaration = declaration }

                match check [ candidate ] with
                | [ Fails message ] -> Some(k, candidate, message)
                | _ -> None)

        match failing with
        | Some(k, candidate, message) when left - k > 1 -> smaller (left - k - 1) candidate message
        | Some(_, candidate, message) -> candidate, message
        | None -> trial, message

    smaller attempts trial message

/// A failure to read and to paste.
let explain (trial: RandomTrial) message =
    String.Join(
        "\n",
        [
            message
            "samples of seed "
            + string trial.Seed
            + ", vectors of "
            + string [| 512; 256; 128; 0 |].[trial.Width]
            + " bits"
            trial.Declaration.Source
        ]
    )
