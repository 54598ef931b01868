/// What sequences of different lengths, directions and gates mean, said without the layers' equations.
module NetGen.Core.Tests.SequenceLayerTests

open System
open NetGen.Core
open NetGen.Core.Tests.Specs
open Xunit

let private longest, features = 5, 3
let private loss = layer "MeanSquaredError"
let private flag name = name, Truth true
let private whole = flag "ReturnSequences"

let private network isVarying steps layers =
    { network [ steps; features ] (layers @ [ loss ]) with
        Network =
            attribute
                "Network"
                [ Integer(int64 steps); Integer(int64 features) ]
                (if isVarying then [ flag "VariableLength" ] else [])
    }
    |> model

let private layers: (string * Attribute list) list =
    let recurrent kind named = attribute kind [ Integer 2L ] named

    [
        for kind in [ "RNN"; "LSTM"; "GRU" ] do
            kind, [ recurrent kind [] ]
            kind + ", all states", [ recurrent kind [ whole ] ]
            kind + ", backward", [ recurrent kind [ flag "Backward" ] ]
            kind + ", both", [ recurrent kind [ flag "Bidirectional" ] ]
            kind + ", both, all states", [ recurrent kind [ flag "Bidirectional"; whole ] ]
            kind + ", stacked", [ recurrent kind [ flag "Bidirectional"; whole ]; recurrent kind [] ]
        "SelfAttention", [ attribute "SelfAttention" [ Integer 3L ] [] ]
        "SelfAttention, causal", [ attribute "SelfAttention" [ Integer 1L ] [ flag "Causal" ] ]
        "Dense, PositionalEncoding", [ dense 4; layer "PositionalEncoding"; recurrent "GRU" [] ]
    ]

let names: objnull[] list = layers |> List.map (fun (name, _) -> [| box name |])

/// The outputs of one sample of so many steps, whose numbers are given for all steps there could be.
let private outputs (model: Model) (data: Trial.Data) (inputs: float[]) length =
    let lengths = model.Inputs |> List.filter (fun input -> input.Kind <> InputKind.Numbers)
    let numbers = model.Inputs |> List.find (fun input -> input.Kind = InputKind.Numbers)

    let values =
        (data.Values, lengths)
        ||> List.fold (fun values input -> Map.add input.Tensor [| float length |] values)
        |> Map.add numbers.Tensor (Array.truncate (int (Model.size numbers.Shape)) inputs)

    Reference.run model.Predict 1 values model.Heads.Head.Tensor

