module NetGen.Core.Tests.CatalogueTests

open System
open System.IO
open System.Reflection
open System.Xml.Linq
open NetGen
open NetGen.Core
open Xunit

let private attributes =
    typeof<LayerAttribute>.Assembly.GetTypes()
    |> Array.filter (fun t -> t.IsSubclassOf typeof<LayerAttribute> && not t.IsAbstract)
    |> Array.sortBy (fun t -> t.Name)
    |> List.ofArray

let private entryOf (attribute: Type) =
    Catalogue.entries |> List.find (fun entry -> entry.Name + "Attribute" = attribute.Name)

[<Fact>]
let ``layers, activations and losses are the attributes of the facade, no more and no fewer`` () =
    Assert.Equal<string list>(
        Catalogue.names
        |> List.map (fun name -> name + "Attribute")
        |> List.sortWith (fun a b -> String.CompareOrdinal(a, b)),
        attributes |> List.map (fun t -> t.Name) |> List.sortWith (fun a b -> String.CompareOrdinal(a, b))
    )

[<Fact>]
let ``arguments are those of the attributes: positional ones first, with the same defaults`` () =
    for attribute in attributes do
        let rules = Entry.rules (entryOf attribute)
        let constructor = attribute.GetConstructors() |> Array.exactlyOne
        let positional = constructor.GetParameters()

        let settable =
            attribute.GetProperties() |> Array.filter (fun p -> p.CanWrite) |> Array.map (fun p -> p.Name)

        Assert.Equal<string list>(
            positional |> Array.map (fun p -> string p.Name) |> List.ofArray,
            rules |> List.truncate positional.Length |> List.map (fun r -> r.Name)
        )

        Assert.Equal<Set<string>>(
            set settable,
            rules |> List.skip positional.Length |> List.map (fun r -> r.Name) |> set
        )

        for parameter, rule in Seq.zip positional rules do
            let expected =
                match rule.Absence with
                | Default(Argument.Real value) -> box value
                | _ -> box DBNull.Value

            let actual =
                match parameter.DefaultValue with
                | :? int as value -> box (float value)
                | value -> value

            Assert.Equal(expected, actual)

[<Fact>]
let ``initialisers are those of the facade`` () =
    let members =
        Initializer.rules "Weights" []
        |> List.pick (fun rule ->
            match rule.Values with
            | Member(_, members) -> Some members
            | _ -> None)

    // UnitForget is what an LSTM does by default, and nothing to choose
    Assert.Equal<Set<string>>(set (Enum.GetNames typeof<NetGen.Initializer>), set ("UnitForget" :: members))

[<Fact>]
let ``no entry contains a derivative or a loop: the compiler reads all layers before the files that know of these`` () =
    let project =
        Path.Combine(__SOURCE_DIRECTORY__, "..", "..", "..", "src", "NetGen.Core", "NetGen.Core.fsproj")

    let folders =
        XDocument.Load(project).Descendants "Compile"
        |> Seq.choose (fun file -> file.Attribute "Include" |> Option.ofObj)
        |> Seq.map (fun path -> Array.head (path.Value.Split '/'))
        |> List.ofSeq

    let lastLayer = List.findIndexBack ((=) "Layers") folders

    for later in [ "Differentiate"; "Sequence"; "Schedule"; "Print" ] do
        Assert.True(List.findIndex ((=) later) folders > lastLayer, later + " comes before a layer")
