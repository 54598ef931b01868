/// What mutation operators make of one expression. Each keeps the type, so that all mutants compile at once.
module NetGen.Core.Mutator.Operators

open FSharp.Compiler.Syntax
open FSharp.Compiler.SyntaxTrivia
open NetGen.Core.Mutator.Call

/// What is known of a source file that its syntax does not tell.
type Source =
    {
        File: string
        /// All its arithmetic is between numbers of one type.
        IsNumeric: bool
        /// Names of the bodies that the rule is about: adjoints, slopes.
        Quantities: Set<string>
        /// Functions that make the rows of a table, once: only lambdas in them run later.
        Makers: Set<string>
        /// It holds a table: rows that begin with a name.
        HasRows: bool
        /// A function whose cases are told apart in the table of mutants.
        Cases: string option
    }

let private comparisons =
    Map.ofList
        [
            "op_LessThan", "<="
            "op_LessThanOrEqual", "<"
            "op_GreaterThan", ">="
            "op_GreaterThanOrEqual", ">"
            "op_Equality", "<>"
            "op_Inequality", "="
            "op_BooleanAnd", "||"
            "op_BooleanOr", "&&"
        ]

/// Functions, and cases of unions, that another of the same type may be taken for.
let private lookalikes =
    Map.ofList
        [
            "List.forall", "List.exists"
            "List.exists", "List.forall"
            "List.forall2", "List.exists2"
            "List.exists2", "List.forall2"
            "List.maxBy", "List.minBy"
            "Set.union", "Set.intersect"
            "Set.unionMany", "Set.intersectMany"
            "Set.intersect", "Set.union"
            "min", "max"
            "max", "min"
            "one", "zero"
            "zero", "one"
            "Zero", "NotNegative"
            "Same", "AtLeast"
            "Sum", "Max"
            "Max", "Sum"
            "First", "Max"
            "LogSumExp", "Sum"
        ]

/// Scalar functions of as many arguments, by their names in the table.
let private functions =
    Map.ofList
        [
            "exp", "expm1"
            "expm1", "exp"
            "log", "exp"
            "step", "sign"
            "sign", "step"
            "sin", "cos"
            "cos", "sin"
            "inverse", "rsqrt"
            "greater", "atLeast"
            "pow", "greater"
        ]

/// Functions on lists and how many arguments they take.
let private lists =
    Map.ofList
        [
            "List.map", 2
            "List.mapi", 2
            "List.map2", 3
            "List.collect", 2
            "List.concat", 1
            "List.choose", 2
            "List.filter", 2
            "List.zip", 2
        ]

/// A comparison as a function: what the wrong one is.
let (|Section|_|) expression =
    match expression with
    | SynExpr.LongIdent(_, SynLongIdent([ operator ], _, [ Some(IdentTrivia.OriginalNotationWithParen _) ]), _, _) ->
        Map.tryFind operator.idText comparisons
    | _ -> None

let private signed (text: string) = "-(" + text + ")"
let private doubled (text: string) = "(" + text + ") + (" + text + ")"
let private cancelled (text: string) = "(" + text + ") - (" + text + ")"

/// A number or a body: the sign, a factor, the whole of it.
let quantity text = [ "sign", signed text; "factor", doubled text; "dropped", cancelled text ]

let private literal constant =
    match constant with
    | SynConst.Int32 k -> [ "one more", string (k + 1); "one less", "(" + string (k - 1) + ")" ]
    | SynConst.Double 0.0 -> [ "one more", "1.0" ]
    | SynConst.Double x ->
        [
            "sign", "(" + (-x).ToString "0.0###############" + ")"
            "factor", (2.0 * x).ToString "0.0###############"
        ]
    | _ -> []

