/// Layers that keep the numbers between others at mean 0 and variance 1, times a trained scale, plus a trained shift.
module NetGen.Core.Normalization

open Write

let private epsilon = Rule.optional "Epsilon" Positive (Argument.Real 1e-5)

let private square x = x * x

/// γ and β over the last index.
let private scaled (site: Site) c =
    [
        site.Parameter("g", "Scale", [ c ], Constant 1.0, 1, 1)
        site.Parameter("b", "Shift", [ c ], Zeros, 1, 1)
    ]

/// γ·(x − μ)/√(σ² + ε) + β
let private normalized (site: Site) x mean variance c =
    let epsilon = number (Arguments.number "Epsilon" site.Arguments)

    read (site.Tensor "g") [ !c ] * ((x - mean) * apply "rsqrt" (variance + epsilon))
    + read (site.Tensor "b") [ !c ]

/// Over the samples and all places, for each channel (Ioffe and Szegedy, 2015): in training by the batch's mean μ and
/// variance σ², which running statistics follow; in Predict by those. The running variance is the unbiased one.
let private batchNorm (site: Site) =
    let indices = Entry.indices site.Input.Shape
    let outer, last = List.splitAt (indices.Length - 1) indices
    let c = last.Head
    let x = read site.Input.Tensor (!n :: List.map (!) indices)
    let momentum = Arguments.number "Momentum" site.Arguments

    let state role letter initial =
        {
            Tensor = site.Tensor letter
            Property = site.Layer + role
            Layer = site.Layer
            Indices = [ c ]
            Offset = 0
            Initial = initial
            Updated = site.Tensor("new" + letter.ToUpperInvariant())
        }

    let runningMean, runningVariance = state "RunningMean" "m" 0.0, state "RunningVariance" "v" 1.0
    let follow (state: State) now = number (1.0 - momentum) * read state.Tensor [ !c ] + number momentum * now

    let equations =
        if site.Training then
            let mean, variance = read (site.Tensor "μ") [ !c ], read (site.Tensor "V") [ !c ]
            let places = outer |> Signal.extents |> List.fold (*) 1
            let count = number (float places) * Count Batch
            let average body = sum (n :: outer) body / count
            // N / (N − 1); of one number, which has no variance, 1
            let unbiased = count / (number 1.0 + relu (count - number 2.0))

            [
                equation (site.Tensor "μ") [ c ] (average x)
                equation (site.Tensor "V") [ c ] (average (square (x - mean)))
                equation runningMean.Updated [ c ] (follow runningMean mean)
                equation runningVariance.Updated [ c ] (follow runningVariance (unbiased * variance))
                equation site.Output (n :: indices) (normalized site x mean variance c)
            ]
        else
            let running (state: State) = read state.Tensor [ !c ]

            [
                equation
                    site.Output
                    (n :: indices)
                    (normalized site x (running runningMean) (running runningVariance) c)
            ]

    Ok
        { Written.simple (site.Gives site.Input.Shape) (scaled site c) equations with
            States = [ runningMean; runningVariance ]
        }

/// Over the last index, for each sample and place (Ba, Kiros and Hinton, 2016).
let private layerNorm (site: Site) =
    let indices = Entry.indices site.Input.Shape
    let outer, last = List.splitAt (indices.Length - 1) indices
    let c, k = last.Head, { last.Head with Name = "k" }
    let at = !n :: List.map (!) outer
    let x i = read site.Input.Tensor (at @ [ !i ])
    let mean, variance = read (site.Tensor "μ") at, read (site.Tensor "V") at
    let average body = number (1.0 / float (Signal.extents last).Head) * sum [ k ] body

    Ok(
        Written.simple
            (site.Gives site.Input.Shape)
            (scaled site c)
            [
                equation (site.Tensor "μ") (n :: outer) (average (x k))
                equation (site.Tensor "V") (n :: outer) (average (square (x k - mean)))
                equation site.Output (n :: indices) (normalized site (x c) mean variance c)
            ]
    )

let entries =
    [
        {
            Name = "BatchNorm"
            Rules = [ Rule.optional "Momentum" Positive (Argument.Real 0.1); epsilon ]
            Understands = []
            Role = Layer batchNorm
        }
        {
            Name = "LayerNorm"
            Rules = [ epsilon ]
            Understands = [ DifferentLengths ]
            Role = Layer layerNorm
        }
    ]
