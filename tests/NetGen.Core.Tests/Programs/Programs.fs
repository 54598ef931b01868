/// Every program that the compiler is tried on.
module NetGen.Core.Tests.Programs.Programs

let all =
    [
        Pointwise.rows
        Images.rows
        Sequences.rows
        Attention.rows
        Shapes.rows
        Spatial.rows
        Recurrences.rows
        Symbols.rows
        Training.rows
    ]
    |> List.concat
