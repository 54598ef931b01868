module NetGen.Core.Tests.DiagnosticTests

open System
open Microsoft.FSharp.Reflection
open NetGen.Core
open NetGen.Core.Tests.Specs
open Xunit

let private loss = layer "MeanSquaredError"
let private good = [ dense 3; loss ]
let private withShape change = { network [ 4 ] good with Shape = change shape }
let private container shape = { Declaration = "partial class Outer"; Name = "Outer"; Shape = shape }
let private inside shape = { network [ 4 ] good with Containers = [ container shape ] }
let private weights named = network [ 4 ] [ denseWith 3 named; loss ]
let private initializer name = "Weights", Choice name

let private varying layers =
    { network [ 4; 3 ] layers with
        Network = attribute "Network" [ Integer 4L; Integer 3L ] [ "VariableLength", Truth true ]
    }

/// What is wrong, the ids in the order reported, and the declaration.
/// A layer of four filters of 3.
let private filters name named = attribute name [ Integer 4L; Integer 3L ] named

/// A network that begins with a layer of images.
let private image first = [ first; layer "Flatten"; dense 3; loss ]

let private equations texts = network [ 4 ] [ attribute "Equation" [ Many(texts |> List.map Text) ] []; loss ]

/// A network whose activation is a method of that body.
let private activated body =
    let swish =
        {
            Signature = "Net.Swish(float)"
            Name = "Swish"
            Parameters = [ "x" ]
            IsOfNumbers = true
            Body = body
            At = Position.none
        }

    { network [ 4 ] [ dense 3; attribute "Activation" [ Text "Swish" ] []; loss ] with
        Functions = [ swish ]
    }

