module NetGen.Core.Tests.RandomNetworkTests

open FsCheck.Xunit
open NetGen.Core

/// Networks tried, and those of them all of whose data lay close to a kink.
let mutable private tried = 0

let mutable private skipped = 0

/// GELU before a rectifier sends every large negative number to the kink: such a network proves nothing, but few may.
let private skip () =
    skipped <- skipped + 1

    if skipped > 3 + tried / 50 then
        failwith "All data of more than one network in fifty lie close to a kink."

let private check precision (network: RandomNetwork) =
    let trial = Trial.make precision network.Spec
    tried <- tried + 1

    match Trial.away trial.Model network.Batch network.Seed with
    | None -> skip ()
    | Some data -> Trial.check trial [ network.Seed ] data

[<Property(MaxTest = 100, NightlyMaxTest = 2000, Arbitrary = [| typeof<Networks.Arbitraries> |])>]
let ``a generated network in double precision has the reference's outputs, loss and gradient`` network =
    check Double network

[<Property(MaxTest = 100, NightlyMaxTest = 2000, Arbitrary = [| typeof<Networks.Arbitraries> |])>]
let ``a generated network in single precision has the reference's outputs, loss and gradient`` network =
    check Single network
