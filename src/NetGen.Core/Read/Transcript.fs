/// A declaration as one line of text, and back: what a generated network carries to run time, where tools that check
/// it infer its equations again. Network(64) Dense(32, Name="Hidden") ReLU() …, then the functions that layers name.
[<RequireQualifiedAccess>]
module NetGen.Core.Transcript

open System
open System.Globalization
open System.Text
open NetGen.Core

// What a line consists of: Word(term, …), Word = value, values.
type private Term =
    | Plain of Argument
    | Named of string * Term
    | Node of string * Term list

let private join (separator: string) (texts: string list) = String.Join(separator, texts)

let private escape (c: char) =
    match c with
    | '"'
    | '\\' -> "\\" + string c
    | c when Char.IsControl c || c > '~' && Char.IsWhiteSpace c -> "\\u" + (int c).ToString "x4"
    | c -> string c

let rec private ofTerm term =
    match term with
    | Plain(Integer value) -> value.ToString CultureInfo.InvariantCulture
    | Plain(Argument.Real value) ->
        let text = value.ToString("R", CultureInfo.InvariantCulture)
        // an integer reads as something else
        if text |> Seq.forall (fun c -> Char.IsDigit c || c = '-') then
            text + ".0"
        else
            text
    | Plain(Text text) -> "\"" + String.collect escape text + "\""
    | Plain(Truth value) -> if value then "true" else "false"
    | Plain(Choice name) -> "." + name
    | Plain(Many values) -> "[" + join ", " (values |> List.map (Plain >> ofTerm)) + "]"
    | Plain Unreadable -> invalidOp "A declaration with errors has no transcript."
    | Named(name, value) -> name + "=" + ofTerm value
    | Node(name, terms) -> name + "(" + join ", " (terms |> List.map ofTerm) + ")"

let private ofAttribute (attribute: Attribute) =
    Node(
        attribute.Name,
        (attribute.Arguments |> List.map Plain)
        @ (attribute.Named |> List.map (fun (name, value) -> Named(name, Plain value)))
    )

let rec private ofExpression expression =
    let call name (first: string) rest = Node(name, Plain(Text first) :: List.map ofExpression rest)

    match expression with
    | Literal value -> Plain(Argument.Real value)
    | Variable name -> Plain(Text name)
    | Let(name, value, body) -> call "let" name [ value; body ]
    | Negative value -> Node("negative", [ ofExpression value ])
    | Not value -> Node("not", [ ofExpression value ])
    | Infix(sign, a, b) -> call "infix" sign [ a; b ]
    | Conditional(condition, yes, no) -> Node("if", [ condition; yes; no ] |> List.map ofExpression)
    | Library(name, arguments, _) -> call "library" name arguments
    | Call(signature, arguments, _) -> call "call" signature arguments
    | Foreign(what, _) -> call "foreign" what []

let private ofFunction (f: Function) =
    Node(
        "function",
        [
            Plain(Text f.Signature)
            Plain(Text f.Name)
            Plain(Many(f.Parameters |> List.map Text))
            Plain(Truth f.IsOfNumbers)
            ofExpression f.Body
        ]
    )

/// The text of a declaration without errors.
let write (spec: Spec) =
    (spec.Network :: spec.Layers |> List.map ofAttribute) @ (spec.Functions |> List.map ofFunction)
    |> List.map ofTerm
    |> join " "

