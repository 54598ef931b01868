/// Pieces of C# text: lines, indented, with numbers that are the same everywhere.
module NetGen.Core.CSharp

open System
open System.Globalization

/// Indented by one level; empty lines stay empty.
let indent (lines: string list) = lines |> List.map (fun line -> if line = "" then "" else "    " + line)

let block (header: string) lines = header :: "{" :: indent lines @ [ "}" ]

/// Groups of lines with one empty line between them.
let spaced (groups: string list list) =
    match groups |> List.filter (List.isEmpty >> not) with
    | [] -> []
    | first :: rest -> first @ (rest |> List.collect (fun lines -> "" :: lines))

let integer (value: int64) = value.ToString CultureInfo.InvariantCulture

/// 2,410
let grouped (value: int64) = value.ToString("N0", CultureInfo.InvariantCulture)

/// The shortest text that reads as the same number.
let number (value: float) = value.ToString("R", CultureInfo.InvariantCulture)

let text (value: string) = "\"" + value.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\""

let join (separator: string) (texts: string list) = String.Join(separator, texts)

/// [32, 10]
let shape (extents: int list) = "[" + join ", " (extents |> List.map (int64 >> integer)) + "]"

let escape (text: string) = text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;")

/// Columns as wide as their widest cell; the first two to the left, numbers to the right.
let table (rows: string list list) =
    let widths = rows |> List.transpose |> List.map (List.map String.length >> List.max)

    let cell column (width: int) (text: string) = if column < 2 then text.PadRight width else text.PadLeft width
    rows |> List.map (fun row -> (List.mapi2 cell widths row |> join "  ").TrimEnd())
