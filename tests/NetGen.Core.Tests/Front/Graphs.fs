/// Random networks with branches, shared parameters and recurrence, that shrink.
namespace NetGen.Core.Tests

open System
open FsCheck
open FsCheck.FSharp
open NetGen.Core
open NetGen.Core.Tests.Specs

/// A step of a random graph. Whatever it finds before it, it makes a network: where it has no meaning it is nothing.
type GraphStep =
    /// Dense or an activation.
    | Plain of Attribute
    /// A recurrent layer of so many units, all states or the last one; of a row, Dense.
    | Recurrent of kind: string * units: int * named: (string * Argument) list
    /// Joins the signal with an earlier one that fits: the first modulo how many there are.
    | Joined of kind: string * pick: int
    /// A layer from an earlier signal, joined to this one by Concat.
    | Branch of pick: int * units: int
    /// An earlier layer once more, with its parameters, on what fits; joined to this signal by Concat.
    | Again of pick: int

/// A declaration and what it is run on. The loss is not among the steps.
type RandomGraph =
    {
        /// 0 steps: the input is a row.
        Time: int
        Features: int
        IsVarying: bool
        Steps: GraphStep list
        Last: string option
        Loss: Attribute
        Batch: int
        Seed: int
    }

/// What is known of a signal while a graph is written.
type private Sketch =
    {
        Name: string
        Shape: int list
        /// The attribute that made it from a signal of which shape, if it has parameters of its own.
        Made: (Attribute * int list) option
    }

