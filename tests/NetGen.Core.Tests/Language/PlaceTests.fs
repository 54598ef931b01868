module NetGen.Core.Tests.Language.PlaceTests

open Xunit

[<Fact>]
let ``places are in lowest terms and calculate as numbers do`` () = Assert.Empty(Places.wrong ())
