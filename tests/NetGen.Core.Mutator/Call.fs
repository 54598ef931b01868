/// How the syntax tree tells what stands in the source.
module NetGen.Core.Mutator.Call

open FSharp.Compiler.Syntax

let private name (ident: LongIdent) = ident |> List.map _.idText |> String.concat "."

let (|Name|_|) expression =
    match expression with
    | SynExpr.Ident ident -> Some ident.idText
    | SynExpr.LongIdent(_, SynLongIdent(ident, _, _), _, _) -> Some(name ident)
    | _ -> None

/// a ∘ b, by the compiled name of ∘.
let (|Infix|_|) expression =
    match expression with
    | SynExpr.App(_, false, SynExpr.App(_, true, Name operator, a, _), b, _) -> Some(operator, a, b)
    | _ -> None

/// A function by name, and its arguments.
let rec (|Call|_|) expression =
    match expression with
    | SynExpr.App(_, false, Name f, argument, _) -> Some(f, [ argument ])
    | SynExpr.App(_, false, Call(f, arguments), argument, _) -> Some(f, arguments @ [ argument ])
    | _ -> None

let rec (|Tupled|_|) expression =
    match expression with
    | SynExpr.Paren(SynExpr.Tuple(_, elements, _, _), _, _, _) -> Some elements
    | _ -> None

/// Elements of a list on one line: [ a; b ].
let (|Elements|_|) expression =
    match expression with
    | SynExpr.ArrayOrListComputed(false, inner, _) ->
        let rec elements inner =
            match inner with
            | SynExpr.Sequential(_, _, a, b, _, _) -> a :: elements b
            | last -> [ last ]

        match inner with
        | SynExpr.ForEach _
        | SynExpr.IndexRange _ -> None
        | _ -> Some(elements inner)
    | SynExpr.ArrayOrList(false, elements, _) when not elements.IsEmpty -> Some elements
    | _ -> None

/// The function a pipeline or a composition takes: what stands to the right of |>, or to either side of >>.
let isStage (path: SyntaxVisitorPath) (expression: SynExpr) =
    match path with
    | SyntaxNode.SynExpr(Infix(("op_PipeRight" | "op_ComposeRight"), _, b)) :: _ when b.Range = expression.Range -> true
    // a >> b is an application of an application: its left side's parent is the inner one
    | SyntaxNode.SynExpr(SynExpr.App(_, true, Name "op_ComposeRight", a, _)) :: _ when a.Range = expression.Range ->
        true
    | _ -> false

/// The index of a[index], which looks like a list.
let isIndex (path: SyntaxVisitorPath) (expression: SynExpr) =
    match path with
    | SyntaxNode.SynExpr(SynExpr.App(ExprAtomicFlag.Atomic, _, _, argument, _)) :: _ ->
        argument.Range = expression.Range
    | _ -> false

/// Part of a longer application: f of f a.
let isPart (path: SyntaxVisitorPath) (expression: SynExpr) =
    match path with
    | SyntaxNode.SynExpr(SynExpr.App(_, _, f, _, _)) :: _ -> f.Range = expression.Range
    | _ -> false
