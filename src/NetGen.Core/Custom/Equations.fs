/// A layer that is written as equations: [Equation("y[o] = sum(i, x[i] * w[i,o]) + b[o]", …)].
module NetGen.Core.Equations

open Declared
open Write

/// The least and the greatest of each place, whichever equation it stands in.
let private ranges (declared: Declared) places =
    let scope =
        {
            TermBody.Declared = declared
            TermBody.Functions = []
            TermBody.Tensor = fun _ -> Given "", false
            TermBody.Extents = fun _ -> []
            TermBody.Bound = declared.Extents |> Map.toList |> List.map fst
        }

    places |> List.map (TermBody.place scope >> Affine.range >> Option.defaultValue (0, 0))

/// How far each axis of a parameter reaches: to the greatest place that is read.
let private reach declared places = ranges declared places |> List.map (fun (_, high) -> max 1 (high + 1))

/// The reads of a tensor, with the indices on the left of their equation.
let private readsOf (declared: Declared) tensor =
    [
        for definition in declared.Definitions do
            for term, read, places in elements definition.Body do
                if read = tensor then
                    List.map fst definition.Indices, term, places
    ]

let private shapeOf (declared: Declared) tensor =
    match declared.Find tensor with
    | _ when tensor = "x" -> declared.Shape
    | Some definition ->
        definition.Indices
        |> List.map (fun (name, at) ->
            Map.tryFind name declared.Extents
            |> Option.defaultWith (fun () -> wrong at (UnknownExtent(declared.Layer, name))))
    | None ->
        match readsOf declared tensor with
        | [] -> []
        | (_, _, places) :: others ->
            (reach declared places, others)
            ||> List.fold (fun shape (_, term, places) ->
                if places.Length <> shape.Length then
                    wrong term.At (WrongIndices(declared.Layer, tensor, shape.Length, places.Length))

                List.map2 max shape (reach declared places))

/// Whether an equation reads a tensor beyond its border.
let private isBeyond (declared: Declared) (d: Definition) tensor =
    let shape = shapeOf declared tensor

    elements d.Body
    |> List.exists (fun (_, read, places) ->
        read = tensor
        && List.exists2 (fun (low, high) extent -> low < 0 || high >= extent) (ranges declared places) shape)

/// The numbers that one output is computed from, and the outputs that one number goes into.
let private fans declared tensor (shape: int list) =
    match readsOf declared tensor with
    | (target, _, places) :: _ ->
        let isOut (place: Notation.Term) =
            match place.Node with
            | Notation.Word name -> List.contains name target
            | _ -> false

        let product holds =
            List.zip places shape
            |> List.filter (fst >> isOut >> (=) holds)
            |> List.fold (fun product (_, extent) -> product * extent) 1

        product false, product true
    | [] -> 1, 1

let private initializer (site: Site) (beginning: Beginning) rank fanIn =
    let members =
        Initializer.rules "" []
        |> List.pick (fun rule ->
            match rule.Values with
            | Member(_, members) -> Some members
            | _ -> None)

    let orFault result =
        match result with
        | Ok initializer -> initializer
        | Error fault -> wrong beginning.At fault

    let suitable = if rank > 1 then site.Suitable fanIn else Zeros

    let arguments =
        match beginning.Initializer, beginning.Numbers with
        | "Constant", [ value ] -> [ "Value", value ]
        | "Uniform", [ low; high ] -> [ "Min", low; "Max", high ]
        | "Normal", [ mean; deviation ] when deviation > 0.0 -> [ "Mean", mean; "StandardDeviation", deviation ]
        | ("Constant" | "Uniform" | "Normal"), _ ->
            wrong
                beginning.At
                (BadEquations(
                    site.Layer,
                    "it is Constant(value), Uniform(least, greatest) or Normal(mean, standard deviation)"
                ))
        | "Orthogonal", [] when rank < 2 ->
            wrong beginning.At (BadEquations(site.Layer, "Orthogonal is of two indices or more"))
        | name, [] when List.contains name members -> []
        | name, _ -> wrong beginning.At (UnknownFunction(site.Layer, name, Nearest.find members name))

    arguments
    |> List.map (fun (name, value) -> name, Argument.Real value)
    |> List.append [ "", Choice beginning.Initializer ]
    |> Map.ofList
    |> Initializer.read site.Layer "" suitable
    |> orFault

