/// The two oracles, differences and the tape, share nothing; before they judge the compiler they must agree.
module NetGen.Core.Tests.Gradients.OracleTests

open NetGen.Core
open NetGen.Core.Tests.Fuzz
open NetGen.Core.Tests.Programs
open FsCheck.Xunit
open Xunit

let names = ProgramsTests.names

/// Compared, and of these on kinks.
let private compare seed batch directions (program: Program) =
    let values = Values.fill seed batch program
    let exact = Tape.gradient program batch values
    let loss = Differences.Loss(program, batch, values)

    [
        for KeyValue(name, gradient) in exact do
            for direction in directions gradient.Length do
                let derivative = direction |> List.sumBy (fun (k, d) -> d * gradient[k])

                match Differences.compare (loss.Along(name, direction)) derivative with
                | Differences.Differs measured ->
                    failwith (Show.name name + ": " + Show.number derivative + ", measured " + Show.number measured)
                | verdict -> verdict
    ]

[<Theory>]
[<MemberData(nameof names)>]
let ``differences and tape agree on every program`` (name: string) =
    let row = ProgramsTests.row name
    let verdicts = compare 1 2 Differences.few row.Program
    Assert.True(row.Kinks || List.forall ((=) Differences.Agrees) verdicts)

[<Property(MaxTest = 200, NightlyMaxTest = 5000, Arbitrary = [| typeof<Samples> |], QuietOnSuccess = true)>]
let ``differences and tape agree on random programs`` (sample: Sample) =
    compare 5 2 Differences.few sample.Program |> ignore

/// Fails where dual numbers differ from the tape along a direction through all tensors.
let private compareDuals seed batch (program: Program) =
    let values = Values.fill seed batch program
    let random = System.Random(seed + 1)
    let exact = Tape.gradient program batch values

    let direction =
        exact |> Map.map (fun _ slopes -> slopes |> Array.map (fun _ -> 2.0 * random.NextDouble() - 1.0))

    let duals =
        values
        |> Map.map (fun name numbers ->
            numbers
            |> Array.mapi (fun k x ->
                {
                    Real = x
                    Tangent = direction.TryFind name |> Option.map (Array.item k) |> Option.defaultValue 0.0
                }))

    let result = (Evaluate.DualMachine(program, batch, duals).Tensor program.Results.Head)[0]
    let value = (Evaluate.Machine(program, batch, values).Tensor program.Results.Head)[0]

    let terms =
        exact |> Map.toSeq |> Seq.collect (fun (name, slopes) -> Array.map2 (*) slopes direction[name])

    let size = terms |> Seq.sumBy abs
    Assert.Equal(value, result.Real)
    Assert.True(abs (Seq.sum terms - result.Tangent) <= 1e-11 * (1.0 + size), Show.program program)

[<Theory>]
[<MemberData(nameof names)>]
let ``dual numbers and tape agree on every program`` (name: string) = compareDuals 1 2 (ProgramsTests.row name).Program

[<Property(MaxTest = 200, NightlyMaxTest = 5000, Arbitrary = [| typeof<Samples> |], QuietOnSuccess = true)>]
let ``dual numbers and tape agree on random programs`` (sample: Sample) = compareDuals 5 2 sample.Program
