module Company.Tests.GradientTests

open System
open NetGen.Testing
open Xunit

[<Fact>]
let ``The network is right`` () = GradientCheck.Verify<FlowerNet>() |> ignore

[<Fact>]
let ``The network is right on other samples`` () =
    GradientCheck.Verify<FlowerNet>(GradientCheckOptions(Seed = 7UL, Samples = 5)) |> ignore

[<Theory>]
[<InlineData(0, 0, 0)>]
[<InlineData(0.5, -2, 1.5)>]
let ``The function is right`` (bias: float, first: float, second: float) =
    GradientCheck.Verify(
        LogisticLoss.value,
        LogisticLoss.gradient,
        at = ReadOnlySpan [| bias; first; second |],
        dual = LogisticLoss.value
    )
    |> ignore

[<Fact>]
let ``A layer is right`` () =
    GradientCheck.Verify(
        (fun x y -> y[0] <- x[0] * sin x[1]),
        (fun x cotangent product ->
            product[0] <- cotangent[0] * sin x[1]
            product[1] <- cotangent[0] * x[0] * cos x[1]),
        at = ReadOnlySpan [| 0.5; 2.0 |],
        results = 1
    )
    |> ignore

[<Fact>]
let ``A failure names the entry and both slopes`` () =
    let failure =
        Assert.Throws<GradientCheckException>(fun () ->
            GradientCheck.Verify(
                (fun x -> x[0] * x[1]),
                (fun x gradient ->
                    gradient[0] <- x[1]
                    gradient[1] <- -x[0]),
                at = ReadOnlySpan [| 3.0; 5.0 |],
                dual = (fun x -> x[0] * x[1])
            )
            |> ignore)

    Assert.Contains("x[1]: expected 3, got -3; they differ by 6", failure.Message)
