/// The gradient of every layer's training, printed in both ways of filling lanes and run beside the reference.
module NetGen.Core.Tests.Backend.LayerWaysTests

open NetGen.Core
open NetGen.Core.Tests
open Xunit

/// Lengths and the seed of noise are numbers that the door admits, which those drawn here need not be: such layers are
/// in this folder's programs.
let private isDrawn (model: Model) =
    model.Noise.IsNone
    && model.Inputs
       |> List.forall (fun input ->
           match input.Kind with
           | InputKind.Length _ -> false
           | InputKind.Numbers
           | InputKind.Tokens _ -> true)

let private models =
    LayerTests.rows
    |> List.map (fun (name, spec) -> name, Specs.model (spec 3))
    |> List.filter (snd >> isDrawn)

let names: objnull[] list = models |> List.map (fun (name, _) -> [| box name |])

let private gradients =
    Harness.compiled
        Harness.bothWays
        (models
         |> List.map (fun (name, model) ->
             name, Passes.programs model |> List.find (fun (pass, _) -> pass = Surface.Gradient) |> snd))

[<Theory; MemberData(nameof names)>]
let ``a layer's gradient is the reference's over features and over samples`` (name: string) =
    Harness.check gradients name [ 3; 17 ]
