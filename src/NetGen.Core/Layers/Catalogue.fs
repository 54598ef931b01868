/// Every input, layer, activation and loss, by the name of its attribute.
module NetGen.Core.Catalogue

/// For a class that has these methods.
let entriesWith functions =
    Inputs.entry :: Dense.entry :: Joins.entries
    @ Activations.entries
    @ Losses.entries
    @ Functions.entries functions

let entries = entriesWith []

let names = entries |> List.map (fun entry -> entry.Name)

let find name = entries |> List.tryFind (fun entry -> entry.Name = name)

let findWith functions name = entriesWith functions |> List.tryFind (fun entry -> entry.Name = name)
