/// A tensor brought into another layout: its matrices transposed by the library.
module NetGen.Core.ConversionText

open Code
open Address

/// A copy in another layout, as transposed matrices; None where the tensor is none of them.
let copy scene : Code list option =
    match Kernel.conversion scene.Kernel with
    | None -> None
    | Some written ->
        let shape = scene.Shapes[written.Tensor]
        let size = Access.size shape
        let source = { written with Layout = scene.Kernel.Reads[written.Tensor] }
        let at stored offset = "ref " + unsafeAdd + "(ref " + scene.Arguments[stored] + ", " + offset + ")"

        let transpose sourceAt sourceRow targetAt targetRow rows columns =
            let arguments = [ at source sourceAt; sourceRow; at written targetAt; targetRow; rows; columns ]

            Line("global::NetGen.Lanes.Transpose.Copy(" + join ", " arguments + ");")

        let row layout =
            match layout with
            | Within row -> integer row
            | _ -> integer size

        let blocks code = Some [ Block("for (nint n = 0; n < samples; n += 16)", [ code ]) ]
        let inBlock = "nint.Min(16, samples - n)"
        let isFirst = not shape.IsEmpty && shape.Head.Extent = Batch && not (Access.isBatched shape.Tail)

        match source.Layout, written.Layout with
        | (Rows | Within _), Blocks when isFirst ->
            let row = row source.Layout
            blocks (transpose ("n * " + row) row ("n * " + integer size) "16" inBlock (integer size))
        | Blocks, (Rows | Within _) when isFirst ->
            let row = row written.Layout
            blocks (transpose ("n * " + integer size) "16" ("n * " + row) row (integer size) inBlock)
        | Rows, Last position ->
            let before, others = List.splitAt position shape
            let matrix = Access.size others

            let outer =
                match List.filter (fun (i: Index) -> i.Extent = Batch) before with
                | [] -> Some(integer (Access.size before))
                | [ _ ] when Access.size before = 1 -> Some "samples"
                | [ _ ] -> Some(integer (Access.size before) + " * samples")
                | _ -> None

            match outer, others with
            | Some count, { Extent = Fixed rows } :: rest when not (Access.isBatched rest) ->
                let columns = integer (Access.size rest)

                let code start = transpose start columns start (integer rows) (integer rows) columns

                if count = "1" then
                    Some [ code "0" ]
                else
                    Some [ Block("for (nint k = 0; k < " + count + "; k++)", [ code ("k * " + integer matrix) ]) ]
            | _ -> None
        | _ -> None
