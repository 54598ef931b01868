module NetGen.Core.Tests.RandomNetworkTests

open System
open FsCheck.Xunit
open NetGen.Core
open NetGen.Core.Tests.Specs
open Xunit

/// Numbers that are the same in single and double precision.
let private single (value: float) = float (float32 value)

/// Random parameters and data for a network.
type private Run(network: RandomNetwork, model: Model, attempt: int) =
    let random = Random(network.Seed + attempt)
    let symmetric size = single (size * (2.0 * random.NextDouble() - 1.0))
    let outputs = List.last model.OutputShape

    let parameters =
        model.Parameters
        |> List.map (fun p ->
            // a bias too: one of 0 would hide its mistakes
            let size = if p.Shape.Length = 1 then 0.5 else sqrt (3.0 / float p.FanIn)
            Array.init (int (Model.size p.Shape)) (fun _ -> symmetric size))
        |> Array.concat

    let inputs = Array.init (network.Batch * network.Inputs) (fun _ -> symmetric 1.0)

    let targets =
        Array.init network.Batch (fun _ ->
            let row = Array.init outputs (fun _ -> random.NextDouble())

            match model.ClassCount with
            | Some _ -> row |> Array.map (fun t -> single (t / Array.sum row))
            | None when model.Heads.Head.Loss = "BinaryCrossEntropy" -> row |> Array.map single
            | None -> row |> Array.map (fun t -> single (4.0 * t - 2.0)))
        |> Array.concat

    let labels = Array.init network.Batch (fun _ -> random.Next outputs)

    member _.Parameters = parameters
    member _.Inputs = inputs
    member _.Targets = targets
    member _.Labels = labels

    member _.Values =
        Reference.tensors model parameters
        |> Map.add model.Inputs.Head.Tensor inputs
        |> Map.add model.Heads.Head.Targets targets
        |> Map.add model.Labels (Array.map float labels)

/// Data whose every argument of relu and its kin keeps its sign in the generated code's arithmetic.
let private away margin (network: RandomNetwork) model =
    Seq.init 50 (fun attempt -> Run(network, model, attempt))
    |> Seq.tryFind (fun run -> Kinks.distance model.WithTargets network.Batch run.Values > margin)

let private greatest (values: float[]) = values |> Array.fold (fun greatest v -> max greatest (abs v)) 1e-300

/// The greatest difference, relative to the greatest number expected; `floor` is what no computation can undercut.
let private compare tolerance floor what (expected: float[]) (actual: float[]) =
    let scale = greatest expected

    Array.iteri2
        (fun k (e: float) (a: float) ->
            // not "greater than": not-a-number is to fail
            if not (abs (e - a) <= tolerance * scale + floor) then
                failwith (
                    what
                    + " "
                    + string k
                    + ": expected "
                    + Show.number e
                    + ", got "
                    + Show.number a
                    + ", among numbers to "
                    + Show.number scale
                ))
        expected
        actual

let private keepsInvariants (model: Model) =
    let violations =
        Check.check (Check.Written(Check.needed model.WithTargets model.Padded)) model.WithTargets
        @ (model.WithLabels
           |> Option.map (fun program -> Check.check (Check.Written(Check.needed program model.Padded)) program)
           |> Option.defaultValue [])
        @ (Passes.programs model |> List.collect (snd >> Check.check Check.Simplified))

    if not violations.IsEmpty then
        failwith (String.Join("\n", violations))

/// Everything that is given, moved by its last bits, up or down at random: by eight of them, as a number passes fewer
/// than eight layers. What a result moves by then is what rounding does to it, however it is computed: much, where
/// predictions and targets cancel, or the slopes of samples do.
let private moved precision (network: RandomNetwork) (model: Model) (values: Reference.Values) : Reference.Values =
    let random = Random network.Seed

    let bit =
        match precision with
        | Single -> 2.0 ** -24.0
        | Double -> 2.0 ** -53.0

    let move v = v * (1.0 + (if random.Next 2 = 0 then 8.0 else -8.0) * bit)

    values
    |> Map.map (fun name numbers -> if name = model.Labels then numbers else Array.map move numbers)

/// Networks tried, and those of them all of whose data lay close to a kink.
let mutable private tried = 0

let mutable private skipped = 0

/// GELU before a rectifier sends every large negative number to the kink: such a network proves nothing, but few may.
let private skip () =
    skipped <- skipped + 1

    if skipped > 3 + tried / 50 then
        failwith "All data of more than one network in fifty lie close to a kink."

let private check precision tolerance margin (network: RandomNetwork) =
    let spec =
        match precision with
        | Single -> network.Spec
        | Double -> inDouble network.Spec

    let model = model spec
    tried <- tried + 1

    match away margin network model with
    | None -> skip ()
    | Some run ->
        let wanted = model.Parameters |> List.map (fun p -> p.Tensor)
        keepsInvariants model
        let compiled = Compiled.network spec
        compiled.Parameters <- run.Parameters

        let compare what expected moved actual =
            compare tolerance (greatest (Array.map2 (-) expected moved)) what expected actual

        // outputs, loss and slopes of what is given, and of the same moved
        let both compute = compute run.Values, compute (moved precision network model run.Values)

        let hold name program loss struct (lossOfGradient, gradient) =
            let (expected, slopes), (expectedMoved, slopesMoved) =
                both (Reference.gradient model program wanted network.Batch)

            compare (name + " loss") [| expected |] [| expectedMoved |] [| loss |]
            compare (name + " loss of the gradient") [| expected |] [| expectedMoved |] [| lossOfGradient |]

            List.zip3 model.Parameters slopes slopesMoved
            |> List.iter (fun (p, expected, moved) ->
                Array.sub gradient p.Offset (int (Model.size p.Shape))
                |> compare (name + " ∂" + p.Property) expected moved)

        Compiled.onWidth network.Seed (fun () ->
            let outputs, outputsMoved =
                both (fun values -> Reference.run model.Predict network.Batch values model.Heads.Head.Tensor)

            compare "output" outputs outputsMoved (compiled.Predict run.Inputs)

            hold
                "targets"
                model.WithTargets
                (compiled.Loss(run.Inputs, run.Targets))
                (compiled.Gradient(run.Inputs, run.Targets))

            model.WithLabels
            |> Option.iter (fun program ->
                hold
                    "labels"
                    program
                    (compiled.LabelLoss(run.Inputs, run.Labels))
                    (compiled.LabelGradient(run.Inputs, run.Labels))))

[<Property(MaxTest = 100, NightlyMaxTest = 2000, Arbitrary = [| typeof<Networks.Arbitraries> |])>]
let ``a generated network in double precision has the reference's outputs, loss and gradient`` network =
    check Double 1e-9 1e-12 network

[<Property(MaxTest = 100, NightlyMaxTest = 2000, Arbitrary = [| typeof<Networks.Arbitraries> |])>]
let ``a generated network in single precision has the reference's outputs, loss and gradient`` network =
    check Single 2e-4 1e-5 network
