/// What the files of MSBuild say.
module NetGen.Core.Mutator.Project

open System.Xml.Linq

/// The elements of a name, anywhere in a file.
let elements (name: string) (path: string) = XDocument.Load(path).Descendants(XName.Get name) |> List.ofSeq

let attribute (name: string) (element: XElement) =
    match element.Attribute(XName.Get name) with
    | null -> failwithf "%O has no %s." element name
    | attribute -> attribute.Value

let inner (name: string) (element: XElement) =
    match element.Element(XName.Get name) with
    | null -> failwithf "%O has no %s." element name
    | inner -> inner.Value
