/// A declaration survives being written as a line of text.
module NetGen.Core.Tests.TranscriptTests

open System



open Xunit
open NetGen.Core
open NetGen.Core.Tests.Specs

let private back (spec: Spec) = Transcript.read spec.Class (Transcript.write spec)

[<Fact>]
let ``A plain declaration reads like the attributes`` () =
    Assert.Equal("Network(64) Dense(32) ReLU() Dense(10) Softmax() CrossEntropy()", Transcript.write digits)

[<Fact>]
let ``Every kind of argument comes back as it was`` () =
    let arguments =
        [
            Integer -3L
            Argument.Real 1.0
            Argument.Real -1e300
            Argument.Real 5e-324
            Truth true
            Truth false
            Choice "HeNormal"
            Text "a \"quoted\" \\ text,\n\u2028\twith (brackets] = ∂"
            Text ""
            Many [ Integer 1L; Text "x"; Many [] ]
        ]

    let spec =
        { network [ 2; 3 ] [ attribute "Any" arguments [ "First", Integer 1L; "Second", Argument.Real 0.5 ] ] with
            Namespace = ""
        }

    Assert.Equal(spec, back spec)

[<Fact>]
let ``A function comes back as it was`` () =
    let body =
        Let(
            "y",
            Infix("+", Variable "x", Literal 1.0),
            Conditional(
                Not(Infix(">=", Variable "y", Literal -0.25)),
                Negative(Call("Net.Other(float)", [ Variable "y" ], Position.none)),
                Library("Math.Exp", [ Variable "x" ], Position.none)
            )
        )

    let f =
        {
            Signature = "Net.Swish(float)"
            Name = "Swish"
            Parameters = [ "x" ]
            IsOfNumbers = true
            Body = body
            At = Position.none
        }

    let spec =
        { digits with
            Namespace = ""
            Functions = [ f; { f with Body = Foreign("a loop", Position.none) } ]
        }

    Assert.Equal(spec, back spec)

[<Theory>]
[<InlineData("Network(64", "','")>]
[<InlineData("Network(64) Dense(3_)", "','")>]
[<InlineData("Network(1e)", "number")>]
[<InlineData("", "empty")>]
[<InlineData("\"text\"", "unknown part")>]
let ``A text that is no declaration is refused`` (text: string) (expected: string) =
    let fault = Assert.Throws<FormatException>(fun () -> Transcript.read "Net" text |> ignore)
    Assert.Contains(expected, fault.Message)
