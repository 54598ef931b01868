/// What a network computes, by the reference evaluator in double.
module NetGen.Core.Reference

/// The values of a network's tensors: inputs, parameters, and targets or labels.
type Values = Map<Name, float[]>

let machine (program: Program) batch (values: Values) =
    let given = program.Tensors |> List.map (fun t -> t.Name, values[t.Name]) |> Map.ofList
    Evaluate.Machine(program, batch, given)

let run program batch values (result: Name) = (machine program batch values).Tensor result

/// What a program's gradient is that of: loss and penalty in training, else the loss.
let total (model: Model) (program: Program) =
    if program.Equations |> List.exists (fun e -> e.Target = model.Total) then
        model.Total
    else
        model.LossTensor

/// The program of its results and of the adjoints of some tensors.
let differentiated (model: Model) (program: Program) wanted =
    let total = total model program

    { program with Results = List.distinct (total :: program.Results) }
    |> Simplify.prepare
    |> Differentiate.differentiate total wanted
    |> Simplify.simplify

/// The loss and the adjoints of some tensors.
let gradient (model: Model) (program: Program) wanted batch values =
    let machine = machine (differentiated model program wanted) batch values
    (machine.Tensor model.LossTensor)[0], wanted |> List.map (fun name -> machine.Tensor(Adjoint name))
