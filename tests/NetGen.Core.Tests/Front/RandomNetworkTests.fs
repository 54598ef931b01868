module NetGen.Core.Tests.RandomNetworkTests

open NetGen.Core
open NetGen.Core.Tests.Specs
open NetGen.Testing
open Xunit

let private size = 40

/// Networks tried in the time that a test has; the program NetGen.RandomNetworks checks any number.
let private networks = 64

let private check seeds =
    let trials = seeds |> List.map (RandomTrials.ofSeed size)
    List.zip3 seeds trials (RandomTrials.check trials)

/// What is known of each network that fails, made as small as was possible.
let private failures tried =
    [
        for seed, trial, verdict in tried do
            match verdict with
            | RandomTrials.Fails message ->
                sprintf "Seed %d: %s" seed (RandomTrials.shrink 100 trial message ||> RandomTrials.explain)
            | _ -> ()
    ]

[<Fact>]
let ``random networks compute what the reference computes, and seldom lie beside a kink`` () =
    let tried = check [ 0 .. networks - 1 ]
    Assert.Empty(failures tried)
    let skipped = tried |> List.filter (fun (_, _, verdict) -> verdict.IsSkipped)
    Assert.True(skipped.Length <= networks / 20)

/// Networks that were once found wrong, each wrongly so: by what rounding leaves of a sum that is 0, at a kink of the
/// second order, with probabilities that did not add up to 1, by differences of a loss that rounding blurs, by what
/// rounding leaves of a sum that nearly cancels, by differences of a loss that is infinite, beside a kink that two equal
/// numbers hid.
[<Fact>]
let ``what random networks found does not come back`` () =
    Assert.Empty(failures (check [ 9; 157; 218; 3746; 10416; 15769; 25313; 36996; 61457; 76991 ]))

/// Faults of the generator: an equation ran before another whose results it reads elsewhere; a join asked only the first of
/// its sources how many steps a sample has.
[<Fact>]
let ``faults of the generator that random networks found do not come back`` () =
    Assert.Empty(failures (check [ 3381; 6367 ]))

/// Found by a random network: the compiler took it for a fault of its own.
[<Fact>]
let ``an equation over a single step may read the step before`` () =
    let texts =
        [ "y[t,o] = sum(i, x[t,i] * w[i,o] + x[t-1,i] * w[i,o])"; "o = 2"; "w ~ Zeros"; "x = 0 outside" ]

    let equation = attribute "Equation" [ Many(List.map Text texts) ] []
    let output = Compiler.compile (network [ 1; 3 ] [ equation; layer "MeanSquaredError" ])
    Assert.Empty output.Diagnostics

[<Fact>]
let ``random networks have every layer, joins, shared parameters, inputs and losses`` () =
    let declarations = [ for seed in 0..399 -> NetworkArbitraries.Network(seed, size) ]

    // the functions of these two are the user's
    let ofCustom = set [ "Activation"; "Loss" ]

    let kinds =
        declarations |> List.collect (fun d -> [ for layer in d.Layers -> layer.Kind ]) |> Set.ofList

    Assert.Empty((Catalogue.entries |> List.map _.Name |> Set.ofList) - ofCustom - kinds)

    let share has = declarations |> List.filter has |> List.length |> fun count -> float count / 400.0
    let layers has = share (fun (d: NetworkDeclaration) -> d.Layers |> Seq.exists has)
    Assert.True(layers (fun layer -> layer.Sources.Length > 1) > 0.2)
    Assert.True(layers (fun layer -> not (isNull layer.Share)) > 0.02)
    Assert.True(share (fun d -> (d.Layers |> Seq.filter _.IsLoss |> Seq.length) > 1) > 0.05)

[<Fact>]
let ``random networks compile, are the same for the same seed, and shrink to smaller ones that compile`` () =
    let shrinker = NetworkArbitraries.Networks().Shrinker

    for seed in 0..40 do
        let declaration = NetworkArbitraries.Network(seed, size)
        Assert.Equal(declaration.Source, NetworkArbitraries.Network(seed, size).Source)
        Assert.Empty declaration.Faults

        for smaller in shrinker declaration |> Seq.truncate 20 do
            Assert.Empty smaller.Faults
            Assert.NotEqual<string>(declaration.Source, smaller.Source)
