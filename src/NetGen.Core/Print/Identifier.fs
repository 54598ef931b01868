/// Names of tensors and indices as C# identifiers: short and mathematical.
module NetGen.Core.Identifier

open System
open System.Collections.Generic

let private keywords =
    set
        [
            "abstract"
            "as"
            "base"
            "bool"
            "break"
            "byte"
            "case"
            "catch"
            "char"
            "checked"
            "class"
            "const"
            "continue"
            "decimal"
            "default"
            "delegate"
            "do"
            "double"
            "else"
            "enum"
            "event"
            "explicit"
            "extern"
            "false"
            "finally"
            "fixed"
            "float"
            "for"
            "foreach"
            "goto"
            "if"
            "implicit"
            "in"
            "int"
            "interface"
            "internal"
            "is"
            "lock"
            "long"
            "namespace"
            "new"
            "nint"
            "nuint"
            "null"
            "object"
            "operator"
            "out"
            "override"
            "params"
            "private"
            "protected"
            "public"
            "readonly"
            "ref"
            "return"
            "sbyte"
            "sealed"
            "short"
            "sizeof"
            "stackalloc"
            "static"
            "string"
            "struct"
            "switch"
            "this"
            "throw"
            "true"
            "try"
            "typeof"
            "uint"
            "ulong"
            "unchecked"
            "unsafe"
            "ushort"
            "using"
            "var"
            "virtual"
            "void"
            "volatile"
            "while"
        ]

/// Names that every method uses.
let private reserved =
    [ "V"; "VHalf"; "VQuarter"; "samples"; "total"; "first"; "count"; "padded"; "block"; "lane" ]

/// Any text as an identifier.
let escape (text: string) =
    let letter c = if Char.IsLetterOrDigit c || c = '_' then c else '_'
    let text = String(text.ToCharArray() |> Array.map letter)
    let text = if text = "" || Char.IsDigit text[0] then "_" + text else text
    if keywords.Contains text then "@" + text else text

/// ∂W1 is dW1; part 2 of z is z_2.
let rec private text name =
    match name with
    | Given name -> name
    | Part(whole, k) -> text whole + "_" + Code.integer k
    | Slope(whole, 1) -> text whole + "Slope"
    | Slope(whole, k) -> text whole + "Slope" + Code.integer k
    | Adjoint whole -> "d" + text whole
    | Winner whole -> text whole + "First"
    | Before whole -> text whole + "Before"

let tensor name = escape (text name)

let private suffix layout =
    match layout with
    | Rows
    | Within _ -> ""
    | Last _ -> "T"
    | Blocks -> "B"

let stored (s: Stored) = escape (text s.Tensor + suffix s.Layout)

/// Each key with its own identifier, by the one it would like.
let unique (taken: string seq) (wishes: ('Key * string) list) : Map<'Key, string> =
    let used = HashSet<string>(Seq.append reserved taken)

    let rec free (name: string) k =
        let candidate = if k = 0 then name else name + "_" + Code.integer k
        if used.Add candidate then candidate else free name (k + 1)

    wishes |> List.map (fun (key, wish) -> key, free wish 0) |> Map.ofList

let index (i: Index) = escape i.Name
