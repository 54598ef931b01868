/// A program taken through the compiler's algebra, every stage checked and compared with the one before.
module NetGen.Core.Tests.Gradients.Derived

open System
open NetGen.Core
open NetGen.Core.Tests.Programs

/// The stages of a program and of its gradient.
type Derived =
    {
        Written: Program
        Prepared: Program
        Differentiated: Program
        Simplified: Program
        Wanted: Name list
    }

/// Inputs and parameters: all that has a gradient.
let wanted (program: Program) =
    program.Tensors |> List.filter (fun t -> not t.Kind.IsData) |> List.map (fun t -> t.Name)

let derive stage (program: Program) =
    let wanted = wanted program
    let written = Check.verify stage program
    let prepared = Simplify.prepare written |> Check.verify Check.Normal

    let differentiated =
        Differentiate.differentiate program.Results.Head wanted prepared
        |> Check.verify Check.Differentiated

    {
        Written = written
        Prepared = prepared
        Differentiated = differentiated
        Simplified = Simplify.simplify differentiated |> Check.verify Check.Simplified
        Wanted = wanted
    }

let private print title program = title + ":\n" + Show.program program

let private close (a: float) (b: float) = a = b || abs (a - b) <= 1e-10 * (1.0 + abs a)

/// The first element where two tensors differ, as text.
let private difference name (expected: float[]) (actual: float[]) =
    Array.zip expected actual
    |> Array.tryFindIndex (fun (a, b) -> not (close a b))
    |> Option.map (fun k ->
        Show.name name
        + " at "
        + Show.integer k
        + ": expected "
        + Show.number expected[k]
        + ", is "
        + Show.number actual[k])

let private compare (title: string) program names (expected: Evaluate.Machine) (actual: Evaluate.Machine) =
    names
    |> List.tryPick (fun name -> difference name (expected.Tensor name) (actual.Tensor name))
    |> Option.map (fun text -> text + "\n" + print title program)

/// What is wrong with the meaning of a stage.
let meaning batch values derived =
    let machine program = Evaluate.Machine(program, batch, values)
    let loss = derived.Written.Results.Head
    let results = loss :: (derived.Wanted |> List.map Adjoint)
    let prepared, simplified = machine derived.Prepared, machine derived.Simplified

    let ordered () =
        match Sequence.order derived.Simplified with
        | Error message -> Some message
        | Ok steps ->
            let inOrder = machine derived.Simplified
            inOrder.Run(Steps.elements batch steps)
            compare "in order" derived.Simplified results simplified inOrder

    [
        (fun () -> compare "prepared" derived.Prepared [ loss ] (machine derived.Written) prepared)
        (fun () -> compare "simplified" derived.Simplified results (machine derived.Differentiated) simplified)
        ordered
    ]
    |> List.tryPick (fun test -> test ())

/// Where the gradient is not that of the tape.
let exact batch values derived =
    let gradient = Tape.gradient derived.Written batch values
    let machine = Evaluate.Machine(derived.Differentiated, batch, values)

    derived.Wanted
    |> List.tryPick (fun name -> difference (Adjoint name) gradient[name] (machine.Tensor(Adjoint name)))
    |> Option.map (fun text -> text + "\n" + print "differentiated" derived.Differentiated)

/// A program with what may remain of an earlier gradient: the adjoint of a tensor that is gone.
let remains =
    let i = Write.index "i" 3
    let adjoint = Adjoint(Given "gone")
    let read name = Write.read name [ Affine.index i ]

    {
        Tensors = [ Notation.parameter "x" [ i ] ]
        Equations =
            [
                Write.equation adjoint [ i ] (Apply("tanh", [ read (Given "x") ]))
                Notation.define "loss" [] (Write.sum [ i ] (read adjoint * read (Given "x")))
            ]
        Results = [ Given "loss" ]
    }

type Report = { Failure: string option; Compared: int; Kinks: int }

/// Compares the gradient with differences of the program as written, along the directions that `directions` gives
/// for a tensor of so many elements: pairs of an element and its share.
let differences batch (values: Map<Name, float[]>) (directions: int -> (int * float) list list) derived =
    let loss = Differences.Loss(derived.Written, batch, values)
    let gradient = Evaluate.Machine(derived.Simplified, batch, values)

    let verdicts =
        [
            for name in derived.Wanted do
                let adjoint = Array.copy (gradient.Tensor(Adjoint name))

                for direction in directions adjoint.Length do
                    let derivative = direction |> List.sumBy (fun (k, d) -> d * adjoint[k])
                    name, direction, derivative, Differences.compare (loss.Along(name, direction)) derivative
        ]

    let failure =
        verdicts
        |> List.tryPick (fun (name, direction, derivative, verdict) ->
            match verdict with
            | Differences.Differs measured ->
                Some(
                    Show.name (Adjoint name)
                    + " at "
                    + String.Join(" ", direction |> List.map (fst >> Show.integer))
                    + ": "
                    + Show.number derivative
                    + ", measured "
                    + Show.number measured
                    + "\n"
                    + print "simplified" derived.Simplified
                )
            | _ -> None)

    {
        Failure = failure
        Compared = verdicts.Length
        Kinks = verdicts |> List.filter (fun (_, _, _, verdict) -> verdict = Differences.Kink) |> List.length
    }

/// Every proof of a gradient, at values made from a seed; what fails first.
let report batch seed directions derived =
    let values = Values.fill seed batch derived.Written

    match meaning batch values derived |> Option.orElseWith (fun () -> exact batch values derived) with
    | Some failure -> { Failure = Some failure; Compared = 0; Kinks = 0 }
    | None -> differences batch values directions derived

/// The first gradient becomes part of a program whose loss is Σ (∂x)² over the tensors named: a second gradient runs
/// through the first. The adjoints get plain names, because the second pass makes adjoints of its own.
let squared (names: Name list) derived =
    let rec plain name =
        match name with
        | Adjoint inner -> Given("D" + Show.name inner)
        | Part(inner, k) -> Part(plain inner, k)
        | Slope(inner, k) -> Slope(plain inner, k)
        | Winner inner -> Winner(plain inner)
        | Before inner -> Before(plain inner)
        | Given "loss" -> Given "first loss"
        | Given _ -> name

    let rec place value =
        match value with
        | At _ -> value
        | Through(name, places) -> Through(plain name, List.map place places)

    let condition value =
        match value with
        | Same(name, places, a) -> Same(plain name, List.map place places, a)
        | AtLeast(name, places, a) -> AtLeast(plain name, List.map place places, a)
        | _ -> value

    let body =
        Walk.map (fun body ->
            match body with
            | Read(name, places) -> Read(plain name, List.map place places)
            | Select(conditions, yes, no) -> Select(List.map condition conditions, yes, no)
            | _ -> body)

    let program = derived.Simplified

    let penalties =
        program.Equations
        |> List.filter (fun e -> names |> List.exists (fun name -> e.Target = Adjoint name))
        |> List.map (fun e ->
            let gradient = Walk.own { e with Target = plain e.Target }
            let square = gradient * gradient
            if e.Indices.IsEmpty then square else Reduce(Sum, e.Indices, square))

    let equations =
        program.Equations |> List.map (fun e -> { e with Target = plain e.Target; Body = body e.Body })

    {
        Tensors = program.Tensors
        Equations = Notation.define "loss" [] (Add penalties) :: equations
        Results = [ Given "loss" ]
    }
