/// The plain recurrent layer (Elman, 1990).
module NetGen.Core.RNN

open Write

/// h[n,t,o] = tanh(Σ i. x[n,t,i]·W[i,o] + b[o] + Σ j. h[n,t−1,j]·U[j,o])
let private step (passage: Passage) =
    let activation =
        match Arguments.choice "Activation" passage.Site.Arguments with
        | "ReLU" -> relu
        | _ -> tanh

    passage.Parameters([], Zeros)
    |> Result.map (fun parameters ->
        parameters,
        [
            activation (passage.FromInputs [] + passage.FromStates passage.State passage.Before [])
            |> passage.Remember passage.State
        ])

let entry =
    Recurrent.entry
        "RNN"
        [ Rule.optional "Activation" (Member("RecurrentActivation", [ "Tanh"; "ReLU" ])) (Choice "Tanh") ]
        step
