/// Random whole networks that shrink, with random parameters and data.
namespace NetGen.Core.Tests

open System
open FsCheck
open FsCheck.FSharp
open NetGen.Core
open NetGen.Core.Tests.Specs

/// A declaration and what it is run on. The loss is not among the steps.
[<StructuredFormatDisplay("{Text}")>]
type RandomNetwork =
    {
        Inputs: int
        /// Dense layers and activations.
        Steps: Attribute list
        /// The last step where the loss asks for it.
        Last: string option
        Loss: Attribute
        Batch: int
        Seed: int
    }

    member this.Spec =
        network [ this.Inputs ] (this.Steps @ (this.Last |> Option.map layer |> Option.toList) @ [ this.Loss ])

    member this.Text = text this.Spec + " batch " + string this.Batch + " seed " + string this.Seed

    override this.ToString() = this.Text

module Networks =
    let private isDense (attribute: Attribute) = attribute.Name = "Dense"

    /// The entry's attribute, with a random argument where it takes one.
    let private attributeOf (entry: Entry) =
        match entry.Rules with
        | [] -> Gen.constant (layer entry.Name)
        | _ ->
            Gen.choose (1, 30)
            |> Gen.map (fun tenths -> attribute entry.Name [ Argument.Real(float tenths / 10.0) ] [])

    let private activations = Activations.entries |> List.map attributeOf

    let private denseLayer =
        gen {
            let! units = Gen.choose (1, 65)
            let! hasBias = Gen.frequency [ 4, Gen.constant true; 1, Gen.constant false ]
            return if hasBias then dense units else denseWith units [ "Bias", Truth false ]
        }

    /// Loss, and the activation it asks for.
    let loss =
        Losses.entries
        |> List.collect (fun entry ->
            let behind last = attributeOf entry |> Gen.map (fun loss -> loss, last)

            match entry.Role with
            | Loss(Classes, _, _) -> [ behind (Some "Softmax"); behind (Some "LogSoftmax") ]
            | Loss(Yesses, _, _) -> [ behind (Some "Sigmoid") ]
            | _ -> [ behind None ])
        |> Gen.oneof

    /// The width of the output.
    let private width inputs steps =
        steps
        |> List.fold
            (fun width (step: Attribute) ->
                match step.Arguments with
                | [ Integer units ] when isDense step -> int units
                | _ -> width)
            inputs

    let private isValid network =
        List.exists isDense network.Steps
        && (network.Loss.Name <> "CrossEntropy" || width network.Inputs network.Steps > 1)

    let private networks =
        gen {
            let! inputs = Gen.choose (1, 65)
            let! count = Gen.choose (1, 6)

            let! steps = Gen.frequency [ 1, denseLayer; 1, Gen.oneof activations ] |> Gen.listOfLength count

            let! loss, last = loss
            let! batch = Gen.choose (1, 70)
            let! seed = Gen.choose (0, Int32.MaxValue)

            return { Inputs = inputs; Steps = steps; Last = last; Loss = loss; Batch = batch; Seed = seed }
        }
        |> Gen.filter isValid

    let smaller (value: int) = [ 1; value / 2; value - 1 ] |> List.filter (fun v -> v > 0 && v < value) |> List.distinct

    let private shrinkStep (step: Attribute) =
        match step.Arguments with
        | [ Integer units ] when isDense step ->
            smaller (int units) |> List.map (fun units -> { step with Arguments = [ Integer(int64 units) ] })
        | _ when step.Name <> "Linear" -> [ layer "Linear" ]
        | _ -> []

    /// Fewer steps, fewer units, fewer samples, plainer activations.
    let private shrink network =
        seq {
            for k in 0 .. network.Steps.Length - 1 do
                { network with Steps = List.removeAt k network.Steps }

            for batch in smaller network.Batch do
                { network with Batch = batch }

            for inputs in smaller network.Inputs do
                { network with Inputs = inputs }

            for k in 0 .. network.Steps.Length - 1 do
                for step in shrinkStep network.Steps[k] do
                    { network with Steps = List.updateAt k step network.Steps }
        }
        |> Seq.filter isValid

    /// For [<Property(Arbitrary = …)>].
    type Arbitraries =
        static member Network() = Arb.fromGenShrink (networks, shrink)