[<Theory; MemberData(nameof names)>]
let ``a shorter sample gives what a network for that length gives`` (name: string) =
    let layers = layers |> List.find (fun (other, _) -> other = name) |> snd
    let varying = network true longest layers
    let data = Trial.data varying 1 7
    let random = Random 3
    // far from all that could be mistaken for a state
    let inputs = Array.init (longest * features) (fun _ -> 20.0 * random.NextDouble() - 10.0)

    for length in 2..longest do
        let fixed' = network false length layers
        Assert.Equal(List.length varying.Parameters, fixed'.Parameters.Length)
        let expected = outputs fixed' data inputs length
        let actual = outputs varying data inputs length

        Array.iter2
            (fun (e: float) (a: float) -> Assert.Equal(e, a, 12))
            expected
            (Array.truncate expected.Length actual)

        if not (name.StartsWith("SelfAttention", StringComparison.Ordinal)) then
            Assert.All(Array.skip expected.Length actual, fun (beyond: float) -> Assert.Equal(0.0, beyond))

let private sigmoid x = 1.0 / (1.0 + exp -x)

/// One step of one unit that reads one number: input weights, recurrent weights and biases of each gate.
let private steps: (string * Attribute * (float[] -> float[] -> float[] -> float -> float -> float[] -> float[])) list =
    let sum (w: float[]) (u: float[]) (b: float[]) x h k = w[k] * x + u[k] * h + b[k]
    let recurrent kind named = attribute kind [ Integer 1L ] named

    [
        "RNN", recurrent "RNN" [], (fun w u b x _ state -> [| tanh (sum w u b x state[0] 0) |])
        "RNN of rectifiers",
        recurrent "RNN" [ "Activation", Choice "ReLU" ],
        (fun w u b x _ state -> [| max 0.0 (sum w u b x state[0] 0) |])
        "LSTM",
        recurrent "LSTM" [],
        (fun w u b x _ state ->
            let z = sum w u b x state[0]
            let c = sigmoid (z 1) * state[1] + sigmoid (z 0) * tanh (z 2)
            [| sigmoid (z 3) * tanh c; c |])
        "GRU",
        recurrent "GRU" [],
        (fun w u b x d state ->
            let z = sum w u b x state[0]
            let candidate = tanh (w[2] * x + b[2] + sigmoid (z 0) * (u[2] * state[0] + d))
            [| (1.0 - sigmoid (z 1)) * candidate + sigmoid (z 1) * state[0] |])
        "GRU, reset before",
        recurrent "GRU" [ "ResetAfter", Truth false ],
        (fun w u b x _ state ->
            let z = sum w u b x state[0]
            let candidate = tanh (w[2] * x + b[2] + u[2] * (sigmoid (z 0) * state[0]))
            [| (1.0 - sigmoid (z 1)) * candidate + sigmoid (z 1) * state[0] |])
    ]

let kinds: objnull[] list = steps |> List.map (fun (name, _, _) -> [| box name |])

[<Theory; MemberData(nameof kinds)>]
let ``a unit does what its paper says, its gates in PyTorch's order`` (name: string) =
    let _, recurrent, step = steps |> List.find (fun (other, _, _) -> other = name)

    for direction, order in [ [], id; [ flag "Backward" ], Array.rev ] do
        let recurrent = { recurrent with Named = recurrent.Named @ direction }
        let model = Specs.network [ longest; 1 ] [ recurrent; loss ] |> model
        let data = Trial.data model 1 5

        let of' role =
            model.Parameters
            |> List.tryFind (fun p -> p.Property = p.Layer + role)
            |> Option.map (fun p -> data.Values[p.Tensor])

        let w, u, b = (of' "InputWeights").Value, (of' "RecurrentWeights").Value, (of' "Bias").Value
        let d = of' "RecurrentBias" |> Option.map Array.head |> Option.defaultValue 0.0

        let expected =
            order data.Inputs |> Array.fold (fun state x -> step w u b x d state) [| 0.0; 0.0 |] |> Array.head

        let actual = Reference.run model.Predict 1 data.Values model.Heads.Head.Tensor
        Assert.Equal(expected, actual[0], 12)

[<Fact>]
let ``positions are the sines and cosines of the paper`` () =
    let model = Specs.network [ 6; 5 ] [ dense 5; layer "PositionalEncoding"; loss ] |> model
    let data = Trial.data model 1 1

    let zero = data.Values |> Map.map (fun _ values -> Array.create values.Length 0.0)

    let actual = Reference.run model.Predict 1 zero model.Heads.Head.Tensor

    for t in 0..5 do
        for f in 0..4 do
            let angle = float t / Math.Pow(10000.0, float (2 * (f / 2)) / 5.0)
            Assert.Equal((if f % 2 = 0 then sin angle else cos angle), actual[5 * t + f], 12)

[<Fact>]
let ``an LSTM's forget gate begins open, and recurrent weights orthogonal gate by gate`` () =
    let spec = Specs.network [ 4; 3 ] [ attribute "LSTM" [ Integer 6L ] []; loss ]
    let compiled = Compiled.network spec
    compiled.Initialize 3UL

    let values role =
        let p = compiled.Info.Parameters |> Seq.find (fun p -> p.Name = "LSTM1" + role)
        Array.sub compiled.Parameters p.Offset p.Length

    let bias = values "Bias"
    Assert.Equal<float[]>(Array.init 24 (fun k -> if k / 6 = 1 then 1.0 else 0.0), bias)

    for gate in values "RecurrentWeights" |> Array.chunkBySize 36 do
        for a in 0..5 do
            for b in 0..5 do
                let dot = Seq.sum (seq { for k in 0..5 -> gate[6 * k + a] * gate[6 * k + b] })
                Assert.Equal((if a = b then 1.0 else 0.0), dot, 5)
