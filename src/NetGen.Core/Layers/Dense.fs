/// The fully connected layer.
module NetGen.Core.Dense

open Write

/// z[n,o] = Σ i. x[n,i]·W[i,o] + b[o]. Its input must be flat: over the last index of several it would do
/// what few expect of an image, and flattening must be visible.
let private write (site: Site) =
    let initializer argument suitable = Initializer.read site.Layer argument suitable site.Arguments

    match site.InputShape with
    | [ inputs ] ->
        let units = Arguments.integer "units" site.Arguments
        let i, o = index "i" inputs, index "o" units
        let w, b = site.Tensor "W", site.Tensor "b"
        let product = sum [ i ] (read site.Input [ !n; !i ] * read w [ !i; !o ])

        let parameter tensor role indices initializer =
            {
                Tensor = tensor
                Property = site.Layer + role
                Layer = site.Layer
                Indices = indices
                Offset = 0
                Initializer = initializer
                FanIn = inputs
                FanOut = units
            }

        let written parameters body =
            {
                OutputShape = [ units ]
                Parameters = parameters
                Equations = [ equation site.Output [ n; o ] body ]
            }

        initializer "Weights" (site.Suitable inputs)
        |> Result.map (parameter w "Weights" [ i; o ])
        |> Result.bind (fun weights ->
            if Arguments.flag "Bias" site.Arguments then
                initializer "Biases" Zeros
                |> Result.map (parameter b "Bias" [ o ])
                |> Result.map (fun bias -> written [ weights; bias ] (product + read b [ !o ]))
            else
                Ok(written [ weights ] product))
    | shape -> Error(NotFlat(site.Layer, shape))

let private biases =
    match Initializer.rules "Biases" [ "Orthogonal" ] with
    | choice :: companions -> Rule.onlyWith "Bias" (Truth true) choice :: companions
    | [] -> []

let entry =
    {
        Name = "Dense"
        Rules =
            Rule.required "units" (Whole(1, System.Int32.MaxValue))
            :: Rule.optional "Bias" Flag (Truth true)
            :: Rule.unset "Name" Words
            :: Initializer.rules "Weights" []
            @ biases
        Role = Layer write
    }
