/// Softmax without a logarithm, where nothing else needs it.
module NetGen.Core.Tests.Backend.ExponentialTests

open NetGen.Core
open NetGen.Core.Tests.Programs
open Xunit

let private reductions lanes (program: Program) =
    let request =
        Emitted.request "Run" { Program = program; Lanes = lanes; Chunk = None; Precision = Single; Shared = false }

    Schedule.plan request
    |> Plan.kernels
    |> List.collect Kernel.equations
    |> List.choose (fun e ->
        match e.Body with
        | Reduce(reduction, _, _) -> Some reduction
        | _ -> None)

let private program name = (ProgramsTests.row name).Program

let private predicting name = { program name with Results = [ Given "p" ] } |> Simplify.simplify

let private ofOneSample program = Singletons.ofOneSample program |> Option.get |> Simplify.simplify

[<Theory>]
[<InlineData("softmax alone")>]
[<InlineData("softmax + cross-entropy")>]
let ``the prediction of one sample takes no logarithm`` (name: string) =
    let reductions = predicting name |> ofOneSample |> reductions None
    Assert.Contains(Max, reductions)
    Assert.DoesNotContain(LogSumExp, reductions)

[<Fact>]
let ``that of many samples keeps it, and a loss that needs it`` () =
    let gradient = Harness.gradient (program "softmax + cross-entropy")

    for program in [ predicting "softmax alone"; gradient; ofOneSample gradient ] do
        let reductions = reductions None program
        Assert.Contains(LogSumExp, reductions)
        Assert.DoesNotContain(Max, reductions)

[<Fact>]
let ``numbers over a sum of exponentials are probabilities up to the greatest number`` () =
    let x, p = Given "x", Given "p"
    let k, o = Write.index "k" 5, Write.index "o" 5

    let softmax =
        {
            Tensors = [ Write.input x [ Write.n; o ] ]
            Equations =
                [
                    Write.equation
                        p
                        [ Write.n; o ]
                        (Write.exp (
                            Write.read x [ Affine.index Write.n; Affine.index o ]
                            - Write.logSumExp [ k ] (Write.read x [ Affine.index Write.n; Affine.index k ])
                        ))
                ]
            Results = [ p ]
        }

    let compiled =
        Emitted.compile
            [
                Emitted.print
                    {
                        Program = softmax |> Simplify.simplify |> ofOneSample
                        Lanes = None
                        Chunk = None
                        Precision = Single
                        Shared = false
                    }
            ]
        |> List.exactlyOne

    let huge = float System.Single.MaxValue

    let expected =
        [
            [| huge; -huge; 0.0; huge; -1e30 |], [| 0.5; 0.0; 0.0; 0.5; 0.0 |]
            [| -huge; -huge; -huge; -huge; -infinity |], [| 0.25; 0.25; 0.25; 0.25; 0.0 |]
            [| infinity; 0.0; huge; 0.0; -infinity |], [| nan; 0.0; 0.0; 0.0; 0.0 |]
        ]

    for bits in Harness.allBits do
        for inputs, probabilities in expected do
            let actual = Harness.run compiled bits 1 (Map.ofList [ x, inputs ]) |> List.exactlyOne |> snd
            Assert.Equal<float[]>(probabilities, actual)
