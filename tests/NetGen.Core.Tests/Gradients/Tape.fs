/// A second oracle: the program run on scalars that remember how they were made. It shares nothing with the rule of
/// differentiation, nor with the evaluator, and its gradients are exact: no step, no kinks.
module NetGen.Core.Tests.Gradients.Tape

open System
open System.Collections.Generic
open NetGen.Core
open NetGen.Core.Tests.Programs

let private constant (x: float) = new Value(x)

/// The gradient of the program's result by every tensor that is no data.
let gradient (program: Program) batch (values: Map<Name, float[]>) : Map<Name, float[]> =
    let shapes = Walk.shapes program |> Map.map (fun _ indices -> indices |> List.map (Values.extent batch))
    let equations = program.Equations |> List.map (fun e -> e.Target, e) |> Map.ofList
    let given = values |> Map.map (fun _ x -> Array.map constant x)
    let known = Dictionary<struct (Name * int), Value>()

    let whole (env: Map<Index, int>) (a: Affine) = a.Terms |> List.sumBy (fun (i, k) -> k * env[i]) |> (+) a.Constant

    let rec at name k =
        match given.TryFind name with
        | Some values -> values[k]
        | None ->
            let key = struct (name, k)

            match known.TryGetValue key with
            | true, value -> value
            | _ ->
                let e = equations[name]

                let places, _ = List.mapFoldBack (fun extent rest -> rest % extent, rest / extent) shapes[name] k
                let value = body (Map.ofList (List.zip e.Indices places)) e.Body
                known[key] <- value
                value

    and element env name places : int option =
        (Some 0, shapes[name], places)
        |||> List.fold2 (fun position extent value ->
            match position, place env value with
            | Some position, Some at when at >= 0 && at < extent -> Some(position * extent + at)
            | _ -> None)

    and place env value =
        match value with
        | At a ->
            let sum = whole env a
            if sum % a.Divisor = 0 then Some(sum / a.Divisor) else None
        | Through(name, places) -> element env name places |> Option.map (fun k -> int (at name k).Data)

    and holds env condition =
        let compares name places (a: Affine) test =
            match element env name places with
            | Some k -> test ((at name k).Data * float a.Divisor) (float (whole env a))
            | None -> false

        match condition with
        | Zero a -> whole env a = 0
        | NotNegative a -> whole env a >= 0
        | Inside(a, extent) ->
            match place env (At a) with
            | Some at -> at >= 0 && at < Values.extent batch { Name = ""; Extent = extent }
            | None -> false
        | Same(name, places, a) -> compares name places a (=)
        | AtLeast(name, places, a) -> compares name places a (>=)

    and body env value : Value =
        match value with
        | Number x -> constant x
        | Count extent -> constant (float (Values.extent batch { Name = ""; Extent = extent }))
        | Body.Value a -> constant (float (whole env a) / float a.Divisor)
        | Read(name, places) ->
            match element env name places with
            | Some k -> at name k
            | None -> constant 0.0
        | Apply(f, [ x ]) ->
            let x = body env x
            let y = Scalar.functions[f].Value [| x.Data |]
            Value.Of(x, y, Calculus.slope f x.Data y)
        | Apply("choose", [ condition; yes; no ]) -> body env (if (body env condition).Data > 0.0 then yes else no)
        | Apply("max", [ a; b ]) ->
            let a, b = body env a, body env b
            if a.Data > b.Data then a else b
        | Apply("min", [ a; b ]) ->
            let a, b = body env a, body env b
            if a.Data < b.Data then a else b
        | Apply("pow", [ a; b ]) ->
            let a, b = body env a, body env b
            let power = b * Value.Of(a, Math.Log a.Data, 1.0 / a.Data)
            Value.Of(power, Math.Exp power.Data, Math.Exp power.Data)
        // whose slope is 0
        | Apply(f, arguments) ->
            arguments
            |> List.map (fun x -> (body env x).Data)
            |> Array.ofList
            |> Scalar.functions[f].Value
            |> constant
        | Add terms -> terms |> List.map (body env) |> List.reduce (+)
        | Multiply factors -> factors |> List.map (body env) |> List.reduce (*)
        | Select(conditions, yes, no) -> body env (if List.forall (holds env) conditions then yes else no)
        | Reduce(reduction, indices, inner) ->
            let rec sweep env indices =
                match indices with
                | [] -> [ body env inner ]
                | i :: rest ->
                    [
                        for k in 0 .. Values.extent batch i - 1 do
                            yield! sweep (Map.add i k env) rest
                    ]

            let values = sweep env indices
            let greatest = values |> List.maxBy _.Data

            match reduction with
            | Sum -> List.reduce (+) values
            | Max -> greatest
            | First -> constant (float (List.findIndex ((=) greatest) values))
            | LogSumExp ->
                let top = constant greatest.Data

                let sum =
                    values
                    |> List.filter (fun x -> not (Double.IsNegativeInfinity x.Data))
                    |> List.map (fun x -> Value.Exp(x - top))
                    |> List.reduce (+)

                top + Value.Log sum

    (at program.Results.Head 0).Backward()

    program.Tensors
    |> List.filter (fun t -> not t.Kind.IsData)
    |> List.map (fun t -> t.Name, given[t.Name] |> Array.map _.Gradient)
    |> Map.ofList
