/// Every input, layer, activation and loss, by the name of its attribute.
module NetGen.Core.Catalogue

/// For a class that has these methods, and an attribute whose texts stand there.
let private entriesWith functions texts =
    Inputs.entry :: Dense.entry :: Joins.entries
    @ Activations.entries
    @ Losses.entries
    @ Equations.entry functions texts :: Functions.entries functions

let entries = entriesWith [] []

let names = entries |> List.map (fun entry -> entry.Name)

let find name = entries |> List.tryFind (fun entry -> entry.Name = name)

/// The entry of an attribute of a class that has these methods.
let entryOf functions (attribute: Attribute) =
    entriesWith functions attribute.Texts |> List.tryFind (fun entry -> entry.Name = attribute.Name)
