/// Multi-head self-attention (Vaswani et al., 2017).
module NetGen.Core.SelfAttention

open Write

/// Causal: a step sees itself and what came before it. Beyond the end of a shorter sample there is nothing to see.
let private visible (site: Site) q t =
    [
        if Arguments.flag "Causal" site.Arguments then
            NotNegative(!q - !t)
        match site.Input.Lengths with
        | Some lengths -> AtLeast(lengths, [ At !n ], !t + place 1)
        | None -> ()
    ]

/// Queries, keys and values, in this order, are one index k, and the heads another: one contraction, not three.
let private write (site: Site) time features =
    let heads = Arguments.integer "heads" site.Arguments
    let size = features / heads
    let t, q, l = index "t" time, index "q" time, index "l" time
    let i, o = index "i" features, index "o" features
    let k, h, d = index "k" 3, index "h" heads, index "d" size

    let projections, scores, shares, mixed =
        site.Tensor "p", site.Tensor "s", site.Tensor "w", site.Tensor "m"

    let hasBias = Arguments.flag "Bias" site.Arguments

    let parameter letter role indices argument suitable =
        Initializer.read site.Layer argument suitable site.Arguments
        |> Result.map (fun initializer -> site.Parameter(letter, role, indices, initializer, features, features))

    let biased letter indices product =
        if hasBias then
            product + read (site.Tensor letter) (indices |> List.map (!))
        else
            product

    let projection number time = read projections [ !n; !time; place number; !h; !d ]
    let score = number (1.0 / sqrt (float size)) * sum [ d ] (projection 0 q * projection 1 t)
    let scoreAt step = read scores [ !n; !h; !q; !step ]

    let equations =
        [
            sum [ i ] (read site.Input.Tensor [ !n; !t; !i ] * read (site.Tensor "W") [ !k; !i; !h; !d ])
            |> biased "b" [ k; h; d ]
            |> equation projections [ n; t; k; h; d ]
            match visible site q t with
            | [] -> score
            | visible -> Select(visible, score, number -infinity)
            |> equation scores [ n; h; q; t ]
            exp (scoreAt t - logSumExp [ l ] (scoreAt l)) |> equation shares [ n; h; q; t ]
            sum [ t ] (read shares [ !n; !h; !q; !t ] * projection 2 t) |> equation mixed [ n; q; h; d ]
            sum [ h; d ] (read mixed [ !n; !t; !h; !d ] * read (site.Tensor "O") [ !h; !d; !o ])
            |> biased "c" [ o ]
            |> equation site.Output [ n; t; o ]
        ]

    [
        parameter "W" "InputWeights" [ k; i; h; d ] "Weights" GlorotUniform
        if hasBias then
            parameter "b" "InputBias" [ k; h; d ] "Biases" Zeros
        parameter "O" "OutputWeights" [ h; d; o ] "Weights" GlorotUniform
        if hasBias then
            parameter "c" "OutputBias" [ o ] "Biases" Zeros
    ]
    |> Results.all
    |> Result.map (fun parameters -> Written.simple (site.Gives [ time; features ]) parameters equations)

let private fit (site: Site) =
    let heads = Arguments.integer "heads" site.Arguments

    match site.Input.Shape with
    | [ time; features ] when features % heads = 0 -> write site time features
    | [ _; features ] -> Error(UnevenHeads(site.Layer, heads, features))
    | shape -> Error(NotSequence(site.Layer, shape))

let entry =
    {
        Name = "SelfAttention"
        Rules =
            [
                Rule.required "heads" (Whole(1, System.Int32.MaxValue))
                Rule.optional "Causal" Flag (Truth false)
                Rule.optional "Bias" Flag (Truth true)
            ]
            @ Initializer.rules "Weights" []
            @ Initializer.biases
        Understands = [ DifferentLengths ]
        Role = Layer fit
    }
