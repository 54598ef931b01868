/// Equations between single numbers as straight-line C#, with the functions of Math.
module NetGen.Core.Scalars

open Code

/// What a program's names are called, and what is written in the place of a name.
type private Scene =
    {
        Precision: Precision
        /// Comparisons, which are of the type bool.
        Truths: Map<Name, Body>
        Variables: Map<Name, string>
    }

let private number scene value = Atom(literal scene.Precision value, "")
let private math scene name = (if scene.Precision = Single then "MathF." else "Math.") + name

/// A truth is a comparison, or and, or, not of truths: 1 or 0, as the language has it.
let rec private isTruth (bodies: Map<Name, Body>) body =
    let inner = isTruth bodies

    match body with
    | Apply(("greater" | "atLeast" | "equal" | "step"), _) -> true
    | Read(name, []) -> bodies |> Map.tryFind name |> Option.exists inner
    | Multiply factors
    | Apply("max", factors) -> List.forall inner factors
    | Add [ Number 1.0; Multiply [ Number -1.0; x ] ] -> inner x
    | _ -> false

let private signOf body =
    match body with
    | Number v when v < 0.0 -> true, Number -v
    | Multiply [ Number -1.0; factor ] -> true, factor
    | Multiply(Number -1.0 :: factors) -> true, Multiply factors
    | Multiply(Number v :: factors) when v < 0.0 -> true, Multiply(Number -v :: factors)
    | _ -> false, body

/// In brackets, unless it is a name or a call.
let private atom term = Call("{0}", [ term ])

let rec private valueOf scene body : Term =
    let inner = valueOf scene

    match body with
    | Number x when x < 0.0 -> Negate(number scene -x)
    | Number x -> number scene x
    | Read(name, _) -> Atom(scene.Variables[name], "")
    | Add terms ->
        let negative, positive = terms |> List.map signOf |> List.partition fst

        match positive @ negative with
        | [] -> number scene 0.0
        | (isNegative, first) :: rest ->
            ((if isNegative then Negate(inner first) else inner first), rest)
            ||> List.fold (fun sum (isNegative, term) -> Binary((if isNegative then "-" else "+"), sum, inner term))
    | Multiply _ when fst (signOf body) -> Negate(inner (snd (signOf body)))
    | Multiply factors ->
        let others, divisors =
            factors
            |> List.partition (fun factor ->
                match factor with
                | Apply("inverse", _) -> false
                | _ -> true)

        let above =
            match others |> List.map inner with
            | [] -> number scene 1.0
            | terms -> terms |> List.reduce (fun a b -> Binary("*", a, b))

        (above, divisors)
        ||> List.fold (fun quotient divisor ->
            match divisor with
            | Apply(_, [ x ]) -> Binary("/", quotient, inner x)
            | _ -> quotient)
    | Apply("choose", [ condition; yes; no ]) ->
        Call("{0} ? {1} : {2}", [ truth scene condition; chosen scene yes; chosen scene no ])
    | Apply(("greater" | "atLeast" | "equal" | "step"), _) ->
        Call("{0} ? {1} : {2}", [ truth scene body; number scene 1.0; number scene 0.0 ])
    | Apply("sign", [ x ]) ->
        Call("{0} > 0 ? {1} : {0} < 0 ? -{1} : {2}", [ atom (inner x); number scene 1.0; number scene 0.0 ])
    | Apply("inverse", [ x ]) -> Binary("/", number scene 1.0, inner x)
    | Apply("rsqrt", [ x ]) -> Binary("/", number scene 1.0, call scene "Sqrt" [ x ])
    | Apply("expm1", [ x ]) -> Binary("-", call scene "Exp" [ x ], number scene 1.0)
    | Apply("sigmoid", [ x ]) ->
        Binary("/", number scene 1.0, Binary("+", number scene 1.0, Call(math scene "Exp({0})", [ Negate(inner x) ])))
    | Apply("softplus", [ x ]) ->
        let size = Call(math scene "Abs({0})", [ inner x ])
        let rest = Binary("+", number scene 1.0, Call(math scene "Exp({0})", [ Negate size ]))
        Binary("+", call scene "Max" [ x; Number 0.0 ], Call(math scene "Log({0})", [ rest ]))
    | Apply("relu", [ x ]) -> call scene "Max" [ x; Number 0.0 ]
    | Apply(f, arguments) -> call scene (f.Substring(0, 1).ToUpperInvariant() + f.Substring 1) arguments
    | _ -> invalidOp "A method of numbers has no indices."

and private call scene name arguments =
    let places = arguments |> List.mapi (fun k _ -> "{" + integer k + "}")
    Call(math scene name + "(" + join ", " places + ")", arguments |> List.map (valueOf scene))

/// What stands in a choice: another choice in brackets.
and private chosen scene body =
    match body with
    | Apply(("choose" | "greater" | "atLeast" | "equal" | "step" | "sign"), _) -> atom (valueOf scene body)
    | _ -> valueOf scene body

