/// C# text: lines and blocks, and expressions over vectors that name what they use twice.
module NetGen.Core.Code

open System
open System.Globalization

type Code =
    | Line of string
    /// A head, and lines in braces.
    | Block of string * Code list

let rec private lines depth code =
    let indent = String(' ', 4 * depth)

    match code with
    | Line "" -> [ "" ]
    | Line text -> [ indent + text ]
    | Block("", body) -> (indent + "{") :: List.collect (lines (depth + 1)) body @ [ indent + "}" ]
    | Block(head, body) -> [ indent + head; indent + "{" ] @ List.collect (lines (depth + 1)) body @ [ indent + "}" ]

let render (code: Code list) = String.Join("\n", code |> List.collect (lines 0)) + "\n"

let integer (value: int) = value.ToString CultureInfo.InvariantCulture

let join (separator: string) (texts: string seq) = String.Join(separator, texts)

/// The name of a number's type.
let numberType precision =
    match precision with
    | Single -> "float"
    | Double -> "double"

/// A number as a literal, in round-trip form.
let literal precision (value: float) =
    let special name = numberType precision + "." + name

    if Double.IsNaN value then
        special "NaN"
    elif Double.IsPositiveInfinity value then
        special "PositiveInfinity"
    elif Double.IsNegativeInfinity value then
        special "NegativeInfinity"
    else
        match precision with
        | Single ->
            let single = float32 value

            if Single.IsPositiveInfinity single then special "PositiveInfinity"
            elif Single.IsNegativeInfinity single then special "NegativeInfinity"
            else single.ToString("R", CultureInfo.InvariantCulture) + "f"
        | Double ->
            let text = value.ToString("R", CultureInfo.InvariantCulture)
            if text.IndexOfAny [| '.'; 'E' |] >= 0 then text else text + ".0"

/// Σ factor·text + constant.
let linear (terms: (string * int) list) constant =
    let term (text: string, k) =
        match abs k with
        | 1 -> text
        | k -> text + " * " + integer k

    let merged =
        terms
        |> List.groupBy fst
        |> List.map (fun (text, group) -> text, List.sumBy snd group)
        |> List.filter (fun (_, k) -> k <> 0)

    let positive, negative = merged |> List.partition (fun (_, k) -> k > 0)

    match positive, negative with
    | [], [] -> integer constant
    | [], _ -> join " - " (integer constant :: List.map term negative)
    | _ ->
        let sum = join " + " (List.map term positive)
        let sum = join " - " (sum :: List.map term negative)

        if constant > 0 then sum + " + " + integer constant
        elif constant < 0 then sum + " - " + integer -constant
        else sum

/// An expression over vectors.
type Term =
    /// Text that is a name, a call or in brackets; with a hint, it gets a name of its own where it stands twice.
    | Atom of text: string * hint: string
    /// A number from memory in every lane, and the name it gets where it stands twice.
    | Broadcast of place: string * hint: string
    /// A vector from memory.
    | Load of place: string * hint: string
    | Call of format: string * Term list
    | Binary of string * Term * Term
    | Negate of Term
    /// A C# condition, and the two values.
    | Choose of string * Term * Term

type Statement =
    | Declare of string * Term
    | Assign of string * Term
    /// A format around the term.
    | Do of string * Term

let private children term =
    match term with
    | Atom _
    | Broadcast _
    | Load _ -> []
    | Call(_, terms) -> terms
    | Binary(_, a, b)
    | Choose(_, a, b) -> [ a; b ]
    | Negate a -> [ a ]

/// How tightly a printed term binds.
let private binding term =
    match term with
    | Atom _
    | Broadcast _
    | Load _ -> 4
    | Call(format, _) when
        (format.StartsWith("V.", StringComparison.Ordinal)
         || format.StartsWith("Math", StringComparison.Ordinal))
        && format.EndsWith(")", StringComparison.Ordinal)
        && not (format.Contains " / ")
        ->
        4
    | Negate _ -> 3
    | Binary("*", _, _)
    | Binary("/", _, _) -> 2
    | Binary(("+" | "-"), _, _) -> 1
    | Binary _
    | Call _
    | Choose _ -> 0

/// The just-in-time compiler makes a read from memory an operand only where one call says so.
let private (|MultiplyAdd|_|) term =
    match term with
    | Call("V.MultiplyAdd({0}, {1}, {2})", [ a; b; c ]) -> Some(a, b, c)
    | _ -> None