let private cases: (string * string list * Spec) list =
    [
        "nothing", [], network [ 4 ] good
        "nothing: nested", [], inside shape
        "nothing: digits", [], digits
        "nothing: an integer where a number is asked for",
        [],
        network [ 4 ] [ dense 3; attribute "ELU" [ Integer 1L ] []; loss ]
        "nothing of ours: an argument that C# refuses", [], network [ 4 ] [ attribute "Dense" [ Unreadable ] []; loss ]
        "nothing of ours: an extent that C# refuses",
        [],
        { network [] good with Network = attribute "Network" [ Many [ Unreadable ] ] [] }
        "not partial", [ "NG0001" ], withShape (fun s -> { s with IsPartial = false })
        "container not partial", [ "NG0002" ], inside { shape with IsPartial = false }
        "generic", [ "NG0003" ], withShape (fun s -> { s with IsGeneric = true })
        "generic container", [ "NG0003" ], inside { shape with IsGeneric = true }
        "static", [ "NG0004" ], withShape (fun s -> { s with IsStatic = true; IsAbstract = true })
        "abstract", [ "NG0005" ], withShape (fun s -> { s with IsAbstract = true })
        "local to a file", [ "NG0030" ], { network [ 4 ] good with Accessibility = "file" }
        "record", [ "NG0006" ], withShape (fun s -> { s with IsRecord = true })
        "no input shape", [ "NG0007" ], network [] good
        "no input shape, as an array",
        [ "NG0007" ],
        { network [] good with Network = attribute "Network" [ Many [] ] [] }
        "an extent of 0 and one below", [ "NG0008"; "NG0008" ], network [ 4; 0; -1 ] good
        "an extent beyond int",
        [ "NG0008" ],
        { network [] good with Network = attribute "Network" [ Many [ Integer 2147483648L ] ] [] }
        "an extent that is no integer",
        [ "NG0008" ],
        { network [] good with Network = attribute "Network" [ Text "four" ] [] }
        "layers elsewhere", [ "NG0009" ], { network [ 4 ] good with Strays = [ dense 7 ] }
        "no layers", [ "NG0021"; "NG0010" ], network [ 4 ] []
        "no parameters", [ "NG0010" ], network [ 4 ] [ layer "ReLU"; loss ]
        "unknown layer", [ "NG0011" ], network [ 4 ] [ layer "Densee"; loss ]
        "unknown layer in another case", [ "NG0011" ], network [ 4 ] [ dense 3; layer "Relu"; loss ]
        "a name that is no identifier", [ "NG0012" ], weights [ "Name", Text "my layer" ]
        "an empty name", [ "NG0012" ], weights [ "Name", Text "" ]
        "two layers of one name",
        [ "NG0013" ],
        network [ 4 ] [ denseWith 3 [ "Name", Text "A" ]; denseWith 3 [ "Name", Text "A" ]; loss ]
        "a name that another layer has by itself",
        [ "NG0013" ],
        network [ 4 ] [ dense 3; denseWith 3 [ "Name", Text "Dense1" ]; loss ]
        "a property named like the class", [ "NG0014" ], { network [ 4 ] good with Class = "Dense1Weights" }
        "an argument missing", [ "NG0015" ], network [ 4 ] [ layer "Dense"; loss ]
        "bounds missing", [ "NG0015"; "NG0015" ], weights [ initializer "Uniform" ]
        "a value missing", [ "NG0015" ], weights [ initializer "Constant" ]
        "a deviation missing", [ "NG0015" ], weights [ initializer "Normal" ]
        "an unknown argument", [ "NG0016" ], weights [ "Bas", Truth false ]
        "an argument too many", [ "NG0016" ], network [ 4 ] [ dense 3; attribute "ReLU" [ Integer 1L ] []; loss ]
        "a text for a number", [ "NG0017" ], network [ 4 ] [ attribute "Dense" [ Text "ten" ] []; loss ]
        "a number for a flag", [ "NG0017" ], weights [ "Bias", Integer 0L ]
        "a fraction of a unit", [ "NG0017" ], network [ 4 ] [ attribute "Dense" [ Argument.Real 2.5 ] []; loss ]
        "no unit", [ "NG0018" ], network [ 4 ] [ dense 0; loss ]
        "fewer than no units", [ "NG0018" ], network [ 4 ] [ dense -3; loss ]
        "alpha not a number",
        [ "NG0018" ],
        network [ 4 ] [ dense 3; attribute "LeakyReLU" [ Argument.Real nan ] []; loss ]
        "alpha 0", [ "NG0018" ], network [ 4 ] [ dense 3; attribute "ELU" [ Integer 0L ] []; loss ]
        "delta below 0", [ "NG0018" ], network [ 4 ] [ dense 3; attribute "Huber" [ Argument.Real -1.0 ] [] ]
        "delta infinite", [ "NG0018" ], network [ 4 ] [ dense 3; attribute "Huber" [ Argument.Real infinity ] [] ]
        "an unknown initialiser", [ "NG0018" ], weights [ initializer "Xavier" ]
        "orthogonal biases", [ "NG0018" ], weights [ "Biases", Choice "Orthogonal" ]
        "a deviation of 0",
        [ "NG0018" ],
        weights [ initializer "Normal"; "WeightsStandardDeviation", Argument.Real 0.0 ]
        "an infinite constant", [ "NG0018" ], weights [ initializer "Constant"; "WeightsValue", Argument.Real infinity ]
        "an unknown precision",
        [ "NG0018" ],
        { network [ 4 ] good with
            Network = attribute "Network" [ Integer 4L ] [ "Precision", Choice "Half" ]
        }
        "a bound without its initialiser", [ "NG0019" ], weights [ "WeightsMax", Argument.Real 0.1 ]
        "biases of a layer without a bias", [ "NG0019" ], weights [ "Bias", Truth false; "Biases", Choice "Zeros" ]
        "an empty interval",
        [ "NG0020" ],
        weights [ initializer "Uniform"; "WeightsMin", Argument.Real 1.0; "WeightsMax", Argument.Real 1.0 ]
        "no loss", [ "NG0021" ], network [ 4 ] [ dense 3 ]
        "two losses", [ "NG0022" ], network [ 4 ] [ dense 3; loss; layer "Huber" ]
        "a layer after the loss", [ "NG0023" ], network [ 4 ] [ dense 3; loss; layer "ReLU" ]
        "logits", [ "NG0024" ], network [ 4 ] [ dense 3; layer "CrossEntropy" ]
        "independent probabilities", [ "NG0024" ], network [ 4 ] [ dense 3; layer "Sigmoid"; layer "CrossEntropy" ]
        "no probability", [ "NG0025" ], network [ 4 ] [ dense 3; layer "BinaryCrossEntropy" ]
        // its ends, 0 and 1, have an infinite loss
        "a hard sigmoid", [ "NG0025" ], network [ 4 ] [ dense 3; layer "HardSigmoid"; layer "BinaryCrossEntropy" ]
        "one class", [ "NG0026" ], network [ 4 ] [ dense 1; layer "Softmax"; layer "CrossEntropy" ]
        "an image for a dense layer", [ "NG0027" ], network [ 8; 8; 1 ] good
        "too many parameters", [ "NG0028" ], network [ 100000 ] [ dense 100000; loss ]
        "too many inputs", [ "NG0028" ], network [ 100000; 100000 ] good
        "an unused branch", [ "NG0060" ], network [ 4 ] [ dense 3; denseWith 3 [ "From", Text "Input" ]; loss ]
        "an unused input",
        [ "NG0060" ],
        network [ 4 ] [ attribute "Input" [ Many [ Integer 3L ] ] []; denseWith 3 [ "From", Text "Input" ]; loss ]
        "an unknown layer", [ "NG0061" ], network [ 4 ] [ denseWith 3 [ "From", Text "Imput" ]; loss ]
        "an unknown layer to share", [ "NG0061" ], network [ 4 ] [ denseWith 3 [ "Share", Text "Dense3" ]; loss ]
        "an unknown layer to join", [ "NG0061" ], network [ 4 ] [ dense 3; join "Add" [ "Dense1"; "Dense2" ]; loss ]
        "a loss of an unknown layer",
        [ "NG0061" ],
        network [ 4 ] [ dense 3; attribute "Huber" [] [ "From", Text "Dense2" ] ]
        "a layer that reads itself", [ "NG0062" ], network [ 4 ] [ denseWith 3 [ "From", Text "Dense1" ]; loss ]
        "a circle",
        [ "NG0062" ],
        network [ 4 ] [ denseWith 4 [ "From", Text "Add1" ]; join "Add" [ "Input"; "Dense1" ]; loss ]
        "unequal shapes to add", [ "NG0063" ], network [ 4 ] [ dense 3; join "Add" [ "Input"; "Dense1" ]; loss ]
        "unequal shapes to multiply",
        [ "NG0063" ],
        network [ 4 ] [ dense 3; join "Multiply" [ "Input"; "Dense1" ]; loss ]
        "weights of another shape",
        [ "NG0064" ],
        network [ 4 ] [ dense 3; denseWith 3 [ "Share", Text "Dense1" ]; loss ]
        "shared parameters that are shared",
        [ "NG0064" ],
        network [ 3 ] [ dense 3; denseWith 3 [ "Share", Text "Dense1" ]; denseWith 3 [ "Share", Text "Dense2" ]; loss ]
        "tokens for a dense layer",
        [ "NG0066" ],
        { network [ 4 ] good with
            Network = attribute "Network" [ Integer 4L ] [ "Vocabulary", Integer 9L ]
        }
        "numbers for an embedding", [ "NG0065" ], network [ 4 ] (image (attribute "Embedding" [ Integer 3L ] []))
        "lengths for a layer that does not know of them", [ "NG0067" ], varying [ layer "Flatten"; dense 3; loss ]
        "a row for a recurrent layer", [ "NG0070" ], network [ 4 ] [ attribute "LSTM" [ Integer 3L ] []; loss ]
        "an image for a recurrent layer", [ "NG0070" ], network [ 4; 4; 1 ] [ attribute "RNN" [ Integer 3L ] []; loss ]
        "a single step for a recurrent layer",
        [ "NG0070" ],
        network [ 1; 4 ] [ attribute "GRU" [ Integer 3L ] []; loss ]
        "a last state for attention",
        [ "NG0070" ],
        network [ 4; 4 ] [ attribute "GRU" [ Integer 4L ] []; attribute "SelfAttention" [ Integer 2L ] []; loss ]
        "positions of a row", [ "NG0070" ], network [ 4 ] [ layer "PositionalEncoding"; dense 3; loss ]
        "heads that do not divide the features",
        [ "NG0071" ],
        network [ 4; 6 ] [ attribute "SelfAttention" [ Integer 4L ] []; loss ]
        "backward in both directions",
        [ "NG0019" ],
        network
            [ 4; 6 ]
            [ attribute "LSTM" [ Integer 3L ] [ "Backward", Truth true; "Bidirectional", Truth true ]; loss ]
        "tokens in an image",
        [ "NG0068" ],
        { network [ 4 ] good with
            Network = attribute "Network" [ Integer 4L; Integer 2L ] [ "Vocabulary", Integer 9L ]
        }
        "a loss of the input",
        [ "NG0069" ],
        network [ 4 ] [ dense 3; loss; attribute "Huber" [] [ "From", Text "Input" ] ]
        "two losses of different outputs that are one",
        [ "NG0022" ],
        network [ 4 ] [ dense 3; attribute "Huber" [] [ "From", Text "Dense1" ]; loss ]
        "an image without channels", [ "NG0080" ], network [ 8; 8 ] (image (filters "Conv2D" []))
        "a sequence for a transposed convolution",
        [ "NG0080" ],
        network [ 8; 8 ] (image (filters "TransposedConv2D" []))
        "a row for a pool of all", [ "NG0080" ], network [ 8 ] (image (layer "GlobalAveragePool"))
        "a kernel larger than the image", [ "NG0081" ], network [ 2; 8; 1 ] (image (filters "Conv2D" []))
        "a dilated kernel larger than the sequence",
        [ "NG0081" ],
        network [ 4; 1 ] (image (filters "Conv1D" [ "Dilation", Integer 2L ]))
        "more cut off than there is",
        [ "NG0081" ],
        network [ 1; 1; 1 ] (image (filters "TransposedConv2D" [ "Pad", Integer 2L ]))
        "a padding and its number",
        [ "NG0019" ],
        network [ 8; 8; 1 ] (image (filters "Conv2D" [ "Padding", Choice "Same"; "Pad", Integer 1L ]))
        "more output than a stride",
        [ "NG0018" ],
        network [ 8; 8; 1 ] (image (filters "TransposedConv2D" [ "OutputPad", Integer 1L; "Stride", Integer 1L ]))
        "a causal padding of a layer that makes images larger",
        [ "NG0018" ],
        network [ 8; 8; 1 ] (image (filters "TransposedConv2D" [ "Padding", Choice "Causal" ]))
        "nothing: a pool of all of many dimensions",
        [],
        network [ 2; 2; 2; 2; 2; 2 ] [ layer "GlobalAveragePool"; dense 3; loss ]
        "a pool of nothing",
        [ "NG0082" ],
        network [ 8; 8; 1 ] (image (attribute "AveragePool2D" [ Integer 2L ] [ "Pad", Integer 2L ]))
        "groups that do not divide the channels",
        [ "NG0083" ],
        network [ 8; 8; 3 ] (image (filters "Conv2D" [ "Groups", Integer 2L ]))
        "a shape of another size", [ "NG0084" ], network [ 6 ] (image (attribute "Reshape" [ Many [ Integer 4L ] ] []))
        "too large an image",
        [ "NG0028" ],
        network [ 30000; 30000; 1 ] (image (attribute "UpSample2D" [ Integer 256L ] []))
        "a rate of 1", [ "NG0018" ], network [ 4 ] [ dense 3; attribute "Dropout" [ Integer 1L ] []; loss ]
        "nothing: a method", [], activated (Library("Tanh", [ Variable "x" ], Position.none))
        "nothing: an equation", [], equations [ "y[i] = x[i] * w[i]"; "w ~ HeNormal" ]
        "no such method", [ "NG0040" ], network [ 4 ] [ dense 3; attribute "Activation" [ Text "Swish" ] []; loss ]
        "a method of one number as a loss",
        [ "NG0041" ],
        { activated (Variable "x") with Layers = [ dense 3; attribute "Loss" [ Text "Swish" ] [] ] }
        "a loop", [ "NG0042" ], activated (Foreign("a loop", Position.none))
        "an unknown call", [ "NG0043" ], activated (Library("Cbrt", [ Variable "x" ], Position.none))
        "recursion", [ "NG0044" ], activated (Call("Net.Swish(float)", [ Variable "x" ], Position.none))
        "no notation", [ "NG0045" ], equations [ "y[i] = x[i" ]
        "an unknown tensor", [ "NG0046" ], equations [ "y[i] = x[i] * w[i]" ]
        "an unknown extent", [ "NG0047" ], equations [ "y[o] = x[0]" ]
        "two extents", [ "NG0048" ], equations [ "y[i] = x[i]"; "i = 3; i = 4" ]
        "an unbound index", [ "NG0049" ], equations [ "y[o] = x[i]"; "o = 2" ]
        "bound twice", [ "NG0050" ], equations [ "y[i] = sum(i, x[i])" ]
        "too many indices", [ "NG0051" ], equations [ "y[i] = x[i, 0]"; "i = 2" ]
        "outside", [ "NG0052" ], equations [ "y[i] = x[i - 1]"; "i = 4" ]
        "an unknown function", [ "NG0053" ], equations [ "y[i] = swish(x[i])" ]
        "too many arguments", [ "NG0054" ], equations [ "y[i] = tanh(x[i], 1)" ]
        "no output", [ "NG0055" ], equations [ "z[i] = x[i]" ]
        "everything at once",
        [ "NG0008"; "NG0001"; "NG0009"; "NG0018"; "NG0011"; "NG0023"; "NG0022" ],
        { network [ 0 ] [ dense 0; layer "Softmaxx"; loss; layer "Huber"; layer "Tanh" ] with
            Shape = { shape with IsPartial = false }
            Strays = [ layer "ReLU" ]
        }
        "the order and the fit at once",
        [ "NG0023"; "NG0024" ],
        network [ 4 ] [ dense 3; layer "CrossEntropy"; dense 2 ]
    ]

