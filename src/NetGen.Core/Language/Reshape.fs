/// Tensors in other shapes: what Flatten, Reshape and joins are written with. The order of the elements stays
/// row-major, the last index fastest.
module NetGen.Core.Reshape

open Write

let private size (shape: int list) = List.fold (*) 1 shape

/// The row-major position of indices: 6·h + 2·w + c.
let position (indices: Index list) =
    (Affine.constant 0, indices)
    ||> List.fold (fun position i ->
        match i.Extent with
        | Fixed extent -> extent * position + !i
        | Batch -> invalidOp "A sample has no position within itself.")

/// y[n,k] = Σ w c. a[n,(k−2·w−c)/6,w,c]: a tensor of that shape as one row. A place that is no integer reads 0, so
/// one term of the sum is there. The target reads between the source's elements on purpose, if it has several indices.
let flat target source (shape: int list) =
    let k = index "k" (size shape)

    let body =
        match indices shape with
        | []
        | [ _ ] -> read source (!n :: List.map (fun _ -> !k) shape)
        | _ :: rest ->
            let first = (!k - position rest) / size shape.Tail
            sum rest (read source (!n :: first :: List.map (!) rest))

    equation target [ n; k ] body

/// y[n,h,w,c] = x[n, offset + 6·h + 2·w + c]: the part of a row that begins there, in that shape.
let shaped target source (offset: int) shape =
    let indices = indices shape
    equation target (n :: indices) (read source [ !n; position indices + offset ])

/// y[n,k] = a[n,k] + b[n,k−A] + …: rows behind each other; outside its row each reads 0. The target reads beyond
/// the ends of the sources on purpose.
let joined target (sources: (Name * int) list) =
    let offsets = sources |> List.scan (fun offset (_, length) -> offset + length) 0
    let k = index "k" (List.last offsets)

    equation
        target
        [ n; k ]
        (Add(
            List.zip sources (List.truncate sources.Length offsets)
            |> List.map (fun ((source, _), offset) -> read source [ !n; !k - offset ])
        ))
