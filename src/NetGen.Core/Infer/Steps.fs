namespace NetGen.Core

/// An attribute whose entry was found and whose arguments fit.
type Step =
    {
        Entry: Entry
        /// Dense1, or the name the user gave it; a loss is called by its kind.
        Name: string
        Arguments: Arguments
        At: Position
    }

/// The attributes of a class as steps of the data flow, in the right order and with names of their own.
[<RequireQualifiedAccess>]
module Steps =
    let private isIdentifier (name: string) =
        name <> ""
        && not (System.Char.IsDigit name[0])
        && name |> Seq.forall (fun c -> System.Char.IsLetterOrDigit c || c = '_')

    /// Numbered within its kind, unless the user gave a name.
    let private nameOf entry (attribute: Attribute) number =
        let automatic = attribute.Name + Show.integer number

        match entry.Role, attribute.Named |> List.tryFind (fun (name, _) -> name = "Name") with
        | Loss _, _ -> attribute.Name, []
        | _, Some(_, Text name) when isIdentifier name -> name, []
        | _, Some(_, Text name) -> automatic, [ BadName(automatic, name) ]
        | _ -> automatic, []

    let private step number (attribute: Attribute) =
        match Catalogue.find attribute.Name with
        | None -> Error [ UnknownLayer(attribute.Name, Nearest.find Catalogue.names attribute.Name) ]
        | Some entry ->
            let name, faults = nameOf entry attribute number

            match Arguments.check name entry.Rules attribute.Arguments attribute.Named with
            | Ok arguments when faults.IsEmpty ->
                Ok { Entry = entry; Name = name; Arguments = arguments; At = attribute.At }
            | Ok _ -> Error faults
            | Error others -> Error(faults @ others)

    let isLoss step =
        match step.Entry.Role with
        | Loss _ -> true
        | Layer _
        | Activation _ -> false

    /// Whatever stands below the first loss is wrong there.
    let private order (steps: Step list) =
        match steps |> List.skipWhile (isLoss >> not) with
        | [] -> []
        | first :: later ->
            later
            |> List.map (fun step ->
                Diagnostic.at
                    step.At
                    (if isLoss step then
                         SecondLoss(first.Name, step.Name)
                     else
                         LayerAfterLoss(step.Name, first.Name)))

    let private duplicates (steps: Step list) =
        steps
        |> List.filter (isLoss >> not)
        |> List.groupBy (fun step -> step.Name)
        |> List.collect (fun (name, steps) ->
            steps.Tail |> List.map (fun step -> Diagnostic.at step.At (DuplicateName name)))

    let private results (spec: Spec) =
        spec.Layers
        |> List.mapFold
            (fun counts attribute ->
                let number = 1 + (Map.tryFind attribute.Name counts |> Option.defaultValue 0)
                let step = step number attribute |> Result.mapError (List.map (Diagnostic.at attribute.At))
                step, Map.add attribute.Name number counts)
            Map.empty
        |> fst
        |> Results.split

    /// The steps that have no fault of their own.
    let understood spec = fst (results spec)

    /// The steps if every attribute was understood and in place, and what is wrong with them.
    let read (spec: Spec) : Step list option * Diagnostic list =
        let steps, faults = results spec

        // With layers elsewhere the data flow is not known either.
        if steps.Length < spec.Layers.Length || not spec.Strays.IsEmpty then
            None, List.concat faults @ order steps @ duplicates steps
        elif List.exists isLoss steps then
            Some steps, order steps @ duplicates steps
        else
            Some steps, Diagnostic.at spec.At (NoLoss spec.Class) :: duplicates steps