let rec private text least term =
    let own =
        match term with
        | MultiplyAdd(Broadcast(place, _), b, c) -> "V.MultiplyAdd(" + place + ", " + text 0 b + ", " + text 0 c + ")"
        | MultiplyAdd(a, Load(place, _), c)
        | MultiplyAdd(Load(place, _), a, c) -> "V.MultiplyAdd(" + text 0 a + ", " + place + ", " + text 0 c + ")"
        | Atom(text, _) -> text
        | Broadcast(place, _) -> "V.Broadcast(" + place + ")"
        | Load(place, _) -> "V.Load(" + place + ")"
        | Call(format, [ a ]) when binding term < 4 -> format.Replace("{0}", text 4 a)
        | Call(format, terms) ->
            terms
            |> List.indexed
            |> List.fold (fun (format: string) (k, a) -> format.Replace("{" + integer k + "}", text 0 a)) format
        | Binary(("-" | "/") as symbol, a, b) -> text (binding term) a + " " + symbol + " " + text (binding term + 1) b
        | Binary(symbol, a, b) -> text (binding term) a + " " + symbol + " " + text (binding term) b
        | Negate a -> "-" + text 4 a
        | Choose(condition, a, b) -> condition + " ? " + text 1 a + " : " + text 1 b

    if binding term < least then "(" + own + ")" else own

let expression term = text 0 term

/// Names of a method's variables: each hint, made unique.
type Names(taken: string seq) =
    let used = Collections.Generic.HashSet<string>(taken)

    member _.Fresh(hint: string) =
        let rec next k =
            let name = hint + "_" + integer k
            if used.Add name then name else next (k + 1)

        next 0

    /// v1, v2, …
    member _.Numbered(hint: string) = Seq.initInfinite (fun k -> hint + integer (k + 1)) |> Seq.find used.Add

    member names.Exact(hint: string) = if used.Add hint then hint else names.Fresh hint

let private termOf statement =
    match statement with
    | Declare(_, term)
    | Assign(_, term)
    | Do(_, term) -> term

/// Straight-line code: what stands twice is computed once, before its first use.
let run (names: Names) (statements: Statement list) : Code list =
    let assigned =
        statements
        |> List.choose (fun s ->
            match s with
            | Assign(name, _) -> Some name
            | Declare _
            | Do _ -> None)
        |> Set.ofList

    let counts = Collections.Generic.Dictionary<Term, int>()
    let stable = Collections.Generic.Dictionary<Term, bool>()

    let rec isStable term =
        match stable.TryGetValue term with
        | true, known -> known
        | _ ->
            let value =
                match term with
                | Atom(text, "") -> not (assigned.Contains text)
                | _ -> children term |> List.forall isStable

            stable[term] <- value
            value

    let isShared term =
        match term with
        | Atom(_, "")
        | Negate(Atom(_, "")) -> false
        | _ -> isStable term && counts[term] > 1

    let rec count term =
        match counts.TryGetValue term with
        | true, seen ->
            counts[term] <- seen + 1
            // what stands in a shared term stands once
            if not (isStable term) then
                List.iter count (children term)
        | _ ->
            counts[term] <- 1
            List.iter count (children term)

    statements |> List.iter (termOf >> count)

    let named = Collections.Generic.Dictionary<Term, string>()
    let code = ResizeArray<Code>()

    let rec name term =
        match named.TryGetValue term with
        | true, variable -> Atom(variable, "")
        | _ ->
            let inner =
                match term with
                | Atom _
                | Broadcast _
                | Load _ -> term
                | Call(format, terms) -> Call(format, List.map name terms)
                | Binary(symbol, a, b) ->
                    let a = name a
                    Binary(symbol, a, name b)
                | Negate a -> Negate(name a)
                | Choose(condition, a, b) ->
                    let a = name a
                    Choose(condition, a, name b)

            if isShared term then
                let hint =
                    match term with
                    | Atom(_, hint)
                    | Broadcast(_, hint)
                    | Load(_, hint) -> hint
                    | _ -> "u"

                let variable = names.Fresh hint
                named[term] <- variable
                code.Add(Line("var " + variable + " = " + text 0 inner + ";"))
                Atom(variable, "")
            else
                inner

    for statement in statements do
        let line =
            match statement with
            | Declare(variable, term) -> "var " + variable + " = " + text 0 (name term) + ";"
            | Assign(variable, term) -> variable + " = " + text 0 (name term) + ";"
            | Do(format, term) -> format.Replace("{0}", text 0 (name term))

        code.Add(Line line)

    List.ofSeq code
