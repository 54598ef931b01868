/// What the statements of an [Equation] declare, and how far its indices run.
module NetGen.Core.Declared

open Notation

/// The first thing wrong with a declaration, at its place.
exception Wrong of Fault

let wrong at fault = raise (Wrong(Located(at, fault)))

type Definition = { Target: string; Indices: (string * Position) list; Body: Term; At: Position }

/// A parameter's initialiser by name, with its numbers.
type Beginning = { Initializer: string; Numbers: float list; At: Position }

type Declared =
    {
        Layer: string
        /// Of the input, of one sample.
        Shape: int list
        Definitions: Definition list
        /// In the order of the text.
        Parameters: (string * Beginning) list
        /// Tensors that may be read beyond their border.
        Outside: Set<string>
        Extents: Map<string, int>
    }

    member declared.Find name = declared.Definitions |> List.tryFind (fun d -> d.Target = name)

    member declared.IsParameter name = declared.Parameters |> List.exists (fst >> (=) name)

    member declared.IsTensor name = name = "x" || declared.IsParameter name || (declared.Find name).IsSome

/// Every element read, with the places; also words, which may be tensors without an index.
let rec elements term =
    match term.Node with
    | Constant _ -> []
    | Word word -> [ term, word, [] ]
    | Element(tensor, places) -> [ term, tensor, places ]
    | Applied(_, terms) -> List.collect elements terms
    | Negated inner -> elements inner
    | Operation(_, a, b) -> elements a @ elements b

/// An index by itself as a place of the tensor runs as far as the tensor does there.
let private learn layer known tensor (extents: int option list) (term: Term) (places: Term list) =
    if places.Length <> extents.Length then
        wrong term.At (WrongIndices(layer, tensor, extents.Length, places.Length))

    (known, List.zip places extents)
    ||> List.fold (fun known (place, extent) ->
        match place.Node, extent with
        | Word index, Some extent ->
            match Map.tryFind index known with
            | None -> Map.add index (extent, false) known
            | Some(other, false) when other <> extent -> wrong place.At (ExtentsDiffer(layer, index, other, extent))
            | Some _ -> known
        | _ -> known)

/// What is declared stands; the rest follows from the input, and from the tensors that equations define.
let private infer (declared: Declared) =
    let reads = declared.Definitions |> List.collect (fun d -> elements d.Body)

    let step known =
        (known, reads)
        ||> List.fold (fun known (term, tensor, places) ->
            match declared.Find tensor with
            | _ when tensor = "x" -> learn declared.Layer known "x" (List.map Some declared.Shape) term places
            | Some definition ->
                let extents =
                    definition.Indices |> List.map (fun (index, _) -> Map.tryFind index known |> Option.map fst)

                learn declared.Layer known tensor extents term places
            | None -> known)

    let rec settle known =
        let next = step known
        if next = known then known else settle next

    // what is declared may run less far than the tensor does
    settle (declared.Extents |> Map.map (fun _ extent -> extent, true))
    |> Map.map (fun _ (extent, _) -> extent)

let private once layer (definitions: Definition list) =
    for d in definitions do
        if d.Target = "x" then
            wrong d.At (BadEquations(layer, "x is its input and needs no equation"))

    for _, same in definitions |> List.groupBy (fun d -> d.Target) do
        if same.Length > 1 then
            wrong same[1].At (BadEquations(layer, same[1].Target + " has two equations"))

    if definitions |> List.forall (fun d -> d.Target <> "y") then
        raise (Wrong(BadEquations(layer, "y, its output, has no equation")))

/// All statements as one declaration.
let ofStatements layer shape (statements: Statement list) : Declared =
    let declared =
        ({
            Layer = layer
            Shape = shape
            Definitions = []
            Parameters = []
            Outside = Set.empty
            Extents = Map.empty
         },
         statements)
        ||> List.fold (fun declared statement ->
            match statement with
            | Equation(target, indices, body, at) ->
                { declared with
                    Definitions =
                        declared.Definitions @ [ { Target = target; Indices = indices; Body = body; At = at } ]
                }
            | Extent(index, extent, at) ->
                match Map.tryFind index declared.Extents with
                | Some other when other <> extent -> wrong at (ExtentsDiffer(layer, index, other, extent))
                | _ -> { declared with Extents = Map.add index extent declared.Extents }
            | Begins(tensor, initializer, numbers, at) ->
                if tensor = "x" || declared.IsParameter tensor then
                    wrong at (BadEquations(layer, tensor + " is declared already"))

                let beginning = { Initializer = initializer; Numbers = numbers; At = at }
                { declared with Parameters = declared.Parameters @ [ tensor, beginning ] }
            | Outside(tensor, _) -> { declared with Outside = Set.add tensor declared.Outside })

    once layer declared.Definitions

    for tensor, beginning in declared.Parameters do
        if (declared.Find tensor).IsSome then
            wrong beginning.At (BadEquations(layer, tensor + " is a parameter and has an equation"))

    for statement in statements do
        match statement with
        | Outside(tensor, at) when not (declared.IsTensor tensor) -> wrong at (UnknownTensor(layer, tensor, None))
        | _ -> ()

    { declared with Extents = infer declared }
