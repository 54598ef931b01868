/// A network over sequences as the program of one step. Reads at earlier steps become reads of what the stream
/// remembers, which is 0 at first, as what lies before a sequence is; the last step is the present one.
module NetGen.Core.Stream

open OverTime
open OneStep

let private isTime (input: Input) =
    match input.Kind, input.Shape with
    | (InputKind.Numbers | InputKind.Tokens _), steps :: _ -> steps > 1
    | _ -> false

let private isLength (input: Input) =
    match input.Kind with
    | InputKind.Length _ -> true
    | _ -> false

/// A state as the step leaves it.
let after state = OneStep.after state

/// The states of a stream, in the program of its step.
let states (program: Program) =
    program.Tensors
    |> List.filter (fun t ->
        match t.Name with
        | Before _ -> true
        | name -> name = counter)

/// The program of a step, whose results are the outputs and the states after it; nothing where a step needs a later
/// one or all of them, or where there is nothing to remember.
let ofModel (model: Model) : Program option =
    match model.Inputs |> List.partition isLength with
    | lengths, [ input ] when isTime input ->
        let lengths = lengths |> List.map (fun l -> l.Tensor) |> Set.ofList

        let given =
            model.Predict.Tensors
            |> List.map (fun t -> t.Name, (if t.Name = input.Tensor then Timed 1 else Constant))
            |> Map.ofList

        try
            let translation =
                Translation(model.Predict, OverTime.ofProgram model.Predict given, lengths, input.Shape.Head)

            let step = model.Predict.Equations |> List.map translation.Equation
            let states, memory = translation.Memory

            if states.IsEmpty then
                None
            else
                Some
                    {
                        Tensors =
                            (model.Predict.Tensors
                             |> List.filter (fun t -> not (lengths.Contains t.Name))
                             |> List.map translation.Tensor)
                            @ states
                        Equations = step @ memory
                        Results = model.Predict.Results @ (states |> List.map (fun t -> after t.Name))
                    }
        with Unstreamable ->
            None
    | _ -> None
