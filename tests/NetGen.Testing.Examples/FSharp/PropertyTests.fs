/// What must hold of anything random. FsCheck draws a hundred cases and shrinks one that fails to a small one.
module Company.Tests.PropertyTests

open System
open FsCheck
open FsCheck.FSharp
open NetGen.Testing
open Xunit

[<Fact>]
let ``The function is right at any weights`` () =
    Check.QuickThrowOnFailure(fun (bias: int, first: int, second: int) ->
        let weights = [| float bias / 10.0; float first / 10.0; float second / 10.0 |]

        let report =
            GradientCheck.Check(
                LogisticLoss.value,
                LogisticLoss.gradient,
                ReadOnlySpan weights,
                dual = LogisticLoss.value
            )

        report.Passed |> Prop.label (string report))

[<Fact>]
let ``Outputs are probabilities`` () =
    let samples = SampleArbitraries.Of<FlowerNet>(SampleKinds.Tame ||| SampleKinds.Saturating)

    Prop.forAll samples (fun samples ->
        let network = FlowerNet.Create(seed = 1UL)
        samples.CopyTo network
        let outputs = Array.zeroCreate (samples.Count * FlowerNet.OutputSize)
        network.Predict(samples.Inputs.AsSpan(), Span outputs)

        outputs
        |> Array.chunkBySize FlowerNet.OutputSize
        |> Array.forall (fun row -> Array.min row >= 0f && abs (Array.sum row - 1f) < 1e-5f))
    |> Check.QuickThrowOnFailure

[<Fact>]
let ``A random network has a gradient of its parameters' length`` () =
    Prop.forAll (NetworkArbitraries.Networks()) (fun network ->
        let last = Seq.last network.Info.Parameters
        last.Offset + last.Length = network.Info.ParameterCount)
    |> Check.QuickThrowOnFailure
