/// All mutants of a source file.
module NetGen.Core.Mutator.Generate

open FSharp.Compiler.CodeAnalysis
open FSharp.Compiler.Syntax
open FSharp.Compiler.Text
open NetGen.Core.Mutator.Call
open NetGen.Core.Mutator.Operators

let private parse file text =
    let options = { FSharpParsingOptions.Default with SourceFiles = [| file |] }

    let result =
        FSharpChecker.Create().ParseFile(file, SourceText.ofString text, options) |> Async.RunSynchronously

    if result.ParseHadErrors then
        failwithf "%s cannot be parsed: %A" file result.Diagnostics

    result.ParseTree

/// Runs each time it is called: not once, when the module is loaded, as the rows of a table do and what makes them.
/// A lambda and an operator as a function run when they are called, wherever they stand.
let private isCalled source (path: SyntaxVisitorPath) node =
    path
    |> List.exists (fun node ->
        match node with
        | SyntaxNode.SynExpr(SynExpr.Lambda _) -> true
        | SyntaxNode.SynBinding(SynBinding(
            headPat = SynPat.LongIdent(longDotId = SynLongIdent(id = [ name ]); argPats = SynArgPats.Pats(_ :: _)))) ->
            not (source.Makers.Contains name.idText)
        | SyntaxNode.SynBinding(SynBinding(headPat = SynPat.LongIdent(argPats = SynArgPats.Pats(_ :: _)))) -> true
        | _ -> false)
    || match node with
       | SyntaxNode.SynExpr(Section _ | SynExpr.Lambda _) -> true
       | _ -> false

/// What an expression belongs to: the nearest row of a table, case of the rule or function around it.
let private ruleOf source (textAt: range -> string) (path: SyntaxVisitorPath) =
    let binding node =
        match node with
        | SyntaxNode.SynBinding(SynBinding(
            headPat = SynPat.LongIdent(longDotId = SynLongIdent(id = name); argPats = SynArgPats.Pats(_ :: _)))) ->
            Some((List.last name).idText)
        | _ -> None

    let rec nearest path =
        match path with
        | [] -> source.File
        | SyntaxNode.SynExpr(SynExpr.Tuple(_, SynExpr.Const(SynConst.String(row, _, _), _) :: _, _, _)) :: _ when
            source.HasRows
            ->
            row
        | SyntaxNode.SynMatchClause(SynMatchClause(pat = pattern)) :: outer when
            List.tryPick binding outer = source.Cases
            ->
            source.Cases.Value + ": " + textAt pattern.Range
        | node :: outer -> binding node |> Option.defaultWith (fun () -> nearest outer)

    nearest path

/// A lambda's innermost body, of fun x -> fun y -> body.
let rec private bodyOf expression =
    match expression with
    | SynExpr.Lambda(body = inner) -> bodyOf inner
    | _ -> expression

/// The values and the slopes in the table of functions. 0 has neither sign nor factor.
let private ofRow source text expression =
    let wrong (body: SynExpr) =
        if text body = "Number 0.0" then
            []
        else
            quantity (text body) |> List.map (fun wrong -> body.Range, wrong)

    match expression with
    | SynExpr.Lambda _ when source.IsNumeric ->
        match bodyOf expression with
        | Elements elements -> List.collect wrong elements
        | Call("invalidOp", _)
        | Infix("op_PipeRight", _, _) -> []
        | body -> wrong body
    | _ -> []

let mutants (source: Source) (content: string) : Mutant list =
    let lines = content.Split '\n'

    let textAt (range: range) =
        if range.StartLine = range.EndLine then
            lines[range.StartLine - 1].Substring(range.StartColumn, range.EndColumn - range.StartColumn)
        else
            ""

    let text (expression: SynExpr) = textAt expression.Range

    let found path node =
        match node with
        | SyntaxNode.SynExpr expression ->
            let condition =
                match expression with
                | SynExpr.IfThenElse(ifExpr = condition) ->
                    [ condition.Range, ("negation", "not (" + text condition + ")") ]
                | _ -> []

            condition
            @ ofRow source text expression
            @ (wrong source text path expression |> List.map (fun wrong -> expression.Range, wrong))
        | SyntaxNode.SynMatchClause(SynMatchClause(whenExpr = Some guard)) ->
            [ guard.Range, ("guard", "true"); guard.Range, ("guard", "false") ]
        | _ -> []

    let foundIn path node = found path node |> List.map (fun found -> node :: path, found)

    ([], parse source.File content)
    ||> ParsedInput.fold (fun sofar path node -> if isCalled source path node then foundIn path node @ sofar else sofar)
    |> List.filter (fun (_, (range, (_, wrong))) -> range.StartLine = range.EndLine && wrong <> textAt range)
    |> List.map (fun (path, (range, (operator, wrong))) ->
        {
            File = source.File
            Rule = ruleOf source textAt path
            Line = range.StartLine
            Columns = range.StartColumn, range.EndColumn
            Right = textAt range
            Wrong = wrong
            Operator = operator
        })
    |> List.distinctBy (fun m -> m.Line, m.Columns, m.Wrong)
    |> List.sortBy (fun m -> m.Line, m.Columns)
