/// Where in the sequence a step stands, added to its features: attention alone does not know.
module NetGen.Core.PositionalEncoding

open Write

/// p[t,f] = sin(t·ω) for even f, cos(t·ω) = sin(t·ω + π/2) for the odd f behind it, with ω = 10000^(−f/features) of
/// the even one.
let private sinusoids (t: Index) (f: Index) features =
    let isEven = Inside(!f / 2, Fixed((features + 1) / 2))
    let odd = Select([ isEven ], number 0.0, number 1.0)
    let frequency = exp (number (-(System.Math.Log 10000.0) / float features) * (Value !f - odd))
    apply "sin" (Value !t * frequency + number (System.Math.PI / 2.0) * odd)

/// z[n,t,f] = x[n,t,f] + p[t,f]
let private write (site: Site) =
    match site.Input.Shape with
    | [ time; features ] ->
        let t, f = index "t" time, index "f" features
        let positions = site.Tensor "p"
        let sum = read site.Input.Tensor [ !n; !t; !f ] + read positions [ !t; !f ]
        let encoded = equation site.Output [ n; t; f ] sum

        if Arguments.flag "Learned" site.Arguments then
            let weights = site.Parameter("p", "Weights", [ t; f ], Normal(0.0, 0.02), time, features)
            Ok(Written.simple (site.Gives [ time; features ]) [ weights ] [ encoded ])
        else
            Ok(
                Written.simple
                    (site.Gives [ time; features ])
                    []
                    [ equation positions [ t; f ] (sinusoids t f features); encoded ]
            )
    | shape -> Error(NotSequence(site.Layer, shape))

let entry =
    {
        Name = "PositionalEncoding"
        Rules = [ Rule.optional "Learned" Flag (Truth false) ]
        Understands = [ DifferentLengths ]
        Role = Layer write
    }
