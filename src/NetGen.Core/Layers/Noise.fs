/// Layers that disturb their inputs in training, and let them through in Predict.
module NetGen.Core.Noise

open Write

/// A uniform number in [0, 1) for every element: a function of the seed, the step and the element alone, so that the
/// backward pass and another thread see the same.
let private uniform (site: Site) stream at =
    let seed = read site.Noise [ place 0 ] + number (float (2 * site.Number + stream))
    Apply("uniform", [ seed; read site.Noise [ place 1 ]; Value at ])

/// y = f(x, noise) in training, y = x else.
let private layer name rule disturb =
    let write (site: Site) =
        let indices = Entry.indices site.Input.Shape
        let size = List.fold (*) 1 site.Input.Shape
        let x = read site.Input.Tensor (!n :: List.map (!) indices)
        let noise stream = uniform site stream (size * !n + Reshape.position indices)
        let body = if site.Training then disturb site.Arguments x noise else x

        Ok(Written.simple { site.Input with Tensor = site.Output } [] [ equation site.Output (n :: indices) body ])

    { Name = name; Rules = [ rule ]; Understands = [ DifferentLengths ]; Role = Transform write }

/// x / keep with probability keep, else 0 (Srivastava et al., 2014).
let private dropout arguments x noise =
    let keep = 1.0 - Arguments.number "rate" arguments
    number (1.0 / keep) * (x * apply "step" (number keep - noise 0))

/// x + σ·√(−2·log(1 − u))·cos 2πv, a normal number of two uniform ones (Box and Muller, 1958).
let private gaussian arguments x noise =
    let radius = apply "sqrt" (number -2.0 * log (number 1.0 - noise 0))
    let direction = apply "cos" (number (2.0 * System.Math.PI) * noise 1)
    x + number (Arguments.number "deviation" arguments) * (radius * direction)

let entries =
    [
        layer "Dropout" (Rule.required "rate" Fraction) dropout
        layer "GaussianNoise" (Rule.required "deviation" Positive) gaussian
    ]
