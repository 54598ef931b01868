/// A layer is an equation: it has no derivative and no loop of its own.
module NetGen.Core.Tests.LayeringTests

open System.IO
open System.Text.RegularExpressions
open System.Xml.Linq
open Xunit

let private core = Path.Combine(__SOURCE_DIRECTORY__, "..", "..", "..", "src", "NetGen.Core")

/// The files of the core in the order of compilation: F# knows nothing of a file further down.
let private files =
    XDocument.Load(Path.Combine(core, "NetGen.Core.fsproj")).Descendants(XName.Get "Compile")
    |> Seq.map (fun file -> file.Attribute(XName.Get "Include") |> string)
    |> Seq.map (fun text -> Regex.Match(text, "\"(.*)\"").Groups[1].Value)
    |> List.ofSeq

let private isIn folder (file: string) = file.StartsWith(folder + "/", System.StringComparison.Ordinal)

/// Whether every file of one folder stands above every file of another.
let private isAbove folder other files =
    let last = files |> List.findIndexBack (isIn folder)
    let first = files |> List.findIndex (isIn other)
    last < first

/// What a derivative or a loop would be written with, in code without its comments.
let private foreign (source: string) =
    let code = Regex.Replace(source, "//.*", "")

    Regex.Matches(code, @"\b(Adjoint|Slope|Winner|Differentiate|Schedule|Sequence|Kernel|while|mutable)\b")
    |> Seq.map (fun found -> found.Value)
    |> Seq.distinct
    |> List.ofSeq

[<Fact>]
let ``layers are compiled before whatever differentiates or schedules`` () =
    for other in [ "Algebra"; "Differentiate"; "Sequence"; "Schedule"; "Print" ] do
        Assert.True(isAbove "Layers" other files, "Layers can see " + other)

    // the order of the files does tell
    Assert.False(isAbove "Layers" "Differentiate" (List.rev files))

[<Fact>]
let ``no layer names an adjoint, a slope or a loop`` () =
    let layers = files |> List.filter (isIn "Layers")
    Assert.True(layers.Length > 10)

    for file in layers do
        Assert.Equal<string list>([], foreign (File.ReadAllText(Path.Combine(core, file))))

    Assert.Equal<string list>([ "Adjoint"; "while" ], foreign "let dx = Adjoint x // Slope\nwhile true do ()")
