/// Equations as users write them, y[o] = relu(sum(i, x[i] * w[i,o]) + b[o]), and what is declared beside them.
///
///   statement    tensor[index, …] = term        an equation
///                index = 32                      how far an index runs
///                tensor ~ Normal(0, 0.1)         a parameter, and how it begins
///                tensor = 0 outside              reading beyond its border is meant
///   term         sums, products and comparisons of: number | index | tensor[place, …] | name(term, …) | (term)
module NetGen.Core.Notation

open System

type Term = { Node: Node; At: Position }

and Node =
    | Constant of float
    /// An index, or a tensor without any.
    | Word of string
    | Element of tensor: string * Term list
    | Applied of name: string * Term list
    | Negated of Term
    /// By its sign: + - * / > >= < <=
    | Operation of sign: string * Term * Term

type Statement =
    | Equation of target: string * indices: (string * Position) list * body: Term * At: Position
    | Extent of index: string * extent: int * At: Position
    | Begins of tensor: string * initializer: string * arguments: float list * At: Position
    | Outside of tensor: string * At: Position

/// What was expected, what was found, and where.
exception private Unexpected of expected: string * found: string * at: Position

type private Token = { Text: string; Start: int }

let private symbols =
    [ ">="; "<="; ">"; "<"; "="; "~"; "["; "]"; "("; ")"; ","; ";"; "+"; "-"; "*"; "/" ]

let private isStart c = Char.IsLetter c || c = '_'
let private isWord (token: Token) = token.Text <> "" && isStart token.Text[0]
let private isNumber (token: Token) = token.Text <> "" && (Char.IsDigit token.Text[0] || token.Text[0] = '.')

/// Words, numbers and symbols; a line's end separates statements as ';' does. The last token is empty.
let private tokens (text: string) =
    let scan start holds =
        let mutable stop = start

        while stop < text.Length && holds stop do
            stop <- stop + 1

        text.Substring(start, stop - start)

    let rec from start =
        if start >= text.Length then
            [ { Text = ""; Start = text.Length } ]
        else
            let c = text[start]

            let token =
                if c = '\n' then
                    ";"
                elif Char.IsWhiteSpace c then
                    ""
                elif isStart c then
                    scan start (fun k -> isStart text[k] || Char.IsDigit text[k])
                elif Char.IsDigit c || c = '.' then
                    let afterExponent k = (text[k] = '-' || text[k] = '+') && (text[k - 1] = 'e' || text[k - 1] = 'E')
                    scan start (fun k -> Char.IsLetterOrDigit text[k] || text[k] = '.' || afterExponent k)
                else
                    symbols
                    |> List.tryFind (fun symbol -> String.CompareOrdinal(text, start, symbol, 0, symbol.Length) = 0)
                    |> Option.defaultValue (string c)

            if token = "" then
                from (start + 1)
            else
                { Text = token; Start = start } :: from (start + token.Length)

    from 0

/// One text's statements, by recursive descent.
type private Parser(text: string, at: Position) =
    let mutable rest = tokens text
    let mutable stop = 0

    let locate start length = Position.within text start length at
    let here () = locate rest.Head.Start rest.Head.Text.Length

    let fail expected =
        let token = rest.Head

        let found =
            match token.Text with
            | "" -> "the end"
            | ";" -> "the end of a line"
            | text -> "'" + text + "'"

        raise (Unexpected(expected, found, here ()))

    let advance () =
        let token = rest.Head
        stop <- token.Start + token.Text.Length
        rest <- rest.Tail
        token

    let isNext symbol = rest.Head.Text = symbol

    let accept symbol =
        isNext symbol
        && (advance () |> ignore
            true)

    let expect symbol =
        if not (accept symbol) then
            fail ("'" + symbol + "'")

    let word expected = if isWord rest.Head then advance () else fail expected

    let number () =
        let sign = if accept "-" then -1.0 else 1.0

        match
            Double.TryParse(
                rest.Head.Text,
                Globalization.NumberStyles.Float,
                Globalization.CultureInfo.InvariantCulture
            )
        with
        | true, value when isNumber rest.Head ->
            advance () |> ignore
            sign * value
        | _ -> fail "a number"

    let rec separated item =
        let first = item ()
        if accept "," then first :: separated item else [ first ]

    let since start node = { Node = node; At = locate start (stop - start) }

    let rec comparison () = chain [ ">="; "<="; ">"; "<" ] sum
    and sum () = chain [ "+"; "-" ] product
    and product () = chain [ "*"; "/" ] signed

    and chain signs operand =
        let start = rest.Head.Start
        let mutable left = operand ()

        while List.contains rest.Head.Text signs do
            let sign = advance ()
            let right = operand ()
            left <- since start (Operation(sign.Text, left, right))

        left

    and signed () =
        let start = rest.Head.Start
        if accept "-" then since start (Negated(signed ())) else atom ()

    and atom () : Term =
        let start = rest.Head.Start

        if accept "(" then
            let inner = comparison ()
            expect ")"
            inner
        elif isNumber rest.Head then
            since start (Constant(number ()))
        else
            let name = (word "a number, an index, a tensor or a function").Text

            if accept "[" then
                let places = separated comparison
                expect "]"
                since start (Element(name, places))
            elif accept "(" then
                let arguments = separated comparison
                expect ")"
                since start (Applied(name, arguments))
            else
                since start (Word name)

    let equation target indices at =
        let body = comparison ()
        Equation(target, indices, body, at)

    let statement () =
        let at = here ()
        let name = (word "the name of a tensor or an index").Text

        if accept "~" then
            let initializer = (word "an initialiser, such as HeNormal").Text

            if accept "(" then
                let arguments = separated number
                expect ")"
                Begins(name, initializer, arguments, at)
            else
                Begins(name, initializer, [], at)
        elif accept "[" then
            let index () =
                let at = here ()
                (word "an index").Text, at

            let indices = separated index
            expect "]"
            expect "="
            equation name indices at
        elif accept "=" then
            match rest with
            | { Text = "0" } :: { Text = "outside" } :: _ ->
                advance () |> ignore
                advance () |> ignore
                Outside(name, at)
            | _ ->
                match equation name [] at with
                | Equation(_, _, { Node = Constant extent; At = at }, _) ->
                    if extent = floor extent && extent >= 1.0 && extent <= 1e9 then
                        Extent(name, int extent, at)
                    else
                        raise (Unexpected("an extent of 1 or more", string extent, at))
                | equation -> equation
        else
            fail "'=', '[' or '~'"

    member _.Statements() =
        let rec go () =
            if accept ";" || accept "," then
                go ()
            elif isNext "" then
                []
            else
                let first = statement ()

                if not (isNext ";" || isNext "," || isNext "") then
                    fail "an operator or the end"

                first :: go ()

        go ()

/// The statements of a text that stands at the position, or the first thing that is no notation.
let parse layer (text: string) at : Result<Statement list, Fault> =
    try
        Ok(Parser(text, at).Statements())
    with Unexpected(expected, found, at) ->
        Error(Located(at, BadNotation(layer, expected, found)))
