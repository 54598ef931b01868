/// What must hold of a program between the stages of the compiler, so that a broken pass is caught where it breaks.
module NetGen.Core.Check

open System

/// How far a program has come.
type Stage =
    /// As layers write it. (T, U): the equation for T reads beyond U's border, or between its elements, on purpose;
    /// any other read must be surely inside, because "zero outside" would hide that it is off by one.
    | Written of padded: Set<Name * Name>
    /// In normal form, before differentiation.
    | Normal
    /// With adjoints as the rule gives them.
    | Differentiated
    /// As schedules take it.
    | Simplified

let private stageName stage =
    match stage with
    | Written _ -> "as written"
    | Normal -> "in normal form"
    | Differentiated -> "differentiated"
    | Simplified -> "simplified"

/// What an equation is checked against.
type private Surroundings =
    {
        Stage: Stage
        Shapes: Map<Name, Index list>
        Tensors: Map<Name, Tensor>
        Equations: Map<Name, Equation>
        Equation: Equation
    }

/// What holds at a point of a body: the indices bound, and the conditions it stands under.
type private Scope = { Bound: Index list; Conditions: Condition list }

let private twice names = names |> List.countBy id |> List.filter (fun (_, k) -> k > 1) |> List.map fst

let private unbound scope (indices: Set<Index>) =
    indices
    |> Seq.filter (fun i -> not (List.contains i scope.Bound))
    |> Seq.map (fun i -> i.Name + " is not bound")
    |> List.ofSeq

/// Data that are integers below a bound.
let private below around name =
    match Map.tryFind name around.Tensors with
    | Some { Kind = Data(Below bound) } -> Some bound
    | _ -> None

let private isInteger around name =
    (below around name).IsSome
    || match Map.tryFind name around.Equations with
       | Some { Body = Reduce(First, _, _) } -> true
       | _ -> false

let private mayLeave around name =
    match around.Stage with
    | Written padded -> padded.Contains(around.Equation.Target, name)
    | Normal
    | Differentiated
    | Simplified -> true

/// One read: the tensor is there, has these coordinates, and each is where it may be.
let rec private read around scope name places =
    match Map.tryFind name around.Shapes with
    | None -> [ Show.name name + " is not defined" ]
    | Some axes when axes.Length <> List.length places ->
        [ Show.read name places + ": " + Show.name name + " has " + Show.integer axes.Length + " indices" ]
    | Some axes -> (axes, places) ||> List.map2 (fun axis -> place around scope name places axis.Extent) |> List.concat

and private place around scope name places extent value =
    let say text = Show.read name places + ": " + Show.place value + " " + text
    let within = "0 … " + Show.extent extent + "−1"

    match value with
    | At a ->
        let outsiders = a |> Affine.indices |> Set.ofList |> unbound scope

        let samples =
            match a, extent with
            | Affine.Bare { Extent = Batch }, Batch -> []
            | _, Batch -> [ say "is no plain sample index" ]
            | _ when a.Terms |> List.exists (fun (i, _) -> i.Extent = Batch) ->
                [ say ("runs over the samples, not over " + within) ]
            | _ -> []

        let borders =
            if extent = Batch || not samples.IsEmpty || not outsiders.IsEmpty then
                []
            elif mayLeave around name || Bounds.surelyInside scope.Conditions extent a then
                []
            elif Bounds.surelyOutside extent a then
                [ say ("is always outside " + within) ]
            else
                [ say ("may be outside " + within + ", and the equation is not marked as padded") ]

        outsiders @ samples @ borders
    | Through(data, inner) ->
        let domain =
            match below around data with
            | None -> [ say "is no index: only data that are integers below a bound are" ]
            | Some bound when bound = extent || mayLeave around name -> []
            | Some bound ->
                match bound, extent with
                | Fixed bound, Fixed extent when bound <= extent -> []
                | _ -> [ say ("is below " + Show.extent bound + ", and may be outside " + within) ]

        let samples = if extent = Batch then [ say "is no plain sample index" ] else []
        domain @ samples @ read around scope data inner

let private condition around scope value =
    let places a = a |> Affine.indices |> Set.ofList |> unbound scope

    match value with
    | Zero a
    | NotNegative a
    | Inside(a, _) -> places a
    | Same(name, at, a)
    | AtLeast(name, at, a) ->
        let integer =
            if isInteger around name || not (around.Shapes.ContainsKey name) then
                []
            else
                [ Show.condition value + ": " + Show.name name + " is not known to hold integers" ]

        integer @ places a @ read around scope name at

/// The conditions without which a body is −∞.
let private mask around body =
    let ofSelect body =
        match body with
        | Select(conditions, _, Number x) when Double.IsNegativeInfinity x -> conditions
        | _ -> []

    match body with
    | Read(name, places) ->
        match Map.tryFind name around.Equations with
        | Some equation when equation.Indices.Length = places.Length ->
            let at = List.zip equation.Indices places

            let replace i =
                at
                |> List.tryPick (fun (index, place) ->
                    match place with
                    | At a when index = i -> Some a
                    | _ -> None)

            ofSelect equation.Body |> List.map (Walk.substituteCondition replace)
        | _ -> []
    | _ -> ofSelect body

let private rows around scope reduction indices body =
    match reduction with
    | Max
    | LogSumExp when scope.Conditions.IsEmpty ->
        mask around body
        |> List.filter (Bounds.masksRow indices)
        |> List.map (fun condition -> Show.condition condition + " masks a whole row: its result is −∞")
    | _ -> []

