/// Sums that are solved, and some that look as if they could be: what the normal form computes must be what was written.
module NetGen.Core.Tests.Algebra.Sums

open NetGen.Core
open NetGen.Core.Write
open NetGen.Core.Tests.Programs
open NetGen.Core.Tests.Programs.Notation

let private i, j, k = index "i" 3, index "j" 4, index "k" 4

let private given =
    [
        parameter "w" [ i; j ]
        parameter "v" [ j ]
        // as many as j runs over, and more
        data (Below(Fixed 4)) "label" [ n ]
        data (Below(Fixed 6)) "wide" [ n ]
        data (Below(Fixed 4)) "token" [ i ]
        data Real "R" [ n ]
        data (Below(Fixed 4)) "turn" [ j ]
        data Distribution "square" [ k; index "s" 4 ]
        data (Below(Fixed 4)) "table" [ n; index "s" 4 ]
        data Distribution "t" [ n; j ]
        data Distribution "u" [ i; index "s" 5 ]
        data Distribution "single" [ j ]
    ]

let private chosen data places a body = Select([ Same(Given data, List.map At places, a) ], body, number 0.0)
let private v a = at "v" [ a ]
let private t sample a = at "t" [ sample; a ]

/// What is summed over j for every sample n.
let private bodies =
    [
        "a choice of one", sum [ j ] (chosen "label" [ !n ] !j (at "R" [ !n ]))
        "a choice of one, of which something depends", sum [ j ] (chosen "label" [ !n ] !j (v !j))
        "a choice of more than there are", sum [ j ] (chosen "wide" [ !n ] !j (at "R" [ !n ]))
        "a choice through a place that may be outside", sum [ i; j ] (chosen "token" [ !i + 1 ] !j (at "R" [ !n ]))
        "a choice through another",
        sum
            [ j ]
            (Select(
                [ Same(Given "table", [ At !n; Through(Given "label", [ At !n ]) ], !j) ],
                at "R" [ !n ],
                number 0.0
            ))
        "a choice through another that may be outside",
        sum
            [ j ]
            (Select([ Same(Given "table", [ At !n; Through(Given "wide", [ At !n ]) ], !j) ], at "R" [ !n ], number 0.0))
        "a choice through another that is read outside",
        sum
            [ i; j ]
            (Select(
                [ Same(Given "table", [ At !n; Through(Given "token", [ At(!i + 1) ]) ], !j) ],
                at "R" [ !n ],
                number 0.0
            ))
        "a choice at a place of its own", sum [ j ] (chosen "token" [ !j ] !j (at "R" [ !n ]))
        "a choice of itself", sum [ j ] (chosen "turn" [ !j ] !j (at "R" [ !n ]))
        "the diagonal of distributions", sum [ j ] (at "square" [ !j; !j ] * at "R" [ !n ])
        "a sum in a sum over two", sum [ i ] (sum [ j; index "q" 2 ] (at "w" [ !i; !j ] * v (!j + !(index "q" 2))))
        "a sum in a sum over the same", sum [ j ] (sum [ j ] (v !j))
        "a sum in a sum over one of the same name",
        sum [ j ] (sum [ { j with Extent = Fixed 2 } ] (v !{ j with Extent = Fixed 2 }))
        "a choice beside the index", sum [ j ] (chosen "label" [ !n ] (!j + 1) (at "R" [ !n ]))
        "a choice under a condition on its index",
        sum [ j ] (Select([ NotNegative(!j - 2); Same(Given "label", [ At !n ], !j) ], at "R" [ !n ], number 0.0))
        "a choice under a condition on another",
        sum
            [ i; j ]
            (Select([ NotNegative(!i - 2); Same(Given "label", [ At !n ], !j) ], at "w" [ !i; place 1 ], number 0.0))
        "two choices of the same",
        sum
            [ j ]
            (Select(
                [ Same(Given "label", [ At !n ], !j); Same(Given "wide", [ At !n ], !j) ],
                at "R" [ !n ],
                number 0.0
            ))
        "a distribution", sum [ j ] (t !n !j * at "R" [ !n ])
        "a distribution of one axis", sum [ j ] (at "single" [ !j ] * at "R" [ !n ])
        "a distribution with what depends on its index", sum [ j ] (t !n !j * v !j)
        "two distributions", sum [ j ] (t !n !j * t !n !j)
        "part of a distribution", sum [ i ] (t !n !i * at "R" [ !n ])
        "a distribution longer than the sum", sum [ i; j ] (at "u" [ !i; !j ] * at "R" [ !n ])
        "a distribution beside its index", sum [ j ] (t !n (!j + 1) * at "R" [ !n ])
        "a distribution read at a diagonal", sum [ j ] (at "u" [ !j; !j ] * at "R" [ !n ])
        "a distribution beside its rows", sum [ i; index "s" 5 ] (at "u" [ !i + 1; !(index "s" 5) ] * at "R" [ !n ])
        "a distribution under a condition on its index",
        sum [ j ] (Select([ NotNegative(!j - 2) ], t !n !j * at "R" [ !n ], number 0.0))
        "a distribution under a condition on another",
        sum [ i; j ] (Select([ NotNegative(!i - 2) ], t !n !j * at "w" [ !i; place 0 ], number 0.0))
        "a sum in a sum", sum [ i ] (sum [ j ] (at "w" [ !i; !j ] * v !j))
        "a sum in a product under a sum", sum [ i; j ] (v !j * sum [ k ] (at "w" [ !i; !k ] * v !k))
        "a sum in a sum that reads the outer index",
        sum [ j ] (sum [ k ] (Select([ Zero(!j - !k) ], v !k * at "R" [ !n ], number 0.0)))
        "an equality of two indices", sum [ i; j ] (Select([ Zero(!i - !j) ], at "w" [ !i; !j ], number 0.0))
        "an equality between elements",
        sum [ j ] (Select([ Zero(2 * !j - !(index "i" 3)) ], v !j, number 0.0))
        |> fun body -> sum [ i ] body
        "an equality far away", sum [ i; j ] (Select([ Zero(!i - 2 * !j + 5) ], at "w" [ !i; !j ], number 0.0))
        "an equality of halves", sum [ i; j ] (Select([ Zero((!i - !j) / 2) ], at "w" [ !i; !j ], number 0.0))
        "equalities of several",
        sum [ i; j; k ] (Select([ Zero(!i + !k - !j); Zero(!k - !i) ], at "w" [ !i; !j ], number 0.0))
        "nothing depends on the index", sum [ i; j ] (at "R" [ !n ])
        "0", sum [ j ] (number 0.0)
        "a condition alone", sum [ j ] (Select([ NotNegative(!j - 1) ], number 2.0, number 0.0))
        "the other branch too", sum [ j ] (Select([ Zero(!j - 1) ], v !j, number 2.0))
        "no index", Reduce(Sum, [], at "R" [ !n ])
        "what stands inside, or vanishes outside",
        sum [ i; j ] (Select([ Inside((!i + 1) / 2, Fixed 2) ], at "w" [ !i; !j ] * v (!i + !j), number 0.0))
        "an equality, and an inner choice that vanishes outside",
        sum
            [ i; j ]
            (Select(
                [ Zero(!i - !j + 1) ],
                number 2.0 + Select([ Inside(!j, Fixed 4) ], at "R" [ !n ], number 0.0),
                number 0.0
            ))
        "an equality, and factors that vanish outside",
        sum [ i; j ] (Select([ Zero(!i - !j + 2) ], v !j * (number 1.0 + at "R" [ !n ]), number 0.0))
        "an equality, and terms that vanish outside",
        sum [ i; j ] (Select([ Zero(!i - !j + 2) ], (v !j + at "w" [ !i; !j ]) * at "R" [ !n ], number 0.0))
        "an equality, and one term that does not vanish outside",
        sum [ i; j ] (Select([ Zero(!i - !j + 2) ], (v !j + at "R" [ !n ]) * at "R" [ !n ], number 0.0))
        "terms", sum [ j ] (Add [ v !j; at "R" [ !n ]; number 1.5 ])
    ]

