/// The fully connected layer.
module NetGen.Core.Dense

open Write

/// z[n,o] = Σ i. x[n,i]·W[i,o] + b[o], for every step of a sequence alike. An image must be flattened first: over its
/// last index alone it would do what few expect, and flattening must be visible.
let private write (site: Site) =
    let initializer argument suitable = Initializer.read site.Layer argument suitable site.Arguments

    match List.rev site.Input.Shape with
    | inputs :: ([] | [ _ ] as time) ->
        let units = Arguments.integer "units" site.Arguments
        let i, o = index "i" inputs, index "o" units
        let before = n :: (time |> List.map (index "t"))
        let at = List.map (!) before

        let parameter letter role indices initializer =
            site.Parameter(letter, role, indices, initializer, inputs, units)

        let w, b = site.Tensor "W", site.Tensor "b"
        let product = sum [ i ] (read site.Input.Tensor (at @ [ !i ]) * read w [ !i; !o ])

        let written parameters body =
            Written.simple (site.Gives(time @ [ units ])) parameters [ equation site.Output (before @ [ o ]) body ]

        initializer "Weights" (site.Suitable inputs)
        |> Result.map (parameter "W" "Weights" [ i; o ])
        |> Result.bind (fun weights ->
            if Arguments.flag "Bias" site.Arguments then
                initializer "Biases" Zeros
                |> Result.map (parameter "b" "Bias" [ o ])
                |> Result.map (fun bias -> written [ weights; bias ] (product + read b [ !o ]))
            else
                Ok(written [ weights ] product))
    | _ -> Error(NotFlat(site.Layer, site.Input.Shape))

let entry =
    {
        Name = "Dense"
        Rules =
            Rule.required "units" (Whole(1, System.Int32.MaxValue))
            :: Rule.optional "Bias" Flag (Truth true)
            :: Initializer.rules "Weights" []
            @ Initializer.biases
        Understands = [ DifferentLengths ]
        Role = Layer write
    }
