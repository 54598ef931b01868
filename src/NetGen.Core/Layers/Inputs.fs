/// The inputs of a network: [Network(…)] declares the first, [Input(…)] each further one.
module NetGen.Core.Inputs

/// Beside the shape: numbers in single precision count exactly so far.
let rules =
    [ Rule.unset "Vocabulary" (Whole(1, 16777216)); Rule.optional "VariableLength" Flag (Truth false) ]

let entry =
    { Name = "Input"; Rules = Rule.required "shape" Extents :: rules; Understands = []; Role = Source }
