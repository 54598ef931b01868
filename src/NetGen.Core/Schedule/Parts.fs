/// Vectors of which width compute which part of a row: a short row, or the short end of one, is no wide vector of
/// which most is cut off.
module NetGen.Core.Parts

/// How wide a vector is: as wide as the processor has them, at most a half or a quarter of the widest there are, or
/// a single number.
type Width =
    | Whole
    | Half
    | Quarter
    | One

/// From a place of the lane's index to before another; None: to the end.
type Part = { First: int; End: int option; Width: Width }

/// Numbers in a vector of this width, at most.
let lanes precision width =
    let widest =
        match precision with
        | Single -> 16
        | Double -> 8

    match width with
    | Whole -> widest
    | Half -> widest / 2
    | Quarter -> widest / 4
    | One -> 1

let private all width = { First = 0; End = None; Width = width }

/// The narrowest vector that holds so many numbers.
let private narrowest precision count =
    [ Quarter; Half ]
    |> List.tryFind (fun width -> count <= lanes precision width)
    |> Option.defaultValue Whole

/// The parts of a kernel, in order.
let ofKernel precision (kernel: Kernel) : Part list =
    match kernel.Lane with
    | Alone -> [ all One ]
    | Along { Extent = Fixed n } ->
        let left = n % lanes precision Whole
        let whole = n - left

        match narrowest precision left with
        | narrow when whole = 0 -> [ all narrow ]
        | narrow when left > 0 && narrow <> Whole ->
            [ { all Whole with End = Some whole }; { all narrow with First = whole } ]
        | _ -> [ all Whole ]
    | Over { Extent = Fixed n } -> [ all (narrowest precision n) ]
    | Along { Extent = Batch }
    | Over { Extent = Batch }
    | Across _ -> [ all Whole ]
