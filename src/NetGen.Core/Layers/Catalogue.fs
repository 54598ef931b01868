/// Every input, layer, activation and loss, by the name of its attribute.
module NetGen.Core.Catalogue

let private sequences =
    [ RNN.entry; LSTM.entry; GRU.entry; Embedding.entry; PositionalEncoding.entry; SelfAttention.entry ]

let entries =
    Inputs.entry :: Dense.entry :: sequences @ Joins.entries @ Activations.entries @ Losses.entries

let names = entries |> List.map (fun entry -> entry.Name)

let find name = entries |> List.tryFind (fun entry -> entry.Name = name)