/// Reads terms from left to right.
type private Reader(text: string) =
    let mutable at = 0

    let fail expected = raise (FormatException("The declaration has no " + expected + " at " + string at + ": " + text))

    let is c = at < text.Length && text[at] = c

    let take c = if is c then at <- at + 1 else fail ("'" + string c + "'")

    let run (belongs: char -> bool) =
        let start = at

        while at < text.Length && belongs text[at] do
            at <- at + 1

        text.Substring(start, at - start)

    let word () =
        match run (fun c -> Char.IsLetterOrDigit c || c = '_') with
        | "" -> fail "name"
        | word -> word

    let quoted () =
        let inside = StringBuilder()
        take '"'

        while at < text.Length && not (is '"') do
            if not (is '\\') then
                inside.Append text[at] |> ignore
                at <- at + 1
            elif at + 1 < text.Length && text[at + 1] <> 'u' then
                inside.Append text[at + 1] |> ignore
                at <- at + 2
            elif at + 6 <= text.Length then
                inside.Append(char (Convert.ToInt32(text.Substring(at + 2, 4), 16))) |> ignore
                at <- at + 6
            else
                fail "character"

        take '"'
        inside.ToString()

    let number () =
        let digits = run (fun c -> Char.IsLetterOrDigit c || c = '.' || c = '-' || c = '+')

        match Int64.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) with
        | true, value -> Integer value
        | _ ->
            match Double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture) with
            | true, value -> Argument.Real value
            | _ -> fail "number"

    member _.AtEnd = at >= text.Length

    member reader.List(opening, closing) =
        let terms = ResizeArray()
        take opening

        while not (is closing) do
            if terms.Count > 0 then
                take ','
                take ' '

            terms.Add(reader.Term())

        take closing
        List.ofSeq terms

    member reader.Term() : Term =
        if is '"' then
            Plain(Text(quoted ()))
        elif is '.' then
            take '.'
            Plain(Choice(word ()))
        elif is '[' then
            reader.List('[', ']')
            |> List.map (function
                | Plain value -> value
                | _ -> fail "value")
            |> Many
            |> Plain
        elif at < text.Length && (Char.IsDigit text[at] || text[at] = '-') then
            Plain(number ())
        else
            match word () with
            | "true" -> Plain(Truth true)
            | "false" -> Plain(Truth false)
            | name when is '=' ->
                take '='
                Named(name, reader.Term())
            | name -> Node(name, reader.List('(', ')'))

    member reader.Terms() =
        [
            while not reader.AtEnd do
                reader.Term()

                if not reader.AtEnd then
                    take ' '
        ]

let private foreign term = raise (FormatException("The declaration has an unknown part: " + ofTerm term))

let private attribute term : Attribute =
    match term with
    | Node(name, terms) ->
        {
            Name = name
            Arguments =
                terms
                |> List.choose (function
                    | Plain value -> Some value
                    | _ -> None)
            Named =
                terms
                |> List.choose (function
                    | Named(name, Plain value) -> Some(name, value)
                    | _ -> None)
            Texts = []
            At = Position.none
        }
    | term -> foreign term

let rec private expression term =
    match term with
    | Plain(Argument.Real value) -> Literal value
    | Plain(Text name) -> Variable name
    | Node("let", [ Plain(Text name); value; body ]) -> Let(name, expression value, expression body)
    | Node("negative", [ value ]) -> Negative(expression value)
    | Node("not", [ value ]) -> Not(expression value)
    | Node("infix", [ Plain(Text sign); a; b ]) -> Infix(sign, expression a, expression b)
    | Node("if", [ condition; yes; no ]) -> Conditional(expression condition, expression yes, expression no)
    | Node("library", Plain(Text name) :: arguments) -> Library(name, List.map expression arguments, Position.none)
    | Node("call", Plain(Text signature) :: arguments) -> Call(signature, List.map expression arguments, Position.none)
    | Node("foreign", [ Plain(Text what) ]) -> Foreign(what, Position.none)
    | term -> foreign term

let private readFunction term =
    match term with
    | Node(_, [ Plain(Text signature); Plain(Text name); Plain(Many parameters); Plain(Truth isOfNumbers); body ]) ->
        {
            Signature = signature
            Name = name
            Parameters =
                parameters
                |> List.map (function
                    | Text name -> name
                    | _ -> foreign term)
            IsOfNumbers = isOfNumbers
            Body = expression body
            At = Position.none
        }
    | term -> foreign term

/// The declaration of a class with that text.
let read name (text: string) : Spec =
    let isFunction term =
        match term with
        | Node("function", _) -> true
        | _ -> false

    let functions, attributes = Reader(text).Terms() |> List.partition isFunction

    match attributes |> List.map attribute with
    | [] -> raise (FormatException "The declaration is empty.")
    | network :: layers ->
        {
            Namespace = ""
            Containers = []
            Class = name
            Accessibility = "public"
            Shape = { IsPartial = true; IsStatic = false; IsAbstract = false; IsGeneric = false; IsRecord = false }
            Network = network
            Layers = layers
            Strays = []
            Functions = functions |> List.map readFunction
            At = Position.none
        }
