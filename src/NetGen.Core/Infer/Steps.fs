namespace NetGen.Core

/// An attribute whose entry was found and whose arguments fit.
type Step =
    {
        Entry: Entry
        /// Dense1, or the name the user gave it; a loss is called by its kind.
        Name: string
        Arguments: Arguments
        /// The names of the layers and inputs it reads.
        Sources: string list
        At: Position
    }

    /// The layer whose parameters it uses.
    member step.Shared = Arguments.text "Share" step.Arguments

/// The attributes of a class as steps with names of their own, in the order of the text.
[<RequireQualifiedAccess>]
module Steps =
    let private isIdentifier (name: string) =
        name <> ""
        && not (System.Char.IsDigit name[0])
        && name |> Seq.forall (fun c -> System.Char.IsLetterOrDigit c || c = '_')

    /// Numbered within its kind, unless the user gave a name.
    let private nameOf entry (attribute: Attribute) number =
        let automatic =
            match entry.Role with
            | Loss _ -> attribute.Name
            | _ -> attribute.Name + Show.integer number

        match attribute.Named |> List.tryFind (fun (name, _) -> name = "Name") with
        | Some(_, Text name) when isIdentifier name -> name, []
        | Some(_, Text name) -> automatic, [ BadName(automatic, name) ]
        | _ -> automatic, []

    let isLoss step =
        match step.Entry.Role with
        | Loss _ -> true
        | _ -> false

    /// Without its sources, which depend on the steps before it.
    let private step functions number (attribute: Attribute) =
        match Catalogue.entryOf functions attribute with
        | None -> Error [ UnknownLayer(attribute.Name, Nearest.find Catalogue.names attribute.Name) ]
        | Some entry ->
            let name, faults = nameOf entry attribute number

            match Arguments.check name entry.Rules (Entry.common entry) attribute.Arguments attribute.Named with
            | Ok arguments when faults.IsEmpty ->
                Ok { Entry = entry; Name = name; Arguments = arguments; Sources = []; At = attribute.At }
            | Ok _ -> Error faults
            | Error others -> Error(faults @ others)

    /// What the step reads: what its arguments name, or else the step before.
    let private sources (before: string) step =
        match step.Entry.Role with
        | Source -> []
        | Join _ -> Arguments.names "from" step.Arguments
        | _ -> [ Arguments.text "From" step.Arguments |> Option.defaultValue before ]

    let private connect (first: Step) (steps: Step list) =
        steps
        |> List.mapFold
            (fun before step ->
                { step with Sources = sources before step }, (if isLoss step then before else step.Name))
            first.Name
        |> fst

    /// Whatever stands below the first loss is wrong there; two losses need outputs of their own.
    let private order (steps: Step list) =
        let losses, others = steps |> List.skipWhile (isLoss >> not) |> List.partition isLoss

        let late =
            others |> List.map (fun step -> Diagnostic.at step.At (LayerAfterLoss(step.Name, losses.Head.Name)))

        let twice =
            losses
            |> List.groupBy (fun loss -> loss.Sources)
            |> List.collect (fun (_, losses) ->
                losses.Tail
                |> List.map (fun loss -> Diagnostic.at loss.At (SecondLoss(losses.Head.Name, loss.Name))))

        late @ twice

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

                let step =
                    step spec.Functions number attribute |> Result.mapError (List.map (Diagnostic.at attribute.At))

                step, Map.add attribute.Name number counts)
            Map.empty
        |> fst
        |> Results.split

    /// The input that [Network] declares.
    let private first (spec: Spec) arguments =
        {
            Entry = Inputs.entry
            Name = Arguments.text "Name" arguments |> Option.defaultValue "Input"
            Arguments = arguments
            Sources = []
            At = spec.Network.At
        }

    /// The steps that have no fault of their own.
    let understood spec = fst (results spec)

    /// The steps if every attribute was understood and in place, and what is wrong with them.
    let read (spec: Spec) (network: Arguments) : Step list option * Diagnostic list =
        let understood, faults = results spec
        let first = first spec network
        let steps = first :: connect first understood

        // With layers elsewhere the data flow is not known either.
        if understood.Length < spec.Layers.Length || not spec.Strays.IsEmpty then
            None, List.concat faults @ order steps @ duplicates steps
        elif List.exists isLoss steps then
            Some steps, order steps @ duplicates steps
        else
            Some steps, Diagnostic.at spec.At (NoLoss spec.Class) :: duplicates steps
