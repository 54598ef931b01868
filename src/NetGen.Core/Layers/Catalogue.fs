/// Every input, layer, activation and loss, by the name of its attribute.
module NetGen.Core.Catalogue

let entries =
    [ Inputs.entry; Dense.entry ]
    @ Convolution.entries
    @ Pooling.entries
    @ Shapes.entries
    @ Normalization.entries
    @ [ RNN.entry; LSTM.entry; GRU.entry ]
    @ [ Embedding.entry; PositionalEncoding.entry; SelfAttention.entry ]
    @ Noise.entries
    @ Joins.entries
    @ Activations.entries
    @ Losses.entries

let names = entries |> List.map (fun entry -> entry.Name)

let find name = entries |> List.tryFind (fun entry -> entry.Name = name)
