namespace NetGen.Core.Tests.Fuzz

open FsCheck
open FsCheck.FSharp

/// How FsCheck makes random programs, and makes those that fail smaller.
type Samples =
    static member Sample() : Arbitrary<Sample> =
        let valid = Gen.choose (0, System.Int32.MaxValue) |> Gen.map Chance.sample |> Gen.filter Sample.valid
        Arb.fromGenShrink (valid, Shrink.sample)
