namespace NetGen.Core

open System
open System.Globalization

/// What an argument may be.
type Values =
    | Whole of low: int * high: int
    /// Finite.
    | Any
    /// Finite and greater than 0.
    | Positive
    /// Finite, 0 or greater.
    | NotNegativeNumber
    /// 0 or greater, and less than 1.
    | Fraction
    | Flag
    | Words
    /// One or more texts.
    | Names
    /// One or more integers, each at least 1.
    | Extents
    /// A member of an enum.
    | Member of enum: string * members: string list

/// What holds where an argument is not given.
type Absence =
    | Forbidden
    | Unset
    | Default of Argument

/// One argument of an attribute.
type Rule =
    {
        /// As the attribute's constructor or property calls it.
        Name: string
        Values: Values
        Absence: Absence
        /// It counts only where another argument has that value.
        OnlyWith: (string * Argument) option
    }

/// The values by name, defaults filled in.
type Arguments = Map<string, Argument>

[<RequireQualifiedAccess>]
module Rule =
    let required name values = { Name = name; Values = values; Absence = Forbidden; OnlyWith = None }

    let unset name values = { required name values with Absence = Unset }

    let optional name values value = { required name values with Absence = Default value }

    let onlyWith argument value rule = { rule with OnlyWith = Some(argument, value) }

[<RequireQualifiedAccess>]
module Results =
    /// What went well, and what did not.
    let split results =
        let values =
            results
            |> List.choose (function
                | Ok value -> Some value
                | Error _ -> None)

        let faults =
            results
            |> List.choose (function
                | Ok _ -> None
                | Error fault -> Some fault)

        values, faults

    /// Every value, or the first fault.
    let all results =
        match split results with
        | values, [] -> Ok values
        | _, fault :: _ -> Error fault

