/// Long short-term memory (Hochreiter and Schmidhuber, 1997; with the forget gate of Gers et al., 2000).
module NetGen.Core.LSTM

open Write

/// The gates, in PyTorch's order i f g o, are one index: one contraction, not four.
let private step (passage: Passage) =
    let k, o, t = index "k" 4, passage.Unit, passage.Time
    let gates, cell = passage.Tensor "g", passage.Tensor "c"
    let gate number f = f (read gates [ !n; !t; place number; !o ])

    passage.Parameters([ k ], UnitForget)
    |> Result.map (fun parameters ->
        parameters,
        [
            equation
                gates
                [ n; t; k; o ]
                (passage.FromInputs [ !k ] + passage.FromStates passage.State passage.Before [ !k ])
            gate 1 sigmoid * passage.Past cell + gate 0 sigmoid * gate 2 tanh |> passage.Remember cell
            gate 3 sigmoid * tanh (passage.Now cell) |> passage.Remember passage.State
        ])

let entry = Recurrent.entry "LSTM" [] step
