/// Another shape costs nothing: what is only reshaped lies where it lay.
module NetGen.Core.Tests.Backend.ViewTests

open NetGen.Core
open NetGen.Core.Tests.Programs
open Xunit

let private program name = (ProgramsTests.row name).Program

let private plan lanes (program: Program) =
    Schedule.plan (
        Emitted.request
            "Run"
            { Program = program; Lanes = Some lanes; Chunk = None; Precision = Single; Shared = false }
    )

let private equations (plan: Plan) = Plan.kernels plan |> List.collect _.Equations

/// Read at a place that may be no integer: a sum of one term that is looked for.
let private isSearch (e: Equation) =
    Walk.reads e.Body
    |> List.exists (fun (_, places) ->
        places
        |> List.exists (fun place ->
            match place with
            | At a -> a.Divisor > 1
            | Through _ -> false))

let private names = [ "flatten and dense 3×2×5"; "flatten and dense 5×3×1"; "reshape 2×16×3" ]

let cases =
    [
        for name in names do
            for samples in [ false; true ] -> [| box name; box samples |]
    ]

[<Theory>]
[<MemberData(nameof cases)>]
let ``nothing is computed to give a tensor another shape`` (name: string) (samples: bool) =
    let lanes = if samples then Samples else Features
    let forward = program name |> Simplify.simplify |> plan lanes
    let gradient = program name |> Harness.gradient |> plan lanes
    Assert.DoesNotContain(equations forward, isSearch)
    // the adjoint of a reshaped input is a result, and so a copy
    Assert.DoesNotContain(equations gradient, isSearch)

[<Fact>]
let ``a flattened tensor is a view of what was flattened`` () =
    let plan = program "flatten and dense 3×2×5" |> Simplify.simplify |> plan Features
    Assert.Equal(Some(Given "a"), plan.Views.TryFind(Given "y"))

[<Fact>]
let ``a slice is none`` () =
    let plan = program "a slice of a row, in another shape" |> Simplify.simplify |> plan Features
    Assert.False(plan.Views.ContainsKey(Given "v"))
