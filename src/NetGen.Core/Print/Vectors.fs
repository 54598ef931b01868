/// Bodies as expressions over vectors.
module NetGen.Core.Vectors

open Code
open Address

/// One vector of a tile.
type Spot =
    {
        /// Where the indices of the tile's rows stand.
        Row: Index -> Affine option
        /// How many vectors from where the lane index stands.
        Column: int
        /// The lanes that are inside, where not all are.
        Partial: string option
        /// The variable of a tensor that the kernel has computed here.
        Local: Name -> string option
        /// Conditions that hold.
        Known: Set<Condition>
    }

let laneIndex scene =
    match scene.Kernel.Lane with
    | Alone -> None
    | Along i
    | Across i
    | Over i -> Some i

let private isLane scene i = laneIndex scene = Some i
let private varies scene (free: Set<Index>) = laneIndex scene |> Option.exists free.Contains

/// How far a spot's vector lies behind the first in a tensor; across samples each is of the next block.
let columnOffset scene tensor column =
    match scene.Kernel.Lane, column with
    | _, 0 -> ""
    | Across _, k -> " + " + integer (16 * k * Access.size scene.Shapes[tensor])
    | _, 1 -> " + V.Count"
    | _, k -> " + " + integer k + " * V.Count"

let zero = Atom("V.Zero", "")

let number scene value =
    if value = 0.0 then zero
    elif value = 1.0 then Atom("V.One", "")
    else Atom("V.Broadcast(" + literal scene.Precision value + ")", "")

/// A C# integer as a number in every lane.
let integral scene (text: string) =
    let text = if text.Contains " " then "(" + text + ")" else text
    Atom("V.Broadcast((" + numberType scene.Precision + ")" + text + ")", "")

/// divisor·a, lane by lane.
let private places scene spot (a: Affine) =
    match laneIndex scene with
    | Some lane when Affine.factorOf lane a <> 0 ->
        let factor = Affine.factorOf lane a
        let rest = { a with Terms = a.Terms |> List.filter (fun (i, _) -> i <> lane); Divisor = 1 }

        let column =
            match scene.Kernel.Lane, spot.Column with
            | _, 0 -> ""
            | Across _, k -> " + " + integer (16 * k)
            | _, k -> " + " + integer k + " * V.Count"

        let ramp start = Atom("V.Ramp((" + numberType scene.Precision + ")(" + start + column + "))", "ramp")

        if factor = 1 then
            ramp (numerator scene { a with Divisor = 1 })
        else
            let scaled = Binary("*", number scene (float factor), ramp scene.Indices[lane])

            if rest.Terms = [] && rest.Constant = 0 then
                scaled
            else
                Binary("+", scaled, integral scene (numerator scene rest))
    | _ -> integral scene (numerator scene a)

/// The element of a packed panel at a row of the matrix and one of the panel's vectors, as an argument.
let packedAt scene (panel: Panel) row column =
    let row = numerator scene row + " - " + firstOf scene panel.Over
    let vectors = scene.Kernel.Tile.Vectors
    let width = if vectors = 1 then "V.Count" else integer vectors + " * V.Count"

    "ref "
    + scene.Arguments[{ Tensor = panel.Copy; Layout = Rows }]
    + ", ("
    + row
    + ") * "
    + width
    + columnOffset scene panel.Copy column

