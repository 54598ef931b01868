/// Tokens as points in a space: a table of weights.
module NetGen.Core.Embedding

open Write

/// z[n,t,e] = E[x[n,t],e]
let private write (site: Site) =
    let size = Arguments.integer "size" site.Arguments
    let vocabulary, time = site.Input.Vocabulary.Value, site.Input.Shape.Head
    let v, t, e = index "v" vocabulary, index "t" time, index "e" size
    let token = Through(site.Input.Tensor, [ At !n; At !t ])

    Initializer.read site.Layer "Weights" (Normal(0.0, 1.0)) site.Arguments
    |> Result.map (fun initializer ->
        let weights = site.Parameter("E", "Weights", [ v; e ], initializer, vocabulary, size)

        Written.simple
            (site.Gives [ time; size ])
            [ weights ]
            [ equation site.Output [ n; t; e ] (Read(weights.Tensor, [ token; At !e ])) ])

let entry =
    {
        Name = "Embedding"
        Rules = Rule.required "size" (Whole(1, System.Int32.MaxValue)) :: Initializer.rules "Weights" []
        Understands = [ Tokens; DifferentLengths ]
        Role = Layer write
    }
