module NetGen.Core.Tests.ModelTests

open NetGen.Core
open NetGen.Core.Tests.Specs
open Xunit

let private lines (text: string) = text.Replace("\r\n", "\n").Trim '\n'

[<Fact>]
let ``a network's equations read as in a textbook`` () =
    let model = model digits

    let forward =
        """
z1[n,o]            = (Σ i. x[n,i]·W1[i,o]) + b1[o]
a1[n,o]            = relu(z1[n,o])
z2[n,o]            = (Σ i. a1[n,i]·W2[i,o]) + b2[o]
a2[n,o]            = exp(z2[n,o] − (lse k. z2[n,k]))"""

    Assert.Equal(lines forward, Show.program model.Predict)

    Assert.Equal(
        lines (forward + "\nloss               = (Σ n o. −t[n,o]·log(a2[n,o]))/N"),
        Show.program model.WithTargets
    )

    Assert.Equal(
        lines (forward + "\nloss               = (Σ n. −1·log(a2[n,label[n]]))/N"),
        Show.program model.WithLabels.Value
    )

let private adjoints value =
    let program = Passes.programs (model digits) |> List.find (fun (other, _) -> other = value) |> snd

    (Show.program program).Split '\n'
    |> Array.filter (fun line -> line.StartsWith("∂", System.StringComparison.Ordinal))
    |> String.concat "\n"

[<Fact>]
let ``back-propagation reads as in a textbook`` () =
    let expected =
        lines
            """
∂z2[n,o]           = (a2[n,o] − t[n,o])/N
∂a1[n,o]           = Σ o'. ∂z2[n,o']·W2[o,o']
∂z1[n,o]           = a1′[n,o]·∂a1[n,o]
∂W1[i,o]           = Σ n. x[n,i]·∂z1[n,o]
∂b1[o]             = Σ n. ∂z1[n,o]
∂W2[i,o]           = Σ n. a1[n,i]·∂z2[n,o]
∂b2[o]             = Σ n. ∂z2[n,o]"""

    Assert.Equal(expected, adjoints Surface.Gradient)
    Assert.Equal(expected.Replace("t[n,o]", "[label[n]=o]"), adjoints Surface.LabelGradient)

[<Fact>]
let ``parameters lie one after the other, weights before the bias`` () =
    let parameters =
        (model digits).Parameters |> List.map (fun p -> p.Property, p.Shape, p.Offset, p.FanIn, p.FanOut)

    Assert.Equal<(string * int list * int * int * int) list>(
        [
            "Dense1Weights", [ 64; 32 ], 0, 64, 32
            "Dense1Bias", [ 32 ], 2048, 64, 32
            "Dense2Weights", [ 32; 10 ], 2080, 32, 10
            "Dense2Bias", [ 10 ], 2400, 32, 10
        ],
        parameters
    )

[<Fact>]
let ``layers are numbered within their kind, or have the name they were given`` () =
    let spec =
        network
            [ 4 ]
            [
                dense 3
                layer "Tanh"
                denseWith 3 [ "Name", Text "Hidden"; "Bias", Truth false ]
                layer "Tanh"
                layer "ReLU"
                dense 2
                layer "Huber"
            ]

    let model = model spec

    Assert.Equal<string list>(
        [ "Dense1"; "Tanh1"; "Hidden"; "Tanh2"; "ReLU1"; "Dense3" ],
        model.Layers |> List.map (fun l -> l.Name)
    )

    Assert.Equal<string list>(
        [ "Dense1Weights"; "Dense1Bias"; "HiddenWeights"; "Dense3Weights"; "Dense3Bias" ],
        model.Parameters |> List.map (fun p -> p.Property)
    )

    Assert.Equal<string list>(
        [ "z1"; "a1"; "z2"; "a2"; "a2'"; "z3" ],
        model.Predict.Equations |> List.map (fun e -> Show.name e.Target)
    )

[<Fact>]
let ``multiply-adds are counted from the equations`` () =
    let counts = (model digits).Layers |> List.map (fun layer -> Model.multiplyAdds layer.Equations)
    Assert.Equal<int64 list>([ 2048L; 0L; 320L; 0L ], counts)

let private weightsBefore activation =
    (model (network [ 16 ] [ dense 3; layer activation; layer "MeanSquaredError" ])).Parameters.Head.Initializer

[<Theory>]
[<InlineData("ReLU")>]
[<InlineData("LeakyReLU")>]
[<InlineData("ELU")>]
[<InlineData("GELU")>]
[<InlineData("SiLU")>]
[<InlineData("Softplus")>]
let ``weights before a rectifier begin with He's normal`` (activation: string) =
    Assert.Equal(HeNormal, weightsBefore activation)

[<Theory>]
[<InlineData("Linear")>]
[<InlineData("Tanh")>]
[<InlineData("Sigmoid")>]
[<InlineData("HardSigmoid")>]
[<InlineData("Softmax")>]
[<InlineData("LogSoftmax")>]
let ``weights before others begin with Glorot's uniform`` (activation: string) =
    Assert.Equal(GlorotUniform, weightsBefore activation)

[<Fact>]
let ``weights before SELU have a variance of 1 / fan-in`` () = Assert.Equal(Normal(0.0, 0.25), weightsBefore "SELU")

let private initializers named =
    (model (network [ 4 ] [ denseWith 3 named; layer "MeanSquaredError" ])).Parameters
    |> List.map (fun p -> p.Initializer)

[<Fact>]
let ``initialisers are what the arguments say`` () =
    let choose name = "Weights", Choice name
    Assert.Equal<Initializer list>([ GlorotUniform; Zeros ], initializers [])

    for name, expected in
        [
            "Zeros", Zeros
            "GlorotUniform", GlorotUniform
            "GlorotNormal", GlorotNormal
            "HeUniform", HeUniform
            "HeNormal", HeNormal
            "Orthogonal", Orthogonal
        ] do
        Assert.Equal<Initializer list>([ expected; Zeros ], initializers [ choose name ])

    Assert.Equal<Initializer list>(
        [ Uniform(-1.0, 0.5); Constant 3.0 ],
        initializers
            [
                choose "Uniform"
                "WeightsMin", Integer -1L
                "WeightsMax", Argument.Real 0.5
                "Biases", Choice "Constant"
                "BiasesValue", Integer 3L
            ]
    )

    Assert.Equal<Initializer list>(
        [ Normal(0.0, 0.1) ],
        initializers [ choose "Normal"; "WeightsStandardDeviation", Argument.Real 0.1; "Bias", Truth false ]
    )

[<Fact>]
let ``the loss of labels exists where classes are compared`` () =
    Assert.Equal(Some 10, (model digits).ClassCount)
    let regression = model (network [ 4 ] [ dense 3; layer "Huber" ])
    Assert.Equal(None, regression.ClassCount)
    Assert.Equal(None, regression.WithLabels)

[<Fact>]
let ``equal declarations give equal models`` () = Assert.True((model digits = model digits))