/// A read from memory.
let load scene spot name at =
    let moved = at |> List.map (Walk.substitutePlace spot.Row)
    let free = at |> List.map Walk.freePlace |> Set.unionMany
    let argument = scene.Arguments[{ Tensor = name; Layout = scene.Kernel.Reads[name] }]
    let address = element scene name moved

    let hint = Identifier.tensor name

    let read =
        if not (varies scene free) then
            Broadcast("ref " + argument + ", " + address, hint)
        else
            let from = "ref " + argument + ", " + address + columnOffset scene name spot.Column

            // lanes beyond the end compute what nobody stores, but where lanes are summed
            let mayReadOn =
                match scene.Kernel.Lane with
                | Along _ -> not (scene.Kernel.Bounded.Contains name)
                | Alone
                | Across _
                | Over _ -> false

            match spot.Partial with
            | Some count when not mayReadOn -> Atom("V.LoadPartial(" + from + ", " + count + ")", hint)
            | _ -> Load(from, hint)

    match guards scene spot.Row spot.Known name at with
    | [] -> read
    | conditions when List.contains never conditions -> zero
    | conditions -> Atom("(" + conjunction conditions + " ? " + expression read + " : V.Zero)", hint)

/// Whether a tensor is a sum that goes on from chunk to chunk.
let continues scene tensor =
    scene.Kernel.Continues
    && scene.Kernel.Equations |> List.exists (fun e -> e.Target = tensor && e.Body.IsReduce)

/// Where a spot's vector of a tensor is written, as an argument.
let writtenAt scene spot written =
    let places = scene.Kernel.Indices |> List.map (Affine.index >> At >> Walk.substitutePlace spot.Row)

    "ref "
    + scene.Arguments[written]
    + ", "
    + elementOf scene written places
    + columnOffset scene written.Tensor spot.Column

/// What a sum begins with: nothing, or what the chunks or the blocks of a panel before have left. Sums of lanes are
/// added where they are stored.
let start scene spot tensor =
    let left =
        match scene.Kernel.Lane, scene.Kernel.Panel with
        | Over _, _ -> None
        | _, Some panel -> Some(firstOf scene panel.Over, scene.Kernel.Writes.Head)
        | _, None when continues scene tensor -> Some("first", { Tensor = tensor; Layout = Rows })
        | _, None -> None

    match left with
    | None -> zero
    | Some(first, written) ->
        let from = writtenAt scene spot written
        let hint = Identifier.tensor written.Tensor

        let load =
            match laneIndex scene, spot.Partial with
            | None, _ -> Broadcast(from, hint)
            | _, None -> Load(from, hint)
            | _, Some count -> Atom("V.LoadPartial(" + from + ", " + count + ")", hint)

        Choose(first + " == 0", zero, load)

let private signOf body =
    match body with
    | Number v when v < 0.0 -> true, Number -v
    | Multiply [ Number -1.0; factor ] -> true, factor
    | Multiply(Number -1.0 :: factors) -> true, Multiply factors
    | Multiply(Number v :: factors) when v < 0.0 -> true, Multiply(Number -v :: factors)
    | _ -> false, body

let rec value scene spot body : Term =
    let inner = value scene spot

    match body with
    | Number x -> number scene x
    | Count(Fixed n) -> number scene (float n)
    | Count Batch -> integral scene (if scene.Kernel.IsInChunk then "total" else "samples")
    | Value a ->
        let a = Affine.substitute spot.Row a
        let whole = places scene spot { a with Divisor = 1 }

        if a.Divisor = 1 then
            whole
        else
            Binary("/", whole, number scene (float a.Divisor))
    | Read(name, at) ->
        match spot.Local name with
        | Some variable when Kernel.isOwn scene.Kernel.Indices at -> Atom(variable, "")
        | _ ->
            match scene.Kernel.Panel with
            | Some panel when panel.Of = name ->
                let row = spot.Row panel.Over |> Option.defaultValue (Affine.index panel.Over)
                Load(packedAt scene panel row spot.Column, Identifier.tensor name)
            | _ -> load scene spot name at
    | Apply(f, arguments) -> Call(Scalar.functions[f].Code, List.map inner arguments)
    | Add [] -> zero
    | Add terms ->
        let signed = terms |> List.map signOf
        let positive, negative = signed |> List.partition (fst >> not)

        match positive @ negative with
        | [] -> zero
        | (isNegative, first) :: rest ->
            let first = if isNegative then Negate(inner first) else inner first

            (first, rest)
            ||> List.fold (fun sum (isNegative, term) -> Binary((if isNegative then "-" else "+"), sum, inner term))
    | Multiply factors ->
        match signOf body with
        | true, positive -> Negate(inner positive)
        | _ ->
            match ordered scene factors with
            | [] -> number scene 1.0
            | first :: rest ->
                (inner first, rest) ||> List.fold (fun product factor -> Binary("*", product, inner factor))
    | Select(conditions, yes, no) ->
        let conditions = conditions |> List.filter (spot.Known.Contains >> not)
        let varying, uniform = conditions |> List.partition (fun c -> varies scene (Walk.freeCondition c))
        let known = { spot with Known = Set.union spot.Known (Set.ofList uniform) }
        let yes = value scene known yes

        let blended =
            match varying with
            | [] -> yes
            | _ ->
                let masks = varying |> List.map (mask scene known)
                Call("V.Blend({0}, {1}, {2})", [ List.reduce (fun a b -> Binary("&", a, b)) masks; yes; inner no ])

        match uniform |> List.collect (Address.condition scene spot.Row spot.Known) with
        | [] -> blended
        | tests when List.contains never tests -> inner no
        | tests -> Choose(conjunction tests, blended, inner no)
    | Reduce _ -> failwith "a reduction inside a body: the program is not in normal form"

