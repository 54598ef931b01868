module NetGen.Core.Tests.NetworkTests

open System
open System.Globalization
open NetGen.Core
open NetGen.Core.Tests.Specs
open Xunit

/// Numbers with points, signs and thousands in every place where text is made of them.
let private numerous =
    network
        [ 1500 ]
        [
            denseWith
                20
                [ "Weights", Choice "Uniform"; "WeightsMin", Argument.Real -1e-7; "WeightsMax", Argument.Real 0.25 ]
            attribute "LeakyReLU" [ Argument.Real 0.125 ] []
            dense 2
            layer "SELU"
            attribute "Huber" [ Argument.Real 1.5 ] []
        ]

[<Fact>]
let ``the text does not depend on the culture`` () =
    // a culture made by hand: the invariant mode of the test host knows no other
    let german = CultureInfo.InvariantCulture.Clone() :?> CultureInfo
    german.NumberFormat.NumberDecimalSeparator <- ","
    german.NumberFormat.NumberGroupSeparator <- "."
    german.NumberFormat.NegativeSign <- "~"
    let before = CultureInfo.CurrentCulture
    let expected = Compiler.compile numerous

    try
        CultureInfo.CurrentCulture <- german
        Assert.Equal("1,5", (1.5).ToString())
        Assert.Equal(expected, Compiler.compile numerous)
    finally
        CultureInfo.CurrentCulture <- before

    Assert.Empty expected.Diagnostics

[<Fact>]
let ``the same declaration gives the same text`` () = Assert.Equal(Compiler.compile digits, Compiler.compile digits)

let private container = { Declaration = "partial struct Outer"; Name = "Outer"; Shape = shape }

/// What is particular about them, and declarations without faults.
let private declarations =
    [
        "digits", digits
        "digits in double", inDouble digits
        "regression", numerous
        "regression in double", inDouble numerous
        "nested",
        { digits with
            Containers = [ container; { container with Name = "Inner"; Declaration = "partial class Inner" } ]
        }
        "global", { digits with Namespace = "" }
        "no bias", network [ 3 ] [ denseWith 2 [ "Bias", Truth false ]; layer "MeanAbsoluteError" ]
        "a keyword", { digits with Class = "@class"; Namespace = "@namespace" }
    ]

let titles: objnull[] list = declarations |> List.map (fun (title, _) -> [| box title |])

[<Theory; MemberData(nameof titles)>]
let ``a generated class compiles without a warning`` (title: string) =
    let spec = declarations |> List.find (fun (other, _) -> other = title) |> snd
    let output = Compiler.compile spec
    Assert.Empty output.Diagnostics
    Assert.Equal<string list>([], Compiled.complaints spec output.Source)

[<Theory; MemberData(nameof titles)>]
let ``the surface of a class with errors compiles without a warning`` (title: string) =
    let spec = declarations |> List.find (fun (other, _) -> other = title) |> snd
    let withError = { spec with Layers = spec.Layers @ [ layer "Huber" ] }
    let output = Compiler.compile withError
    Assert.NotEmpty output.Diagnostics
    Assert.Equal<string list>([], Compiled.complaints spec output.Source)
