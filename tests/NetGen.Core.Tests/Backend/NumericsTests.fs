module NetGen.Core.Tests.Backend.NumericsTests

open System.IO
open System.Runtime.CompilerServices
open Xunit

type private Here =
    static member Path([<CallerFilePath>] ?path: string) = Path.GetDirectoryName(Option.defaultValue "" path)

let private page =
    lazy
        File.ReadAllLines(
            Path.Combine(nonNull (Here.Path()), "..", "..", "..", "src", "NetGen", "Lanes", "Numerics.md")
        )

/// The lines of the first table under a heading.
let private stated title =
    page.Value
    |> List.ofArray
    |> List.skipWhile (fun line -> line <> "## " + title)
    |> List.skipWhile (fun line -> not (line.StartsWith '|'))
    |> List.takeWhile (fun line -> line.StartsWith '|')

let titles = Numerics.tables |> List.map (fun (title, _) -> [| box title |])

[<Theory>]
[<MemberData(nameof titles)>]
let ``the page says what comes of numbers at the edges, in every width and precision`` (title: string) =
    let expected, stated = Numerics.table title, stated title

    Assert.True(
        (expected = stated),
        "The page Numerics.md must say under " + title + ":\n" + String.concat "\n" expected
    )
