namespace NetGen.Core.Tests.Fuzz

open Xunit
open FsCheck
open FsCheck.FSharp
open FsCheck.Xunit
open NetGen.Core
open NetGen.Core.Tests.Gradients

module Fuzz =
    let prove derived =
        let report = Derived.report 2 5 Differences.few derived
        Assert.True(report.Failure.IsNone, Option.defaultValue "" report.Failure)

type FirstOrderTests() =
    [<Property(MaxTest = 1000, NightlyMaxTest = 50000, Arbitrary = [| typeof<Samples> |], QuietOnSuccess = true)>]
    member _.``the gradient of any program agrees with differences``(sample: Sample) =
        Derived.derive Check.Differentiated sample.Program |> Fuzz.prove

type SecondOrderTests() =
    [<Property(MaxTest = 100, NightlyMaxTest = 5000, Arbitrary = [| typeof<Samples> |], QuietOnSuccess = true)>]
    member _.``the gradient of a gradient agrees with differences``(sample: Sample) =
        let first = Derived.derive Check.Differentiated sample.Program

        Derived.squared [ Given "v"; Given "x" ] first |> Derived.derive Check.Differentiated |> Fuzz.prove