let rec private body around scope value =
    let inner = body around scope

    match value with
    | Number x -> if Double.IsNaN x then [ "a number is none" ] else []
    | Count _ -> []
    | Value a -> a |> Affine.indices |> Set.ofList |> unbound scope
    | Read(name, places) -> read around scope name places
    | Apply(f, arguments) ->
        let known =
            match Scalar.functions.TryFind f with
            | None -> [ f + " is no function" ]
            | Some row when row.Arity <> arguments.Length -> [ f + " takes " + Show.integer row.Arity + " arguments" ]
            | Some _ -> []

        known @ List.collect inner arguments
    | Add bodies
    | Multiply bodies -> List.collect inner bodies
    | Select(conditions, yes, no) ->
        List.collect (condition around scope) conditions
        @ body around { scope with Conditions = conditions @ scope.Conditions } yes
        @ inner no
    | Reduce(reduction, indices, reduced) ->
        let scope' = { scope with Bound = indices @ scope.Bound }
        let free = Walk.free reduced

        [
            for name in scope'.Bound |> List.map (fun i -> i.Name) |> twice do
                yield name + " is bound twice"
            for i in indices do
                if not (free.Contains i) && (around.Stage.IsWritten || reduction = Sum) then
                    yield i.Name + " is reduced over and not used"
        ]
        @ rows around scope reduction indices reduced
        @ body around scope' reduced

/// What is derived of a tensor has its shape; simplification may change or inline all but the tensors given.
let private derived around =
    let sameShape name =
        let mayDiffer = around.Stage = Simplified && not (around.Tensors.ContainsKey name)

        match Map.tryFind name around.Shapes with
        | Some indices when
            not mayDiffer
            && (indices |> List.map (fun i -> i.Extent))
               <> (around.Equation.Indices |> List.map (fun i -> i.Extent))
            ->
            [ "has not the shape of " + Show.name name ]
        | _ -> []

    match around.Equation.Target with
    | Adjoint name ->
        let data =
            match Map.tryFind name around.Tensors with
            | Some { Kind = Data _ } -> [ "data have no adjoint" ]
            | _ -> []

        data @ sameShape name
    | Winner name ->
        let first =
            match around.Equation.Body with
            | Reduce(First, _, _) -> []
            | _ -> [ "is no first position" ]

        first @ sameShape name
    // a slope is split off over what it depends on and no more
    | Slope _ when around.Stage.IsDifferentiated ->
        let free = Walk.free around.Equation.Body

        [
            for i in around.Equation.Indices do
                if not (free.Contains i) then
                    i.Name + " is not used"
        ]
    | Given _
    | Part _
    | Slope _
    | Before _ -> []

let private equation around =
    let e = around.Equation

    let violations =
        [
            for name in e.Indices |> List.map (fun i -> i.Name) |> twice do
                yield name + " is bound twice"
            yield! body around { Bound = e.Indices; Conditions = [] } e.Body
            yield! derived around

            match around.Stage with
            | Normal
            | Simplified -> yield! NormalForm.violations e
            | Written _
            | Differentiated -> ()
        ]

    violations |> List.distinct |> List.map (fun text -> Show.equation e + ": " + text)

/// The violations of one equation at a stage, in its program.
let private equationsOf (program: Program) =
    let shapes = Walk.shapes program
    let tensors = program.Tensors |> List.map (fun t -> t.Name, t) |> Map.ofList
    let equations = program.Equations |> List.map (fun e -> e.Target, e) |> Map.ofList

    fun stage e -> equation { Stage = stage; Shapes = shapes; Tensors = tensors; Equations = equations; Equation = e }

/// Of marks of padding, those that a read needs.
let needed (program: Program) (padded: Set<Name * Name>) =
    let violations = equationsOf program

    padded
    |> Set.filter (fun (reader, name) ->
        program.Equations
        |> List.filter (fun e -> e.Target = reader)
        |> List.exists (fun e -> violations (Written(Set.remove (reader, name) padded)) e |> List.isEmpty |> not))

let private idleMarks (program: Program) stage =
    match stage with
    | Written padded ->
        Set.difference padded (needed program padded)
        |> Set.toList
        |> List.map (fun (reader, name) ->
            Show.name reader + " is marked as reading beyond " + Show.name name + " and does not")
    | Normal
    | Differentiated
    | Simplified -> []

/// Every violated invariant, as text; nothing when all hold.
let check stage (program: Program) : string list =
    let names =
        (program.Tensors |> List.map (fun t -> t.Name))
        @ (program.Equations |> List.map (fun e -> e.Target))

    let defined = Set.ofList names
    let violations = equationsOf program

    let violations =
        [
            for name in twice names do
                yield Show.name name + " is defined twice"
            for name in program.Results do
                if not (defined.Contains name) then
                    yield "the result " + Show.name name + " is not defined"
            for e in program.Equations do
                yield! violations stage e
        ]

    // What follows trusts what came before.
    if not violations.IsEmpty then
        violations
    else
        match Sequence.order program with
        | Ok _ -> idleMarks program stage
        | Error message -> message.Split '\n' |> List.ofArray

/// The program, where it is valid at this stage; else an exception with the violations and the printed program.
let verify stage program =
    match check stage program with
    | [] -> program
    | violations ->
        failwith (
            "The program "
            + stageName stage
            + " is not valid.\n"
            + String.Join("\n", violations)
            + "\n\n"
            + Show.program program
        )
