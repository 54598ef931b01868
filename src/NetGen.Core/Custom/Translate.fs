/// A method of C# as a body of the language: what it returns, in place of its parameters.
module NetGen.Core.Translate

open Write

/// 1 / x, with 1 / (1 + eᵗ) = σ(−t), whose slope is finite where that of eᵗ is not.
let inverse x =
    match x with
    | Add [ Number 1.0; Apply("exp", [ t ]) ]
    | Add [ Apply("exp", [ t ]); Number 1.0 ] -> sigmoid (-t)
    | _ -> apply "inverse" x

/// log x, with log(1 + eᵗ) without overflow.
let log x =
    match x with
    | Add [ Number 1.0; Apply("exp", [ t ]) ]
    | Add [ Apply("exp", [ t ]); Number 1.0 ] -> apply "softplus" t
    | _ -> apply "log" x

let private one = number 1.0
let private binary f x y = Apply(f, [ x; y ])
let private choose condition yes no = Apply("choose", [ condition; yes; no ])
let private halfExp x = number 0.5 * exp x

/// x·x·… for a whole number of factors that is not large.
let private power x y =
    match y with
    | Number 0.0 -> one
    | Number 0.5 -> apply "sqrt" x
    | Number k when k = floor k && abs k <= 16.0 ->
        let product = List.replicate (int (abs k)) x |> List.reduce (*)
        if k > 0.0 then product else inverse product
    | _ -> binary "pow" x y

let private scaled (factor: float) body = number factor * body

/// The functions of Math and MathF, by their name and number of arguments.
let private library: Map<string * int, Body list -> Body> =
    let unary name body = (name, 1), (fun arguments -> body (List.head arguments))

    let binary name body =
        (name, 2),
        (fun arguments ->
            match arguments with
            | [ x; y ] -> body x y
            | _ -> invalidOp "The number of arguments is part of the key.")

    let ternary name body =
        (name, 3),
        (fun arguments ->
            match arguments with
            | [ x; y; z ] -> body x y z
            | _ -> invalidOp "The number of arguments is part of the key.")

    let own name f = unary name (apply f)
    let smaller x y = Apply("min", [ x; y ])
    let larger x y = Apply("max", [ x; y ])

    Map.ofList
        [
            own "Abs" "abs"
            own "Exp" "exp"
            own "Sqrt" "sqrt"
            own "Sign" "sign"
            own "Sin" "sin"
            own "Cos" "cos"
            own "Tanh" "tanh"
            own "Floor" "floor"
            own "Round" "round"
            unary "Log" log
            unary "Log2" (log >> scaled (1.0 / System.Math.Log 2.0))
            unary "Log10" (log >> scaled (1.0 / System.Math.Log 10.0))
            binary "Log" (fun x basis -> log x * inverse (log basis))
            unary "Tan" (fun x -> apply "sin" x * inverse (apply "cos" x))
            unary "Sinh" (fun x -> number 0.5 * (apply "expm1" x - apply "expm1" -x))
            unary "Cosh" (fun x -> halfExp x + halfExp -x)
            unary "Ceiling" (fun x -> -(apply "floor" -x))
            unary "Truncate" (fun x -> apply "sign" x * apply "floor" (apply "abs" x))
            binary "Min" smaller
            binary "Max" larger
            ternary "Clamp" (fun x low high -> smaller (larger x low) high)
            binary "Pow" power
            binary "CopySign" (fun x y ->
                choose (Apply("atLeast", [ y; number 0.0 ])) (apply "abs" x) (-(apply "abs" x)))
            ternary "FusedMultiplyAdd" (fun x y z -> x * y + z)
        ]

let names = library |> Map.toList |> List.map (fst >> fst) |> List.distinct

/// Functions whose value and slope stay finite, whatever they are applied to.
let private tame =
    set
        [
            "Abs"
            "Sign"
            "Sin"
            "Cos"
            "Tanh"
            "Floor"
            "Round"
            "Ceiling"
            "Truncate"
            "Min"
            "Max"
            "Clamp"
        ]

