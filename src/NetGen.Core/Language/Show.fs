/// Prints the language as it is written on paper; every stage of the compiler prints itself with it.
module NetGen.Core.Show

open System
open System.Globalization

let private minus = "−"

let integer (value: int) =
    if value < 0 then
        minus + (-value).ToString CultureInfo.InvariantCulture
    else
        value.ToString CultureInfo.InvariantCulture

let number (value: float) =
    if Double.IsPositiveInfinity value then "∞"
    elif Double.IsNegativeInfinity value then minus + "∞"
    else value.ToString("R", CultureInfo.InvariantCulture).Replace("-", minus)

/// Part 2 of ∂x is ∂x:2 and the adjoint of part 2 of x is ∂x.2.
let rec name value =
    match value with
    | Given text -> text
    | Part(whole, k) -> name whole + (if isAdjoint whole then ":" else ".") + integer k
    | Slope(whole, k) -> name whole + "′" + (if k = 1 then "" else integer k)
    | Adjoint whole -> "∂" + name whole
    | Winner whole -> "first " + name whole
    | Before whole -> name whole + " before"

and private isAdjoint value =
    match value with
    | Adjoint _ -> true
    | Part(whole, _) -> isAdjoint whole
    | _ -> false

let extent value =
    match value with
    | Fixed k -> integer k
    | Batch -> "N"

/// Terms joined with + or −, those that begin with − last, so that the text begins with a term.
let private signed (terms: string list) =
    let negative, positive =
        terms |> List.partition (fun t -> t.StartsWith(minus, StringComparison.Ordinal))

    match positive @ negative with
    | [] -> "0"
    | first :: rest ->
        rest
        |> List.fold
            (fun text term ->
                if term.StartsWith(minus, StringComparison.Ordinal) then
                    text + term
                else
                    text + "+" + term)
            first

let affine (a: Affine) =
    let term (i: Index, k) =
        match k with
        | 1 -> i.Name
        | -1 -> minus + i.Name
        | _ -> integer k + "·" + i.Name

    let constant = if a.Constant = 0 then [] else [ integer a.Constant ]
    let whole = signed (List.map term a.Terms @ constant)
    if a.Divisor = 1 then whole else "(" + whole + ")/" + integer a.Divisor

let rec place value =
    match value with
    | At a -> affine a
    | Through(data, places) -> read data places

and read tensor places =
    match places with
    | [] -> name tensor
    | _ -> name tensor + "[" + String.Join(",", List.map place places) + "]"

let condition value =
    match value with
    | Zero a when a.Divisor = 1 && a.Terms |> List.exists (fun (_, k) -> abs k = 1) ->
        let i, k = a.Terms |> List.find (fun (_, k) -> abs k = 1)
        let other = Affine.index i - k * a
        i.Name + "=" + affine other
    | Zero a -> affine a + "=0"
    | NotNegative a -> affine a + "≥0"
    | Inside(a, e) -> "0≤" + affine a + "<" + extent e
    | Same(data, places, a) -> read data places + "=" + affine a
    | AtLeast(data, places, a) -> read data places + "≥" + affine a

let private join (separator: string) (texts: string list) = String.Join(separator, texts)
let private conditions values = join ", " (List.map condition values)

/// How tightly a text binds: a sum may stand at Sum, a product at Product, anything at Atom in brackets only.
type private Binding =
    | Loose = 0
    | Product = 1
    | Atom = 2

/// Splits the sign off a term of a sum.
let private signOf term =
    match term with
    | Number v when v < 0.0 -> true, Number -v
    | Multiply [ Number -1.0; factor ] -> true, factor
    | Multiply(Number -1.0 :: factors) -> true, Multiply factors
    | Multiply(Number v :: factors) when v < 0.0 -> true, Multiply(Number -v :: factors)
    | Select(where, Number -1.0, Number 0.0) -> true, Select(where, Number 1.0, Number 0.0)
    | _ -> false, term