[<RequireQualifiedAccess>]
module Arguments =
    let rec show argument =
        match argument with
        | Integer value -> value.ToString CultureInfo.InvariantCulture
        | Argument.Real value -> value.ToString("R", CultureInfo.InvariantCulture)
        | Text text -> "\"" + text + "\""
        | Truth value -> if value then "true" else "false"
        | Choice name -> name
        | Many values -> String.Join(", ", List.map show values)
        | Unreadable -> "unreadable"

    /// Weights = Initializer.Uniform
    let private setting (rules: Rule list) (argument: string, value) =
        match rules |> List.tryFind (fun r -> r.Name = argument) with
        | Some { Values = Member(enum, _) } -> argument + " = " + enum + "." + show value
        | _ -> argument + " = " + show value

    let private typeName values =
        match values with
        | Whole _ -> "an integer"
        | Any
        | Positive
        | NotNegativeNumber
        | Fraction -> "a number"
        | Flag -> "true or false"
        | Words -> "a text"
        | Names -> "one or more texts"
        | Extents -> "one or more integers"
        | Member(enum, _) -> "a member of " + enum

    let private isFinite (value: float) = not (Double.IsNaN value || Double.IsInfinity value)

    let private isText argument =
        match argument with
        | Text _ -> true
        | _ -> false

    let private isInteger argument =
        match argument with
        | Integer _ -> true
        | _ -> false

    let private isExtent argument =
        match argument with
        | Integer extent -> extent >= 1L && extent <= int64 Int32.MaxValue
        | _ -> false

    /// The value as its rule has it, or what is wrong with it.
    let private fit layer (rule: Rule) argument =
        let outside expected = Error(OutOfRange(layer, rule.Name, expected, show argument))

        match rule.Values, argument with
        | Whole(low, high), Integer value when value >= int64 low && value <= int64 high -> Ok argument
        | Whole(low, high), Integer _ ->
            outside ("from " + show (Integer(int64 low)) + " to " + show (Integer(int64 high)))
        | (Any | Positive), Integer value when rule.Values = Any || value > 0L -> Ok(Argument.Real(float value))
        | Any, Argument.Real value when isFinite value -> Ok argument
        | Any, Argument.Real _ -> outside "a finite number"
        | Positive, Argument.Real value when isFinite value && value > 0.0 -> Ok argument
        | Positive, (Argument.Real _ | Integer _) -> outside "a finite number greater than 0"
        | NotNegativeNumber, Integer value when value >= 0L -> Ok(Argument.Real(float value))
        | NotNegativeNumber, Argument.Real value when isFinite value && value >= 0.0 -> Ok argument
        | NotNegativeNumber, (Argument.Real _ | Integer _) -> outside "a finite number, 0 or greater"
        | Fraction, Integer 0L -> Ok(Argument.Real 0.0)
        | Fraction, Argument.Real value when value >= 0.0 && value < 1.0 -> Ok argument
        | Fraction, (Argument.Real _ | Integer _) -> outside "a number from 0 to below 1"
        | Flag, Truth _
        | Words, Text _ -> Ok argument
        | Names, Many(_ :: _ as names) when names |> List.forall isText -> Ok argument
        | Extents, Many(_ :: _ as extents) when extents |> List.forall isExtent -> Ok argument
        | Extents, Many(_ :: _ as extents) when extents |> List.forall isInteger ->
            outside "integers from 1 to 2147483647"
        | Member(_, members), Choice name when List.contains name members -> Ok argument
        | Member(enum, members), Choice _ -> outside ("one of " + String.Join(", ", members) + " of " + enum)
        | _ -> Error(WrongType(layer, rule.Name, typeName rule.Values, show argument))

    let rec private isUnreadable argument =
        match argument with
        | Unreadable -> true
        | Many values -> List.exists isUnreadable values
        | _ -> false

    /// Named arguments and, in the order of a step's own rules, positional ones. Error [] where the user's code
    /// has an error that the C# compiler reports.
    let check layer (own: Rule list) (common: Rule list) (positional: Argument list) (named: (string * Argument) list) =
        let rules = own @ common

        let placed =
            positional
            |> List.mapi (fun k value ->
                match List.tryItem k own with
                | Some rule -> rule.Name, value
                | None -> show value, value)

        let given = placed @ named
        let ruleOf name = rules |> List.tryFind (fun r -> r.Name = name)

        let values, faults =
            given
            |> List.map (fun (name, value) ->
                match ruleOf name with
                | Some rule -> fit layer rule value |> Result.map (fun value -> name, value)
                | None -> Error(UnknownArgument(layer, name, Nearest.find (rules |> List.map (fun r -> r.Name)) name)))
            |> Results.split

        let values = Map.ofList values

        let withDefaults =
            (values, rules)
            ||> List.fold (fun values rule ->
                match rule.Absence with
                | Default value when not (values.ContainsKey rule.Name) -> Map.add rule.Name value values
                | _ -> values)

        let counts (rule: Rule) =
            rule.OnlyWith |> Option.forall (fun (other, value) -> Map.tryFind other withDefaults = Some value)

        let isGiven (rule: Rule) = given |> List.exists (fun (name, _) -> name = rule.Name)

        let presence =
            rules
            |> List.choose (fun rule ->
                match isGiven rule, counts rule, rule.OnlyWith with
                | false, true, _ when rule.Absence = Forbidden -> Some(MissingArgument(layer, rule.Name))
                | true, false, Some needed -> Some(UnusedArgument(layer, rule.Name, setting rules needed))
                | _ -> None)

        match faults @ presence with
        | _ when given |> List.exists (snd >> isUnreadable) -> Error []
        | [] -> Ok withDefaults
        | faults -> Error faults

    let private missing name = invalidOp ("No rule declares the argument " + name + ".")

    let integer name (arguments: Arguments) =
        match Map.tryFind name arguments with
        | Some(Integer value) -> int value
        | _ -> missing name

    let number name (arguments: Arguments) =
        match Map.tryFind name arguments with
        | Some(Argument.Real value) -> value
        | _ -> missing name

    let flag name (arguments: Arguments) =
        match Map.tryFind name arguments with
        | Some(Truth value) -> value
        | _ -> missing name

    let choice name (arguments: Arguments) =
        match Map.tryFind name arguments with
        | Some(Choice value) -> value
        | _ -> missing name

    let text name (arguments: Arguments) =
        match Map.tryFind name arguments with
        | Some(Text value) -> Some value
        | _ -> None

    /// The texts of a list; none where it is not given.
    let names name (arguments: Arguments) =
        match Map.tryFind name arguments with
        | Some(Many values) ->
            values
            |> List.choose (function
                | Text value -> Some value
                | _ -> None)
        | _ -> []

    let extents name (arguments: Arguments) =
        match Map.tryFind name arguments with
        | Some(Many values) ->
            values
            |> List.choose (function
                | Integer value -> Some(int value)
                | _ -> None)
        | _ -> missing name

    /// An integer that may be left out.
    let tryInteger name (arguments: Arguments) =
        match Map.tryFind name arguments with
        | Some(Integer value) -> Some(int value)
        | _ -> None
