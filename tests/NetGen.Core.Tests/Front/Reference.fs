/// What a network computes, by the reference evaluator in double.
module NetGen.Core.Tests.Reference

open NetGen.Core

/// The values of a network's tensors: inputs, parameters, and targets or labels.
type Values = Map<Name, float[]>

/// The parameters as their tensors, out of one flat array.
let tensors (model: Model) (parameters: float[]) : Values =
    model.Parameters
    |> List.map (fun p -> p.Tensor, Array.sub parameters p.Offset (int (Model.size p.Shape)))
    |> Map.ofList

let machine (program: Program) batch (values: Values) =
    let given = program.Tensors |> List.map (fun t -> t.Name, values[t.Name]) |> Map.ofList
    Evaluate.Machine(program, batch, given)

let run program batch values (result: Name) = (machine program batch values).Tensor result

/// The loss and the adjoints of some tensors.
let gradient (model: Model) (program: Program) wanted batch values =
    let machine = machine (Differentiate.gradient model.LossTensor wanted program) batch values
    (machine.Tensor model.LossTensor)[0], wanted |> List.map (fun name -> machine.Tensor(Adjoint name))