/// Slopes are constant or bounded wherever the expression is evaluated: not choosing it is safe.
let rec private isTame (functions: Map<string, Function>) expression =
    let inner = isTame functions

    match expression with
    | Literal _
    | Variable _
    | Foreign _ -> true
    | Negative x
    | Not x -> inner x
    | Let(_, value, body) -> inner value && inner body
    | Infix("*", Literal _, x)
    | Infix(("*" | "/"), x, Literal _) -> inner x
    | Infix(("*" | "/"), _, _) -> false
    | Infix(_, x, y) -> inner x && inner y
    | Conditional(condition, yes, no) -> inner condition && inner yes && inner no
    | Library(name, arguments, _) -> tame.Contains name && List.forall inner arguments
    | Call(signature, arguments, _) ->
        List.forall inner arguments
        && functions
           |> Map.tryFind signature
           |> Option.forall (fun f -> isTame (functions.Remove signature) f.Body)

/// What a branch sees of a value: itself where the branch is chosen. So a slope on the way back stops at the
/// branch's entrance where the branch is not chosen, even if it is infinite there.
let private entering condition isYes body =
    match body with
    | Number _ -> body
    | _ when isYes -> choose condition body (number 0.0)
    | _ -> choose condition (number 0.0) body

/// An operator of C#, truths being 1 and 0.
let infix operator x y =
    match operator with
    | "+" -> x + y
    | "-" -> x - y
    | "*" -> x * y
    | "/" ->
        match y with
        | Number divisor -> number (1.0 / divisor) * x
        | _ -> x * inverse y
    | ">" -> binary "greater" x y
    | ">=" -> binary "atLeast" x y
    | "<" -> binary "greater" y x
    | "<=" -> binary "atLeast" y x
    | "==" -> binary "equal" x y
    | "!=" -> one - binary "equal" x y
    | "&&" -> x * y
    | "||" -> binary "max" x y
    | _ -> invalidOp ("There is no operator " + operator + ".")

let rec private expression (functions: Map<string, Function>) (environment: Map<string, Body>) value : Body =
    let go = expression functions environment

    match value with
    | Literal x -> number x
    | Variable name -> environment[name]
    | Let(name, value, body) -> expression functions (Map.add name (go value) environment) body
    | Negative x -> -(go x)
    | Not x -> one - go x
    | Infix(operator, x, y) -> infix operator (go x) (go y)
    | Conditional(condition, yes, no) ->
        let condition = go condition

        let branch isYes body =
            if isTame functions body then
                go body
            else
                expression functions (environment |> Map.map (fun _ body -> entering condition isYes body)) body

        choose condition (branch true yes) (branch false no)
    | Library(name, arguments, _) -> library[name, arguments.Length](List.map go arguments)
    | Call(signature, arguments, _) -> apply functions functions[signature] (List.map go arguments)
    | Foreign(what, _) -> invalidOp ("The method has " + what + ".")

and private apply functions (f: Function) arguments =
    expression functions (List.zip f.Parameters arguments |> Map.ofList) f.Body

/// What keeps a method from being read, at the expressions to blame: an empty list where nothing does.
let rec private check (functions: Map<string, Function>) (around: string list) (f: Function) : Diagnostic list =
    let rec go value =
        match value with
        | Literal _
        | Variable _ -> []
        | Negative x
        | Not x -> go x
        | Let(_, x, y)
        | Infix(_, x, y) -> go x @ go y
        | Conditional(x, y, z) -> go x @ go y @ go z
        | Foreign(what, at) -> [ Diagnostic.at at (UnreadableCode(f.Name, what)) ]
        | Library(name, arguments, at) ->
            let short = name.Substring(name.LastIndexOf '.' + 1)

            if library.ContainsKey(name, arguments.Length) then
                List.collect go arguments
            else
                let nearest = if short = name then Nearest.find names name else None
                [ Diagnostic.at at (UnknownCall(f.Name, name, nearest)) ]
        | Call(signature, arguments, at) ->
            let callee = functions[signature]

            List.collect go arguments
            @ (if List.contains signature around then
                   [ Diagnostic.at at (Recursion(f.Name, callee.Name)) ]
               elif not callee.IsOfNumbers then
                   [ Diagnostic.at at (UnknownCall(f.Name, signature, None)) ]
               else
                   check functions (signature :: around) callee)

    go f.Body

let private bySignature (functions: Function list) = functions |> List.map (fun f -> f.Signature, f) |> Map.ofList

/// All that is wrong with a method and those that it calls.
let diagnose functions (f: Function) = check (bySignature functions) [ f.Signature ] f |> List.distinct

/// The method applied to bodies; only for one without faults.
let body functions (f: Function) arguments = apply (bySignature functions) f arguments