/// What a product is divided by, and its other factors.
let private quotient factors =
    let isDivisor factor =
        match factor with
        | Apply("inverse", [ Count _ ]) -> true
        | _ -> false

    List.partition isDivisor factors

let private reduction value =
    match value with
    | Sum -> "Σ"
    | Max -> "max"
    | LogSumExp -> "lse"
    | First -> "first"

let rec private text (binding: Binding) value =
    let bracket (own: Binding) inner = if binding > own then "(" + inner + ")" else inner

    match value with
    | Number v -> bracket (if v < 0.0 then Binding.Loose else Binding.Atom) (number v)
    | Count e -> extent e
    | Value a -> bracket (if a.Terms.Length > 1 then Binding.Loose else Binding.Atom) (affine a)
    | Read(tensor, places) -> read tensor places
    | Apply("inverse", [ x ]) -> bracket Binding.Product ("1/" + text Binding.Atom x)
    | Apply(f, arguments) -> f + "(" + join ", " (arguments |> List.map (text Binding.Loose)) + ")"
    | Add terms ->
        let negative, positive = terms |> List.map signOf |> List.partition fst

        let parts =
            (positive @ negative)
            |> List.mapi (fun k (isNegative, term) ->
                let sign =
                    match k, isNegative with
                    | 0, false -> ""
                    | 0, true -> minus
                    | _, false -> " + "
                    | _, true -> " " + minus + " "

                sign + text Binding.Product term)

        bracket Binding.Loose (join "" parts)
    | Multiply _ when fst (signOf value) -> bracket Binding.Loose (minus + text Binding.Product (snd (signOf value)))
    | Multiply factors ->
        let divisors, others = quotient factors

        let above =
            if others.IsEmpty then
                "1"
            else
                others |> List.map (text Binding.Atom) |> join "·"

        let below =
            divisors
            |> List.map (fun divisor ->
                match divisor with
                | Apply(_, [ count ]) -> "/" + text Binding.Atom count
                | _ -> "")

        bracket Binding.Product (above + join "" below)
    | Select(where, Number 1.0, Number 0.0) -> "[" + conditions where + "]"
    | Select(where, yes, Number 0.0) -> "[" + conditions where + "]·" + text Binding.Atom yes
    | Select(where, yes, no) ->
        bracket
            Binding.Loose
            ("if " + conditions where + " then " + text Binding.Loose yes + " else " + text Binding.Loose no)
    | Reduce(Sum, over, Select(where, yes, Number 0.0)) ->
        bracket Binding.Loose ("Σ " + indices over + " | " + conditions where + ". " + text Binding.Loose yes)
    | Reduce(op, over, inner) ->
        bracket Binding.Loose (reduction op + " " + indices over + ". " + text Binding.Loose inner)

and private indices over = join " " (over |> List.map (fun (i: Index) -> i.Name))

let body value = text Binding.Loose value

let equation (e: Equation) =
    let target =
        match e.Indices with
        | [] -> name e.Target
        | _ -> name e.Target + "[" + join "," (e.Indices |> List.map (fun i -> i.Name)) + "]"

    target.PadRight 18 + " = " + body e.Body

/// Prints equations of a program; what is only 1/N stands as a division where it is read.
let equationOf (p: Program) =
    let divisors =
        p.Equations
        |> List.choose (fun e ->
            match e with
            | { Indices = []; Body = Apply("inverse", [ Count _ ]) } -> Some(e.Target, e.Body)
            | _ -> None)
        |> Map.ofList

    let divide =
        Walk.map (fun body ->
            match body with
            | Read(tensor, []) -> Map.tryFind tensor divisors |> Option.defaultValue body
            | _ -> body)

    fun (e: Equation) -> equation { e with Body = divide e.Body }

let program (p: Program) = p.Equations |> List.map (equationOf p) |> join "\n"