let private program body = { Tensors = given; Equations = [ define "y" [ n ] body ]; Results = [ Given "y" ] }

/// Sums whose normal form must have no sum over j left: what makes p − t come out.
let private solved = [ "a choice of one"; "a distribution"; "a distribution of one axis" ]

/// Which index an equality is solved for: any is right, but a rename leaves no condition, and the largest extent leaves
/// the shortest sum. What is left is summed over the other.
let private left =
    let w a b = at "w" [ a; b ]

    [
        "a rename before a larger extent", sum [ i; j ] (Select([ Zero(!i - 2 * !j) ], w !i !j, number 0.0)), j
        "no rename with a constant", sum [ i; j ] (Select([ Zero(!i - 2 * !j + 1) ], w !i !j, number 0.0)), i
        "the first of two alike", sum [ j; k ] (Select([ Zero(!j + !k - 2) ], v !j * v !k, number 0.0)), k
        "the first of two alike, the other way round",
        sum [ k; j ] (Select([ Zero(!j + !k - 2) ], v !j * v !k, number 0.0)),
        j
    ]

let rec private summed body =
    match body with
    | Reduce(Sum, indices, _) -> indices
    | Multiply factors -> List.collect summed factors
    | Select(_, yes, _) -> summed yes
    | _ -> []