let titles: objnull[] list = cases |> List.map (fun (title, _, _) -> [| box title |])

let private ids spec = Compiler.diagnose spec |> List.map (fun d -> d.Id)

[<Theory; MemberData(nameof titles)>]
let ``what is wrong is reported, all of it`` (title: string) =
    let _, expected, spec = cases |> List.find (fun (other, _, _) -> other = title)
    Assert.Equal<string list>(expected, ids spec)

[<Theory; MemberData(nameof titles)>]
let ``whatever is wrong, there is a surface`` (title: string) =
    let _, _, spec = cases |> List.find (fun (other, _, _) -> other = title)
    let output = Compiler.compile spec
    Assert.StartsWith("// <auto-generated/>\n", output.Source)

    if not (spec.Shape.IsStatic || spec.Shape.IsGeneric || spec.Shape.IsRecord || spec.Accessibility = "file") then
        Assert.Contains("public void Predict(", output.Source)

[<Fact>]
let ``every diagnostic has an example, a page and a case here`` () =
    let union = FSharpType.GetUnionCases typeof<Fault> |> Array.map (fun case -> case.Name) |> List.ofArray
    // a fault with its place has the number of the fault
    let union = union |> List.except [ "Located" ]
    let caseName (fault: Fault) = (fst (FSharpValue.GetUnionFields(fault, typeof<Fault>))).Name
    Assert.Equal<string list>(union, Fault.examples |> List.map caseName)

    let examples = Diagnostic.Examples |> List.map (fun d -> d.Id)
    Assert.Equal<string list>(List.distinct examples, examples)

    // those are no property of a network's declaration
    let tested =
        cases |> List.collect (fun (_, ids, _) -> ids) |> List.append [ "NG0029"; "NG0056"; "NG9999" ]

    Assert.Equal<Set<string>>(set examples, set tested)

    for diagnostic in Diagnostic.Examples do
        Assert.EndsWith(
            "generators/NetGen.Generator/Diagnostics/" + diagnostic.Id + ".md",
            diagnostic.Help,
            StringComparison.Ordinal
        )

