module NetGen.Core.Tests.Language.FunctionTests

open NetGen.Core
open Xunit

let names = Scalar.functions |> Map.toList |> List.map (fun (name, _) -> [| box name |])

[<Fact>]
let ``every function has values to compare with`` () =
    Assert.Equal<string list>(
        Scalar.functions |> Map.toList |> List.map fst,
        Functions.values |> List.map (fun (name, _, _) -> name) |> List.distinct |> List.sort
    )

[<Theory>]
[<MemberData(nameof names)>]
let ``a function has its values, to the last digits`` (name: string) = Assert.Empty(Functions.wrongValues name)

[<Theory>]
[<MemberData(nameof names)>]
let ``a function has its slopes, at bends those agreed on`` (name: string) = Assert.Empty(Functions.wrongSlopes name)
