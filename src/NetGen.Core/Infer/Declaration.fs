/// What must hold of the class itself, and of [Network].
module NetGen.Core.Declaration

/// Faults of the class, of the types around it, and of layers elsewhere.
let check (spec: Spec) : Diagnostic list =
    let network =
        [
            if not spec.Shape.IsPartial then
                NotPartial spec.Class
            if spec.Shape.IsGeneric then
                Generic spec.Class
            if spec.Shape.IsStatic then
                Static spec.Class
            elif spec.Shape.IsAbstract then
                Abstract spec.Class
            if spec.Shape.IsRecord then
                Record spec.Class
            if spec.Accessibility = "file" then
                FileLocal spec.Class
        ]

    let containers =
        spec.Containers
        |> List.collect (fun container ->
            [
                if not container.Shape.IsPartial then
                    ContainerNotPartial(container.Name, spec.Class)
                if container.Shape.IsGeneric then
                    Generic container.Name
            ])

    let strays =
        spec.Strays
        |> List.map (fun stray -> Diagnostic.at stray.At (LayersElsewhere(spec.Class, stray.Name)))

    List.map (Diagnostic.at spec.At) (network @ containers) @ strays

let private shape network (arguments: Argument list) =
    let extents =
        arguments
        |> List.collect (function
            | Many arguments -> arguments
            | argument -> [ argument ])

    let faults =
        extents
        |> List.choose (function
            | Integer extent when extent >= 1L && extent <= int64 System.Int32.MaxValue -> None
            | Unreadable -> None
            | argument -> Some(BadInputShape(network, Arguments.show argument)))

    match extents, faults with
    | [], _ -> Error [ NoInputShape network ]
    | _, [] when extents |> List.contains Unreadable -> Error []
    | _, [] ->
        let shape = extents |> List.map (fun extent -> Arguments.integer "" (Map.ofList [ "", extent ]))

        if shape |> List.fold (fun product extent -> product * float extent) 1.0 > float Entry.limit then
            Error [ TooLarge("its input", "inputs", Entry.limit) ]
        else
            Ok shape
    | _ -> Error faults

let private rules =
    Inputs.rules
    @ [
        Rule.unset "Name" Words
        Rule.optional "Precision" (Member("Precision", [ "Single"; "Double" ])) (Choice "Single")
    ]

/// The precision, and the first input as [Input(…)] would have it, of [Network(…)].
let network (spec: Spec) : Result<Precision * Arguments, Diagnostic list> =
    let shape = shape spec.Class spec.Network.Arguments
    let arguments = Arguments.check "Network" rules [] [] spec.Network.Named

    match shape, arguments with
    | Ok shape, Ok arguments ->
        Ok(
            (if Arguments.choice "Precision" arguments = "Double" then Double else Single),
            arguments |> Map.add "shape" (Many(shape |> List.map (int64 >> Integer)))
        )
    | Error faults, Error others -> Error(faults @ others)
    | Error faults, _
    | _, Error faults -> Error faults
    |> Result.mapError (List.map (Diagnostic.at spec.Network.At))