[<Fact>]
let ``a diagnostic stands where its attribute stands`` () =
    let at line attribute : Attribute = { attribute with At = { Position.none with Path = "Net.cs"; StartLine = line } }

    let spec = network [ 4 ] [ at 3 (dense 0); at 4 (layer "Relu"); at 5 loss; at 6 (layer "Huber") ]
    Assert.Equal<int list>([ 3; 4; 6 ], Compiler.diagnose spec |> List.map (fun d -> d.At.StartLine))

[<Fact>]
let ``messages name the layer, what is expected and what is there`` () =
    let messages spec = Compiler.diagnose spec |> List.map (fun d -> d.Message)

    Assert.Equal<string list>(
        [ "units of Dense2 must be from 1 to 2147483647, but is 0." ],
        messages (network [ 4 ] [ dense 3; dense 0; loss ])
    )

    Assert.Equal<string list>(
        [ "Hidden takes inputs of one dimension, but gets 8×8×1. Put [Flatten] before it." ],
        messages (network [ 8; 8; 1 ] [ denseWith 3 [ "Name", Text "Hidden" ]; loss ])
    )

    Assert.Equal<string list>(
        [ "The compiler knows no layer, activation or loss called Relu; did you mean ReLU?" ],
        messages (network [ 4 ] [ dense 3; layer "Relu"; loss ])
    )

