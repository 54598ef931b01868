/// The steps in the order of the data flow: each behind what it reads, or what is wrong with their connections.
module NetGen.Core.Graph

/// What must be written before a step.
let private needs (step: Step) = step.Sources @ Option.toList step.Shared

let private unknown (steps: Step list) =
    let names = steps |> List.filter (Steps.isLoss >> not) |> List.map (fun step -> step.Name)

    [
        for step in steps do
            for source in needs step do
                if not (List.contains source names) then
                    Diagnostic.at
                        step.At
                        (UnknownSource(step.Name, source, Nearest.find (List.except [ step.Name ] names) source))
    ]

/// Depth first from every step in the order of the text, which stays where it is an order already.
let private sort (steps: Step list) =
    let byName = steps |> List.map (fun step -> step.Name, step) |> Map.ofList

    let rec visit path result (step: Step) =
        result
        |> Result.bind (fun (sorted: Step list) ->
            if sorted |> List.exists (fun other -> other.Name = step.Name) then
                Ok sorted
            elif List.contains step.Name path then
                let circle = step.Name :: (path |> List.takeWhile ((<>) step.Name) |> List.rev)
                Error [ Diagnostic.at step.At (Cycle circle) ]
            else
                needs step
                |> List.map (fun name -> byName[name])
                |> List.fold (visit (step.Name :: path)) (Ok sorted)
                |> Result.map (fun sorted -> step :: sorted))

    let layers = steps |> List.filter (Steps.isLoss >> not)
    layers |> List.fold (visit []) (Ok []) |> Result.map List.rev

/// Steps that lead to no loss; those below a loss have a diagnostic of their own.
let private unused (steps: Step list) =
    let reads name = steps |> List.exists (fun step -> List.contains name step.Sources)

    steps
    |> List.takeWhile (Steps.isLoss >> not)
    |> List.filter (fun step -> not (reads step.Name))
    |> List.map (fun step -> Diagnostic.at step.At (UnusedBranch step.Name))

/// Inputs and layers, then losses. Names are distinct.
let order (steps: Step list) : Result<Step list, Diagnostic list> =
    match unknown steps with
    | [] ->
        sort steps
        |> Result.bind (fun sorted ->
            match unused steps with
            // without a loss nothing reads the last layer: that has a diagnostic of its own
            | faults when List.exists Steps.isLoss steps && not faults.IsEmpty -> Error faults
            | _ -> Ok(sorted @ List.filter Steps.isLoss steps))
    | faults -> Error faults