/// Bodies, and whether they are known to be 0 where j is outside its extent.
let private beyond =
    let choice condition = Select([ condition ], number 1.0, number 0.0)

    [
        "a read there", v !j, true
        "a read elsewhere", v (!j + 1), false
        "a read along another axis", at "w" [ !j; !i ], false
        "a product, one factor of which is a read there", v !j * at "R" [ !n ], true
        "a sum, one term of which is a read there", Add [ v !j; at "R" [ !n ] ], false
        "0", number 0.0, true
        "a number", number 1.0, false
        "inside there", choice (Inside(!j, Fixed 4)), true
        "inside less", choice (Inside(!j, Fixed 2)), false
        "inside elsewhere", choice (Inside(!i, Fixed 4)), false
        "inside there, and more", Select([ Inside(!j, Fixed 4); NotNegative !i ], number 1.0, number 0.0), true
        "another number outside", Select([ Inside(!j, Fixed 4) ], number 1.0, number 2.0), false
        "data read there", choice (Same(Given "turn", [ At !j ], !i)), true
        "data read elsewhere", choice (Same(Given "turn", [ At !i ], !j)), false
        "a read through data read there", Read(Given "v", [ Through(Given "turn", [ At !j ]) ]), true
        "a condition on it", choice (NotNegative !j), false
    ]

let private close (a: float) (b: float) = abs (a - b) <= 1e-12 * (1.0 + abs a)

/// What is wrong with the normal form of sums.
let wrong () =
    [
        for name, body in bodies do
            let written = program body
            let normal = program (Gather.normal (Facts.ofProgram written) body)

            for seed in 1..4 do
                let values = Values.fill seed 3 written
                let result program = Evaluate.Machine(program, 3, values).Tensor(Given "y")

                yield! Check.check Check.Differentiated normal

                if not (Array.forall2 close (result written) (result normal)) then
                    name + ": " + Show.program normal

            if List.contains name solved && not (Walk.isPointwise normal.Equations.Head.Body) then
                name + " is still a sum: " + Show.program normal

        for name, body, index in left do
            let normal = Gather.normal (Facts.ofProgram (program body)) body

            if summed normal <> [ index ] then
                name + ": " + Show.program (program normal)

        for name, body, vanishes in beyond do
            if Facts.vanishes (Facts.ofProgram (program body)) !j j.Extent body <> vanishes then
                name
    ]
