/// Every input, layer, activation and loss, by the name of its attribute.
module NetGen.Core.Catalogue

/// What a class defines itself, with these methods and an attribute whose texts stand there.
let private custom functions texts = Equations.entry functions texts :: Functions.entries functions

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
    @ custom [] []

let names = entries |> List.map (fun entry -> entry.Name)

let find name = entries |> List.tryFind (fun entry -> entry.Name = name)

/// The entry of an attribute of a class that has these methods.
let entryOf functions (attribute: Attribute) =
    custom functions attribute.Texts @ entries
    |> List.tryFind (fun entry -> entry.Name = attribute.Name)
