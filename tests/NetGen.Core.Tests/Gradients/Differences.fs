/// Slopes by central differences of the program as written: the independent second opinion on every gradient.
module NetGen.Core.Tests.Gradients.Differences

open System
open NetGen.Core

type Verdict =
    | Agrees
    /// The two one-sided slopes differ: there is no gradient to compare.
    | Kink
    | Differs of measured: float

let private tolerance = 1e-8

// Powers of two: for |x| ≤ 2 and steps down to 2⁻¹⁷ nothing is lost in x + h that matters at 1e-8.
let private steps = [ Math.ScaleB(1.0, -10); Math.ScaleB(1.0, -13); Math.ScaleB(1.0, -17) ]

/// How far to either side the last attempt looks.
let span = 2.0 * List.last steps

/// Central differences of fourth order at f(0), with the step (x + h) − x that x realises.
let private slope (f: float -> float) h = (8.0 * (f h - f -h) - (f (2.0 * h) - f (-2.0 * h))) / (12.0 * h)

/// Slopes from the left and from the right, of second order.
let private sides (f: float -> float) h =
    let side h = (4.0 * f h - f (2.0 * h) - 3.0 * f 0.0) / (2.0 * h)
    side -h, side h

/// A share of the slope that noise may hide; what hides more is no comparison.
let private coarse = 1e-3

/// Compares a derivative of f at 0 with differences, where rounding moves f by the noise, which is asked for where they
/// differ. A kink or a sharp bend nearby asks for a smaller step.
let compareBeside (noise: Lazy<float>) (f: float -> float) derivative =
    let agrees h measured =
        let difference, scale = abs (measured - derivative), 1.0 + abs measured
        // what the slope's formula makes of errors of f
        let hidden () = min (1.5 * noise.Value / h) (coarse * scale)
        difference <= tolerance * scale || difference <= tolerance * scale + hidden ()

    let rec attempt steps =
        match steps with
        | [] -> failwith "no step to try"
        | h :: smaller ->
            let measured = slope f h

            if agrees h measured then
                Agrees
            elif not (List.isEmpty smaller) then
                attempt smaller
            else
                let left, right = sides f h

                if Double.IsFinite derivative && abs (left - right) > 1e-3 * (1.0 + abs left + abs right) then
                    Kink
                else
                    Differs measured

    attempt steps

let compare f derivative = compareBeside (lazy 0.0) f derivative

/// Directions along which a tensor of so many elements is compared, as elements and their shares: each by itself.
let everyElement size = [ for k in 0 .. size - 1 -> [ k, 1.0 ] ]

/// Two elements by themselves, and a direction through all of them.
let few size =
    let random = Random 7
    let sign () = if random.Next 2 = 0 then -1.0 else 1.0
    [ [ random.Next size, 1.0 ]; [ random.Next size, 1.0 ]; [ for k in 0 .. size - 1 -> k, sign () ] ]

/// The loss of a program as a function of the values given, which are changed in place.
type Loss(program: Program, batch: int, values: Map<Name, float[]>) =
    let machine = Evaluate.Machine(program, batch, values)

    member _.Value =
        machine.Forget()
        (machine.Tensor(List.head program.Results))[0]

    /// The loss as a function of a step along a direction in one tensor.
    member loss.Along(name, direction: (int * float) list) =
        let x = values[name]
        let start = direction |> List.map (fun (k, _) -> x[k])

        fun h ->
            for k, d in direction do
                x[k] <- x[k] + h * d

            let value = loss.Value
            List.iter2 (fun (k, _) before -> x[k] <- before) direction start
            value
