/// What stands above a kernel.
module NetGen.Core.KernelSummary

open Code
open Address

let private escape (text: string) = text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;")

/// Its equations, what part of a row is computed, and the shapes of its arguments.
let lines scene =
    let equation (e: Equation) =
        let text = Show.equation e
        let at = text.IndexOf(" = ", System.StringComparison.Ordinal)
        text.Substring(0, at).TrimEnd() + text.Substring at

    let shape (stored: Stored) =
        let extents = scene.Shapes[stored.Tensor] |> List.map (fun i -> Show.extent i.Extent)
        scene.Arguments[stored] + " [" + join ", " extents + "]"

    let equations =
        match Kernel.conversion scene.Kernel with
        | Some { Tensor = tensor; Layout = layout } ->
            let manner =
                match layout with
                | Rows
                | Within _ -> ", sample after sample"
                | Last k -> " with " + scene.Shapes[tensor].[k].Name + " last"
                | Blocks -> " in blocks of 16 samples, the sample last"

            [ Show.name tensor + manner ]
        | None -> List.map equation (Kernel.equations scene.Kernel)

    let part =
        match scene.Kernel.Lane, scene.Part with
        | Along i, { First = 0; End = Some last } -> [ i.Name + " below " + integer last ]
        | Along i, { First = first } when first > 0 -> [ i.Name + " from " + integer first ]
        | _ -> []

    let paragraphs = equations @ part @ [ join ", " (List.map shape (Kernel.arguments scene.Kernel)) ]

    [ "/// <summary>" ]
    @ (paragraphs |> List.map (fun text -> "/// <para>" + escape text + "</para>"))
    @ [ "/// </summary>" ]