/// Factors that are the same in every lane first: their product is computed once for all vectors of a row.
and private ordered scene factors =
    let same, varying = factors |> List.partition (fun factor -> not (varies scene (Walk.free factor)))
    same @ varying

/// A condition that varies by lane.
and private mask scene spot condition =
    let places (a: Affine) = places scene spot (Affine.substitute spot.Row { a with Divisor = 1 })

    let compare operation name at (a: Affine) =
        let read = value scene spot (Read(name, at))

        let read =
            if a.Divisor = 1 then
                read
            else
                Binary("*", read, number scene (float a.Divisor))

        let test = Call("V." + operation + "({0}, {1})", [ read; places a ])

        match guards scene spot.Row spot.Known name at with
        | [] -> test
        | conditions when List.contains never conditions -> zero
        | conditions -> Choose(conjunction conditions, test, zero)

    match condition with
    | Zero a -> Call("V.Equal({0}, {1})", [ places a; zero ])
    | NotNegative a -> Call("V.GreaterOrEqual({0}, {1})", [ places a; zero ])
    | Inside(a, limit) ->
        let last =
            match limit with
            | Fixed n -> number scene (float (n - 1))
            | Batch -> integral scene "samples - 1"

        Binary(
            "&",
            Call("V.GreaterOrEqual({0}, {1})", [ places a; zero ]),
            Call("V.GreaterOrEqual({0}, {1})", [ last; places a ])
        )
    | Same(name, at, a) -> compare "Equal" name at a
    | AtLeast(name, at, a) -> compare "GreaterOrEqual" name at a

/// sum + body, in fused multiply-adds.
let rec accumulate scene spot sum body : Term =
    match body with
    | Add terms -> (sum, terms) ||> List.fold (accumulate scene spot)
    | Select(conditions, yes, Number 0.0) when conditions |> List.forall spot.Known.Contains ->
        accumulate scene spot sum yes
    | Multiply _ ->
        let isNegative, positive = signOf body

        let factors =
            match positive with
            | Multiply factors -> ordered scene factors
            | single -> [ single ]

        match List.rev factors with
        | last :: ((_ :: _) as others) ->
            let product = value scene spot (Multiply(List.rev others))
            let product = if isNegative then Negate product else product
            Call("V.MultiplyAdd({0}, {1}, {2})", [ product; value scene spot last; sum ])
        | _ -> Binary((if isNegative then "-" else "+"), sum, value scene spot positive)
    | _ ->
        match signOf body with
        | true, positive -> Binary("-", sum, value scene spot positive)
        | false, _ -> Binary("+", sum, value scene spot body)