let private arithmetic source operator (a: string) (b: string) =
    match operator with
    | "op_Addition" -> [ "sign", a + " - " + b; "dropped term", a ]
    | "op_Subtraction" -> [ "sign", a + " + " + b; "dropped term", a ]
    | "op_Division" -> ("dropped factor", a) :: (if source.IsNumeric then [ "factor", a + " * " + b ] else [])
    | "op_Multiply" ->
        [
            "dropped factor", b
            if source.IsNumeric || source.Quantities.Contains a then
                "dropped factor", a
        ]
    | "op_ExclusiveOr" -> [ "dropped term", a ]
    | "op_Append" -> [ "dropped term", a; "dropped term", b ]
    | _ -> []

/// Only the order of places and indices means something: of the rest a set is made, or a sum.
let private hasOrder (text: string) = text.Contains "Affine" || text.Contains "At "

let private onList isStage f (arguments: string list) whole =
    let wrong stage full = if isStage then "(" + whole + " >> " + stage + ")" else full
    let dropped = "dropped", wrong "(fun _ -> [])" "[]"

    match f, List.rev arguments with
    | "List.filter", last :: _ -> [ "all", (if isStage then "id" else last); dropped ]
    | ("List.zip" | "List.map2"), last :: others when not isStage ->
        [
            "transposed", f + " " + String.concat " " (List.rev others) + " (List.rev (" + last + "))"
            dropped
        ]
    | ("List.map" | "List.mapi"), _ when hasOrder whole ->
        [ "transposed", wrong "List.rev" ("List.rev (" + whole + ")"); dropped ]
    | _ -> [ dropped ]

/// What an operator is called, and what it makes of an expression.
let wrong source (text: SynExpr -> string) path expression : (string * string) list =
    let whole = text expression

    match expression with
    | SynExpr.Const(constant, _) -> literal constant
    | Infix(operator, a, b) when comparisons.ContainsKey operator ->
        [ "comparison", text a + " " + comparisons[operator] + " " + text b ]
    | Infix(operator, a, b) -> arithmetic source operator (text a) (text b)
    // an operator as a function: which one it is must be asked at every call
    | Section wrong -> [ "comparison", "(" + wrong + ")" ]
    | SynExpr.App(_, true, Name "op_ColonColon", SynExpr.Tuple(_, [ _; rest ], _, _), _) ->
        [ "dropped term", text rest ]
    | SynExpr.App(_, false, Name "op_UnaryNegation", operand, _) -> [ "sign", text operand ]
    | Call("not", [ operand ]) -> [ "negation", text operand ]
    | SynExpr.App(_, _, Name "Select", Tupled [ conditions; yes; no ], _) ->
        [ "transposed", "Select(" + text conditions + ", " + text no + ", " + text yes + ")" ]
    | Call(("Adjoint" | "Winner"), [ inner ]) -> [ "another name", text inner ]
    | SynExpr.App(_, _, Name "apply", SynExpr.Const(SynConst.String(f, _, _), _), _) when functions.ContainsKey f ->
        [ "another function", "apply \"" + functions[f] + "\"" ]
    | SynExpr.App(_, _, Name "Apply", Tupled [ SynExpr.Const(SynConst.String(f, _, _), _); arguments ], _) when
        functions.ContainsKey f
        ->
        [ "another function", "Apply(\"" + functions[f] + "\", " + text arguments + ")" ]
    | Elements elements when not (isIndex path expression) ->
        [
            for k in 0 .. elements.Length - 1 ->
                "dropped term", "[ " + String.concat "; " (elements |> List.removeAt k |> List.map text) + " ]"
        ]
    | Call(f, arguments) when lists.ContainsKey f && not (isPart path expression) ->
        let missing = lists[f] - arguments.Length

        if missing = 0 then
            onList false f (List.map text arguments) whole
        elif missing = 1 && isStage path expression then
            onList true f (List.map text arguments) whole
        else
            []
    | Name f when f = "List.concat" && isStage path expression -> onList true f [] whole
    | Name name when lookalikes.ContainsKey name -> [ "lookalike", lookalikes[name] ]
    | Name name when source.Quantities.Contains name -> quantity name
    | _ -> []
