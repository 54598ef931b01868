module NetGen.Core.Tests.Algebra.SumTests

open Xunit

[<Fact>]
let ``the normal form of a sum computes what was written`` () = Assert.Empty(Sums.wrong ())
