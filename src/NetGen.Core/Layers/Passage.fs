namespace NetGen.Core

open Write

/// A recurrent layer as it runs through time in one direction: what the equations of its step are made of.
type Passage =
    {
        Site: Site
        IsBackward: bool
        /// The second of two directions: its tensors and parameters need names of their own.
        IsSecond: bool
        /// The states, [samples, time, units].
        State: Name
        /// Whether the last state is the output, and is to outlast the end of a shorter sample.
        IsKept: bool
    }

    member passage.Units = Arguments.integer "units" passage.Site.Arguments
    member passage.HasBias = Arguments.flag "Bias" passage.Site.Arguments
    member passage.Steps = passage.Site.Input.Shape[0]

    member passage.Time = index "t" passage.Steps
    member passage.Unit = index "o" passage.Units

    /// The place of the step before, as the passage goes.
    member passage.Before = !passage.Time + place (if passage.IsBackward then 1 else -1)

    /// At the present step: T[n,t,o].
    member passage.Now tensor = read tensor [ !n; !passage.Time; !passage.Unit ]

    /// At the step before: T[n,t−1,o].
    member passage.Past tensor = read tensor [ !n; passage.Before; !passage.Unit ]

    member passage.Tensor letter = passage.Site.Tensor(if passage.IsSecond then letter + "r" else letter)

    member passage.Parameter(letter, role, indices, initializer, fanIn) : Parameter =
        let role = if passage.IsSecond then "Backward" + role else role

        { passage.Site.Parameter(letter, role, indices, initializer, fanIn, passage.Units) with
            Tensor = passage.Tensor letter
        }

    /// W [gates, inputs, units], U [gates, units, units] and b [gates, units], which begins as given unless the user
    /// chose; without gates each has an index less.
    member passage.Parameters(gates, biases) =
        let inputs = passage.Site.Input.Shape[1]
        let i, j = index "i" inputs, index "j" passage.Units

        let parameter letter role argument suitable indices fanIn =
            Initializer.read passage.Site.Layer argument suitable passage.Site.Arguments
            |> Result.map (fun initializer -> passage.Parameter(letter, role, gates @ indices, initializer, fanIn))

        [
            parameter "W" "InputWeights" "InputWeights" GlorotUniform [ i; passage.Unit ] inputs
            parameter "U" "RecurrentWeights" "RecurrentWeights" Orthogonal [ j; passage.Unit ] passage.Units
            if passage.HasBias then
                parameter "b" "Bias" "Biases" biases [ passage.Unit ] passage.Units
        ]
        |> Results.all

    /// Σ i. x[n,t,i]·W[…,i,o] + b[…,o]
    member passage.FromInputs gates =
        let i = index "i" passage.Site.Input.Shape[1]
        let x = read passage.Site.Input.Tensor [ !n; !passage.Time; !i ]
        let product = sum [ i ] (x * read (passage.Tensor "W") (gates @ [ !i; !passage.Unit ]))

        if passage.HasBias then
            product + read (passage.Tensor "b") (gates @ [ !passage.Unit ])
        else
            product

    /// Σ j. v[n,time,j]·U[…,j,o]: v is the state before, or what became of it.
    member passage.FromStates tensor time gates =
        let j = index "j" passage.Units
        sum [ j ] (read tensor [ !n; time; !j ] * read (passage.Tensor "U") (gates @ [ !j; !passage.Unit ]))

    /// The equation of what is remembered from step to step. Beyond the end of a shorter sample it is 0, so that a way
    /// back begins at the sample's last step, or kept where the last state is the output.
    member passage.Remember tensor body =
        let isKept = passage.IsKept && not passage.IsBackward

        match passage.Site.Input.Lengths with
        | Some lengths ->
            let isThere = AtLeast(lengths, [ At !n ], !passage.Time + place 1)
            Select([ isThere ], body, (if isKept then passage.Past tensor else number 0.0))
        | None -> body
        |> equation tensor [ n; passage.Time; passage.Unit ]
