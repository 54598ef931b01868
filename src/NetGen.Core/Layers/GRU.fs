/// The gated recurrent unit (Cho et al., 2014).
module NetGen.Core.GRU

open Write

/// The gates, in PyTorch's order r z n, are one index. The reset gate acts on what the candidate takes from the state:
/// r·(h·U + d) with ResetAfter, so that the states meet one contraction; (r·h)·U without, as first published.
let private step (passage: Passage) =
    let o, t = passage.Unit, passage.Time
    let reset, update, candidate = passage.Tensor "r", passage.Tensor "u", passage.Tensor "c"
    let fromInputs, fromStates = passage.Tensor "p", passage.Tensor "q"
    let isAfter = Arguments.flag "ResetAfter" passage.Site.Arguments

    let all = index "k" 3
    let recurrent = if isAfter then all else index "k" 2
    let gate number = [ !n; !t; place number; !o ]
    let opening number = sigmoid (read fromInputs (gate number) + read fromStates (gate number))

    let further =
        [
            if isAfter && passage.HasBias then
                passage.Parameter("d", "RecurrentBias", [ o ], Zeros, passage.Units)
        ]

    let recalled, mixed =
        if isAfter then
            let bias = further |> List.map (fun (d: Parameter) -> read d.Tensor [ !o ])
            [], passage.Now reset * (Add(read fromStates (gate 2) :: bias))
        else
            let recalled = passage.Tensor "s"

            [ equation recalled [ n; t; o ] (passage.Now reset * passage.Past passage.State) ],
            passage.FromStates recalled !t [ place 2 ]

    passage.Parameters([ all ], Zeros)
    |> Result.map (fun parameters ->
        parameters @ further,
        [
            equation fromInputs [ n; t; all; o ] (passage.FromInputs [ !all ])
            equation fromStates [ n; t; recurrent; o ] (passage.FromStates passage.State passage.Before [ !recurrent ])
            equation reset [ n; t; o ] (opening 0)
            equation update [ n; t; o ] (opening 1)
        ]
        @ recalled
        @ [
            equation candidate [ n; t; o ] (tanh (read fromInputs (gate 2) + mixed))
            (number 1.0 - passage.Now update) * passage.Now candidate
            + passage.Now update * passage.Past passage.State
            |> passage.Remember passage.State
        ])

let entry = Recurrent.entry "GRU" [ Rule.optional "ResetAfter" Flag (Truth true) ] step