/// A condition of C#.
and private truth scene body : Term =
    match body with
    | Read(name, []) when scene.Truths.ContainsKey name -> Atom(scene.Variables[name], "")
    | Apply("greater", [ x; y ]) -> compare scene ">" x y
    | Apply("atLeast", [ x; y ]) -> compare scene ">=" x y
    | Apply("equal", [ x; y ]) -> compare scene "==" x y
    | Apply("step", [ x ]) -> compare scene ">" x (Number 0.0)
    | Multiply factors when List.forall (isTruth scene.Truths) factors -> both scene " && " factors
    | Apply("max", factors) when List.forall (isTruth scene.Truths) factors -> both scene " || " factors
    | Add [ Number 1.0; Multiply [ Number -1.0; x ] ] when isTruth scene.Truths x -> Call("!{0}", [ truth scene x ])
    | _ -> compare scene ">" body (Number 0.0)

/// Truths joined; other joins among them in brackets.
and private both scene sign truths =
    let part body =
        match body with
        | Multiply _
        | Apply("max", _) -> atom (truth scene body)
        | _ -> truth scene body

    let places = truths |> List.mapi (fun k _ -> "{" + integer k + "}")
    Call(join sign places, List.map part truths)

and private compare scene sign x y = Binary(sign, chosen scene x, chosen scene y)

/// Reads of a name in a body.
let private readers (program: Program) =
    program.Equations
    |> List.collect (fun e -> Walk.reads e.Body |> List.map fst)
    |> List.countBy id
    |> Map.ofList

/// What is dear enough to be named even where it is read once: nothing but what would stand twice in its reader.
let private standsTwice (program: Program) name =
    program.Equations
    |> List.exists (fun e ->
        match e.Body with
        | Apply(("sign" | "softplus"), arguments) -> arguments |> List.exists (fun x -> x = Read(name, []))
        | _ -> false)

/// Whether all who read a truth take it for one.
let private isBoolean (program: Program) (bodies: Map<Name, Body>) name =
    let read = Read(name, [])

    let rec asNumber body =
        match body with
        | _ when body = read -> true
        | Apply("choose", [ _; yes; no ]) -> asNumber yes || asNumber no
        | _ when isTruth bodies body -> false
        | Apply(_, bodies)
        | Add bodies
        | Multiply bodies -> List.exists asNumber bodies
        | _ -> false

    isTruth bodies bodies[name]
    && program.Equations |> List.forall (fun e -> isTruth bodies e.Body || not (asNumber e.Body))

/// What is read once stands where it is read. Under a choice its condition is known.
let rec private inlined isInlined (bodies: Map<Name, Body>) (known: Map<Body, bool>) body =
    let inner = inlined isInlined bodies known

    match body with
    | Read(name, []) when isInlined name -> inner bodies[name]
    | Apply("choose", [ condition; yes; no ]) ->
        match Map.tryFind condition known with
        | Some true -> inner yes
        | Some false -> inner no
        | None ->
            let branch holds body = inlined isInlined bodies (Map.add condition holds known) body
            Apply("choose", [ inner condition; branch true yes; branch false no ])
    | Apply(f, arguments) -> Apply(f, List.map inner arguments)
    | Add terms -> Add(List.map inner terms)
    | Multiply factors -> Multiply(List.map inner factors)
    | _ -> body

/// The program's value and slopes under the names they have in C#: the value is declared or returned, the slopes are
/// assigned. Parts of the value are called v1, v2, …, the slope of the value by v1 is dv1, and that of a function s1.
let print precision (variables: Map<Name, string>) convert (program: Program) : Code list =
    let bodies = program.Equations |> List.map (fun e -> e.Target, e.Body) |> Map.ofList
    let facts = Facts.ofProgram program
    let counts = readers program
    let results = set program.Results
    let names = Names(variables |> Map.toList |> List.map snd)

    let isInlined name =
        not (results.Contains name)
        && bodies.ContainsKey name
        && (Map.tryFind name counts = Some 1 && not (standsTwice program name) || bodies[name].IsNumber)

    let nameOf variables name =
        match Map.tryFind name variables, name with
        | Some variable, _ -> variable
        | None, Adjoint inner when Map.containsKey inner variables -> names.Exact("d" + variables[inner])
        | None, Adjoint _ -> names.Numbered "d"
        | None, Slope _ -> names.Numbered "s"
        | None, _ -> names.Numbered "v"

    let named = program.Equations |> List.filter (fun e -> not (isInlined e.Target))

    let scene =
        {
            Precision = precision
            Truths = bodies |> Map.filter (fun name _ -> isBoolean program bodies name)
            Variables =
                (variables, named)
                ||> List.fold (fun variables e -> Map.add e.Target (nameOf variables e.Target) variables)
        }

    let value = program.Results.Head

    let statements =
        [
            for e in named do
                let body = Gather.normal facts (inlined isInlined bodies Map.empty e.Body)
                let variable = scene.Variables[e.Target]

                if scene.Truths.ContainsKey e.Target then
                    Declare(variable, truth scene body)
                elif e.Target = value && not (counts.ContainsKey value) then
                    ()
                elif results.Contains e.Target && e.Target <> value then
                    Assign(variable, convert e.Target (valueOf scene body))
                else
                    Declare(variable, valueOf scene body)

            let returned =
                match Map.tryFind value bodies with
                | Some body when not (counts.ContainsKey value) ->
                    valueOf scene (Gather.normal facts (inlined isInlined bodies Map.empty body))
                | _ -> Atom(scene.Variables[value], "")

            Do("return {0};", convert value returned)
        ]

    run names statements