[<Fact>]
let ``a fault of the compiler itself names its stage`` () =
    match Compiler.stage digits "print" (fun () -> failwith "Index i is unbound.") () with
    | Error [ { Fault = fault } as diagnostic ] ->
        Assert.Equal("NG9999", diagnostic.Id)
        Assert.Equal(InternalFault("DigitNet", "print", "Index i is unbound."), fault)
    | Error _ -> Assert.Fail "One diagnostic was expected."
    | Ok() -> Assert.Fail "The stage fails."

[<Theory>]
[<InlineData("Dense", "Dens", 1)>]
[<InlineData("", "abc", 3)>]
[<InlineData("kitten", "sitting", 3)>]
[<InlineData("ReLU", "ReLU", 0)>]
let ``the distance of two names is the least number of edits`` (a: string, b: string, edits: int) =
    Assert.Equal(edits, Nearest.distance a b)
    Assert.Equal(edits, Nearest.distance b a)

[<Fact>]
let ``a name that is near nothing has no suggestion`` () =
    Assert.Equal(None, Nearest.find Catalogue.names "Fourier")
    Assert.Equal(Some "Softmax", Nearest.find Catalogue.names "SoftMax")
    Assert.Equal(Some "CrossEntropy", Nearest.find Catalogue.names "CrossEntropyLoss")