/// In the network a tensor is called after the layer's number: w3. Letters that the network uses itself are doubled.
let private nameIn (site: Site) tensor =
    match tensor with
    | "x" -> site.Input.Tensor
    | "y" -> site.Output
    | "a"
    | "t"
    | "z" -> site.Tensor(tensor + tensor)
    | _ when System.Char.IsDigit tensor[tensor.Length - 1] -> site.Tensor(tensor + "_")
    | _ -> site.Tensor tensor

/// The tensors with a value for every sample: the input, and what is computed from one of these.
let private sampled (declared: Declared) =
    let rec grow (known: Set<string>) =
        let next =
            declared.Definitions
            |> List.filter (fun d -> elements d.Body |> List.exists (fun (_, tensor, _) -> known.Contains tensor))
            |> List.fold (fun known d -> Set.add d.Target known) known

        if next = known then known else grow next

    grow (Set.singleton "x")

let private property (tensor: string) = tensor.Substring(0, 1).ToUpperInvariant() + tensor.Substring 1

let private parameter (site: Site) declared tensor (beginning: Beginning) : Parameter =
    let shape = shapeOf declared tensor

    if (readsOf declared tensor).IsEmpty then
        wrong beginning.At (BadEquations(site.Layer, "nothing reads " + tensor))

    let fanIn, fanOut = fans declared tensor shape
    let initializer = initializer site beginning shape.Length fanIn

    { site.Parameter("", property tensor, Entry.indices shape, initializer, fanIn, fanOut) with
        Tensor = nameIn site tensor
    }

let private definition (site: Site) functions (declared: Declared) (sampled: Set<string>) (d: Definition) =
    for name, same in d.Indices |> List.groupBy fst do
        if same.Length > 1 then
            wrong (snd same[1]) (BoundTwice(site.Layer, name))

    let scope =
        {
            TermBody.Declared = declared
            TermBody.Functions = functions
            TermBody.Tensor = fun tensor -> nameIn site tensor, sampled.Contains tensor
            TermBody.Extents = shapeOf declared
            TermBody.Bound = List.map fst d.Indices
        }

    let indices = d.Indices |> List.map (fun (name, at) -> TermBody.indexOf declared name at)

    equation
        (nameIn site d.Target)
        (if sampled.Contains d.Target then n :: indices else indices)
        (TermBody.body scope d.Body)

let private layer functions (site: Site) (statements: Notation.Statement list) =
    let declared = ofStatements site.Layer site.Input.Shape statements
    let sampled = sampled declared

    match declared.Find "y" with
    | Some y when not (sampled.Contains "y") -> wrong y.At (BadEquations(site.Layer, "y does not depend on x"))
    | Some y when y.Indices.IsEmpty -> wrong y.At (BadEquations(site.Layer, "y has no index"))
    | _ -> ()

    // the extents of what is defined first: whoever reads it depends on them
    for d in declared.Definitions do
        shapeOf declared d.Target |> ignore

    let equations = declared.Definitions |> List.map (definition site functions declared sampled)
    let parameters = declared.Parameters |> List.map (fun (tensor, b) -> parameter site declared tensor b)

    {
        Output = site.Gives(shapeOf declared "y")
        Parameters = parameters
        States = []
        Padded =
            Set.ofList
                [
                    for d in declared.Definitions do
                        for tensor in declared.Outside |> Set.filter (isBeyond declared d) do
                            nameIn site d.Target, nameIn site tensor
                ]
        Equations = equations
    }

/// The texts of [Equation(…)].
let private texts arguments =
    match Map.tryFind "equations" arguments with
    | Some(Many texts) ->
        texts
        |> List.choose (fun text ->
            match text with
            | Text text -> Some text
            | _ -> None)
    | _ -> []

let private write functions (places: Position list) (site: Site) =
    let texts = texts site.Arguments

    let placed =
        if places.Length = texts.Length then
            List.zip texts places
        else
            texts |> List.map (fun text -> text, Position.none)

    try
        placed
        |> List.collect (fun (text, at) ->
            match Notation.parse site.Layer text at with
            | Ok statements -> statements
            | Error fault -> raise (Wrong fault))
        |> layer functions site
        |> Ok
    with Wrong fault ->
        Error fault

/// For a class with those methods, and an attribute whose texts stand there.
let entry functions places =
    {
        Name = "Equation"
        Rules = [ Rule.required "equations" Names ]
        Understands = []
        Role = Layer(write functions places)
    }