module Graphs =
    let private isTrained (attribute: Attribute) = List.contains attribute.Name [ "Dense"; "RNN"; "LSTM"; "GRU" ]
    let private isSet name (attribute: Attribute) = List.contains (name, Truth true) attribute.Named

    let private outputOf (attribute: Attribute) (shape: int list) =
        match attribute.Arguments with
        | [ Integer units ] when attribute.Name = "Dense" -> List.truncate (shape.Length - 1) shape @ [ int units ]
        | [ Integer units ] when isTrained attribute ->
            let width = if isSet "Bidirectional" attribute then 2 * int units else int units
            if isSet "ReturnSequences" attribute then [ shape.Head; width ] else [ width ]
        | _ -> shape

    let private choose pick (candidates: 'T list) =
        if candidates.IsEmpty then None else Some candidates[pick % candidates.Length]

    /// The attributes of one step behind the signals so far, the present one first.
    let private write (signals: Sketch list, attributes: Attribute list) step =
        let present = signals.Head

        let add (extra: (Attribute * Sketch) list) =
            (extra |> List.map snd |> List.rev) @ signals, attributes @ (extra |> List.map fst)

        let name k = "S" + string (signals.Length + k)

        let layer k (attribute: Attribute) (from: Sketch) named =
            let written =
                {
                    Name = name k
                    Shape = outputOf attribute from.Shape
                    Made = if isTrained attribute then Some(attribute, from.Shape) else None
                }

            { attribute with
                Named = [ "Name", Text(name k); "From", Text from.Name ] @ named @ attribute.Named
            },
            written

        let joined k kind (a: Sketch) (b: Sketch) =
            let width = List.last a.Shape + (if kind = "Concat" then List.last b.Shape else 0)
            let shape = List.truncate (a.Shape.Length - 1) a.Shape @ [ width ]

            { join kind [ a.Name; b.Name ] with Named = [ "Name", Text(name k) ] },
            { Name = name k; Shape = shape; Made = None }

        match step with
        | Plain attribute -> add [ layer 0 attribute present [] ]
        | Recurrent(kind, units, named) when present.Shape.Length = 2 ->
            add [ layer 0 (attribute kind [ Integer(int64 units) ] named) present [] ]
        | Recurrent(_, units, _) -> add [ layer 0 (dense units) present [] ]
        | Joined(kind, pick) ->
            let fits (other: Sketch) =
                if kind = "Concat" then
                    List.truncate (other.Shape.Length - 1) other.Shape =
                        List.truncate (present.Shape.Length - 1) present.Shape
                else
                    other.Shape = present.Shape

            match choose pick (List.filter fits signals) with
            | Some other -> add [ joined 0 kind present other ]
            | None -> signals, attributes
        | Branch(pick, units) ->
            let fits (other: Sketch) =
                List.truncate (other.Shape.Length - 1) other.Shape =
                    List.truncate (present.Shape.Length - 1) present.Shape

            let from = (choose pick (List.filter fits signals)).Value
            let attribute, branch = layer 0 (dense units) from []
            add [ attribute, branch; joined 1 "Concat" present branch ]
        | Again pick ->
            let fits shape =
                List.truncate (List.length shape - 1) shape = List.truncate (present.Shape.Length - 1) present.Shape

            let makers =
                signals
                |> List.choose (fun signal ->
                    match signal.Made with
                    | Some(attribute, shape) when fits signal.Shape -> Some(signal.Name, attribute, shape)
                    | _ -> None)

            match choose pick makers with
            | Some(owner, attribute, shape) ->
                let from = (signals |> List.filter (fun signal -> signal.Shape = shape) |> choose pick).Value
                let attribute, again = layer 0 attribute from [ "Share", Text owner ]
                add [ attribute, { again with Made = None }; joined 1 "Concat" present again ]
            | None -> signals, attributes

    let private written graph =
        let shape = if graph.Time = 0 then [ graph.Features ] else [ graph.Time; graph.Features ]
        let input = { Name = "Input"; Shape = shape; Made = None }
        graph.Steps |> List.fold write ([ input ], [])

    /// Without its loss: the shape of the output, and the attributes.
    let private steps graph =
        let signals, attributes = written graph
        signals.Head.Shape, attributes @ (graph.Last |> Option.map layer |> Option.toList)

    let spec graph : Spec =
        let extents = [ graph.Time; graph.Features ] |> List.filter (fun extent -> extent > 0)
        let spec = network extents (snd (steps graph) @ [ graph.Loss ])

        let named =
            if graph.IsVarying && graph.Time > 1 then
                [ "VariableLength", Truth true ]
            else
                []

        { spec with Network = { spec.Network with Named = named } }

    let private isValid graph =
        let shape, attributes = steps graph

        List.exists isTrained attributes
        && (graph.Loss.Name <> "CrossEntropy" || List.last shape > 1)
        && List.last shape < 200

    let private width = Gen.elements [ 1; 2; 3; 4; 7; 8; 9; 16; 17 ]

    let private step =
        let flag name chance = Gen.frequency [ chance, Gen.constant [ name, Truth true ]; 10 - chance, Gen.constant [] ]

        let recurrent =
            gen {
                let! kind = Gen.elements [ "RNN"; "LSTM"; "GRU" ]
                let! units = width
                let! whole = flag "ReturnSequences" 8
                let! both = flag "Bidirectional" 2
                let! backward = if both.IsEmpty then flag "Backward" 3 else Gen.constant []
                let! before = Gen.frequency [ 2, Gen.constant [ "ResetAfter", Truth false ]; 8, Gen.constant [] ]
                return Recurrent(kind, units, whole @ both @ backward @ (if kind = "GRU" then before else []))
            }

        let joined =
            Gen.map2
                (fun kind pick -> Joined(kind, pick))
                (Gen.elements [ "Add"; "Multiply"; "Concat" ])
                (Gen.choose (0, 9))

        Gen.frequency
            [
                2, width |> Gen.map (dense >> Plain)
                2, Gen.elements [ "Tanh"; "Sigmoid"; "ReLU"; "SiLU" ] |> Gen.map (layer >> Plain)
                3, recurrent
                3, joined
                2, Gen.map2 (fun pick units -> Branch(pick, units)) (Gen.choose (0, 9)) width
                2, Gen.choose (0, 9) |> Gen.map Again
            ]

    let private graphs =
        gen {
            let! time = Gen.elements [ 0; 2; 3; 5 ]
            let! features = width
            let! isVarying = Gen.elements [ false; true ]
            let! count = Gen.choose (1, 7)
            let! steps = Gen.listOfLength count step
            let! loss, last = Networks.loss
            let! batch = Gen.elements [ 1; 2; 3; 15; 16; 17; 33 ]
            let! seed = Gen.choose (0, Int32.MaxValue)

            return
                {
                    Time = time
                    Features = features
                    IsVarying = isVarying
                    Steps = steps
                    Last = last
                    Loss = loss
                    Batch = batch
                    Seed = seed
                }
        }
        |> Gen.filter isValid

    let private shrinkStep step =
        match step with
        | Recurrent(kind, units, named) ->
            [
                for fewer in Networks.smaller units -> Recurrent(kind, fewer, named)
                for argument in named -> Recurrent(kind, units, List.except [ argument ] named)
            ]
        | Branch(pick, units) -> [ for fewer in Networks.smaller units -> Branch(pick, fewer) ]
        | Plain { Name = "Dense"; Arguments = [ Integer units ] } ->
            [ for fewer in Networks.smaller (int units) -> Plain(dense fewer) ]
        | Plain { Name = "Linear" } -> []
        | Plain _ -> [ Plain(layer "Linear") ]
        | Joined _
        | Again _ -> []

    /// Fewer steps, samples, features and units, plainer layers.
    let private shrink graph =
        seq {
            for k in 0 .. graph.Steps.Length - 1 do
                { graph with Steps = List.removeAt k graph.Steps }

            if graph.IsVarying then
                { graph with IsVarying = false }

            for batch in Networks.smaller graph.Batch do
                { graph with Batch = batch }

            for features in Networks.smaller graph.Features do
                { graph with Features = features }

            if graph.Time > 2 then
                { graph with Time = 2 }

            for k in 0 .. graph.Steps.Length - 1 do
                for step in shrinkStep graph.Steps[k] do
                    { graph with Steps = List.updateAt k step graph.Steps }
        }
        |> Seq.filter isValid

    /// For [<Property(Arbitrary = …)>].
    type Arbitraries =
        static member Graph() = Arb.fromGenShrink (graphs, shrink)
