/// Where the tensors of a network lie outside the work of a pass: in its arguments, its parameters, its state.
module NetGen.Core.Homes

/// The network's own buffers end in slack.
let private home buffer offset =
    let hasSlack =
        match buffer with
        | "parameters"
        | "state"
        | "before"
        | "after" -> true
        | _ -> false

    { Buffer = buffer; Offset = offset; Row = None; HasSlack = hasSlack }

let ofModel (model: Model) (program: Program) =
    /// A part of each sample's row.
    let part buffer offset shape row =
        { home buffer offset with Row = if shape = row then None else Some(int (Model.size row)) }

    let used = (program.Tensors |> List.map (fun t -> t.Name)) @ program.Results |> Set.ofList

    [
        for input in model.Inputs do
            input.Tensor, part "inputs" input.Offset input.Shape model.InputShape
        for head in model.Heads do
            head.Targets, part "targets" head.Offset head.Shape model.OutputShape
            head.Tensor, part "outputs" head.Offset head.Shape model.OutputShape
        model.Labels, home "labels" 0
        model.LossTensor, home "loss" 0
        for p in model.Parameters do
            p.Tensor, home "parameters" p.Offset
            Adjoint p.Tensor, home "gradient" p.Offset
        for state in model.States do
            state.Tensor, home "state" state.Offset
            state.Updated, home "updated" state.Offset
        match model.Noise with
        | Some noise -> noise, home "noise" 0
        | None -> ()
        match model.Penalty with
        | Some penalty -> penalty.Target, home "penalty" 0
        | None -> ()
    ]
    |> List.filter (fun (name, _) -> used.Contains name)
    |> Map.ofList

/// How many numbers a step reads, gives and remembers.
type StepSizes = { Inputs: int; Outputs: int; State: int }

/// Each of a list with the sum of the sizes before it, and the sum of all.
let private behindEachOther size items = items |> List.mapFold (fun at item -> (item, at), at + size item) 0

/// Where a step's tensors lie, what is remembered in two halves, before and after it.
let ofStep (model: Model) (program: Program) =
    let shapes = Walk.shapes program
    let size name = Access.size shapes[name]
    let heads, outputs = model.Heads |> List.map (fun head -> head.Tensor) |> behindEachOther size
    let states, remembered = Stream.states program |> List.map (fun t -> t.Name) |> behindEachOther size
    let isInput (input: Input) = shapes.ContainsKey input.Tensor
    let inputs = model.Inputs |> List.filter isInput |> List.map (fun input -> input.Tensor)

    let lain =
        [
            for input in inputs do
                input, home "inputs" 0
            for head, offset in heads do
                head, home "outputs" offset
            for p in model.Parameters do
                p.Tensor, home "parameters" p.Offset
            for state in model.States do
                state.Tensor, home "state" state.Offset
            for state, offset in states do
                state, home "before" offset
                Stream.after state, home "after" offset
        ]

    Map.ofList lain, { Inputs = List.sumBy size inputs; Outputs = outputs; State = remembered }
