/// A pass: the kernels of a program, and the method that calls them in order.
module NetGen.Core.Pass

open Code

/// What a kernel is called after: the tensor that the layer's author named.
let rec private root name =
    match name with
    | Part(whole, _)
    | Slope(whole, _) -> root whole
    | Adjoint whole -> Adjoint(root whole)
    | Given _
    | Winner _
    | Before _ -> name

let private title (request: Request) (kernel: Kernel) =
    match Kernel.conversion kernel with
    | Some written ->
        let manner =
            match written.Layout with
            | Rows
            | Within _ -> "Rows"
            | Last _ -> "Transposed"
            | Blocks -> "Blocks"

        request.Title written.Tensor + manner
    | None ->
        let contraction =
            kernel.Equations
            |> List.tryFind (fun e ->
                match e.Body with
                | Reduce _ -> true
                | _ -> false)

        match contraction, kernel.Equations with
        | Some e, _ -> request.Title(root e.Target)
        | None, [ { Target = Part(whole, _); Body = Read(source, _) } ] when whole = source ->
            request.Title(root source) + "Padded"
        | None, _ ->
            let isFold (written: Stored) = kernel.Folds |> List.exists (fun fold -> fold.Target = written.Tensor)
            let folds, own = kernel.Writes |> List.partition isFold
            request.Title(root (List.last (folds @ own)).Tensor)

let private isBatched (plan: Plan) = plan.Shapes |> Map.exists (fun _ shape -> Access.isBatched shape)

/// `count` samples at a time, of `samples` in all.
let private calls precision shapes names (kernel: Kernel) (name: string) time =
    let arguments =
        [
            if KernelText.isBatched shapes kernel then
                if kernel.IsInChunk then "count" else "samples"
            if KernelText.countsSamples kernel then
                "samples"
            if kernel.Continues then
                "first"
        ]
        @ Option.toList time
        @ (Kernel.arguments kernel |> List.map (fun s -> "ref " + Map.find s names))

    KernelText.parts precision name kernel
    |> List.map (fun (part, name) ->
        Line(name + "<" + Widths.parameter precision part.Width + ">(" + join ", " arguments + ");"))

/// What lies where, as local references: first what stays, then what moves from chunk to chunk.
let private references (request: Request) (plan: Plan) (buffers: string list) (arena: Memory.Arena) =
    let number = numberType request.Precision
    let keys = Plan.kernels plan |> List.collect Kernel.arguments |> List.distinct
    let names = keys |> List.map (fun key -> key, Identifier.stored key) |> Identifier.unique buffers
    let isChunked = (Plan.chunk plan).IsSome

    /// A buffer, an offset, and how far the offset moves from sample to sample.
    let place (key: Stored) =
        let key = Plan.resolve plan.Views key

        match Map.tryFind key arena.Slots with
        | Some slot when slot.PerSample -> "work", linear [ "padded", slot.Offset ] 0, 0
        | Some slot -> "work", linear [ "padded", arena.PerSample ] slot.Offset, 0
        | None ->
            let home = request.Homes[key.Tensor]
            let shape = plan.Shapes[key.Tensor]

            home.Buffer,
            integer home.Offset,
            if isChunked && Access.isBatched shape then
                home.Row |> Option.defaultWith (fun () -> Access.size shape)
            else
                0

    let line (key: Stored) =
        let buffer, offset, step = place key

        let offset =
            match offset, step with
            | _, 0 -> offset
            | "0", _ -> linear [ "first", step ] 0
            | _ -> linear [ "first", step ] 0 + " + " + offset

        let where =
            if offset = "0" then
                buffer
            else
                Address.unsafeAdd + "(ref " + buffer + ", " + offset + ")"

        Line("ref " + number + " " + names[key] + " = ref " + where + ";")

    let moving, staying =
        keys
        |> List.partition (fun key ->
            let _, _, step = place key
            step > 0)

    names, List.map line staying, List.map line moving

/// The widths of vectors that a pass is given: the widest always.
let private widths (request: Request) plan =
    let used =
        Plan.kernels plan
        |> List.collect (Parts.ofKernel request.Precision)
        |> List.map (fun part -> part.Width)

    [ Parts.Whole; Parts.Half; Parts.Quarter ]
    |> List.filter (fun width -> width = Parts.Whole || List.contains width used)

let private buffers (request: Request) =
    request.Homes
    |> Map.toList
    |> List.map (fun (_, home) -> home.Buffer)
    |> List.distinct
    |> fun used -> (used |> List.filter ((<>) "work")) @ [ "work" ]

let private pass (request: Request) (plan: Plan) (arena: Memory.Arena) (names: Map<Kernel, string>) =
    let number = numberType request.Precision
    let buffers = buffers request
    let references, staying, moving = references request plan buffers arena

    let call (kernel: Kernel) time = calls request.Precision plan.Shapes references kernel names[kernel] time

    let rec calls stage =
        match stage with
        | Run kernel -> call kernel None
        | Repeat(direction, time, kernels) ->
            let last = Address.extent time.Extent

            let head =
                match direction with
                | Sequence.Forward -> "for (nint step = 0; step < " + last + "; step++)"
                | Sequence.Backward -> "for (nint step = " + last + " - 1; step >= 0; step--)"

            [ Block(head, kernels |> List.collect (fun kernel -> call kernel (Some "step"))) ]
        | Chunks(chunk, stages) ->
            let chunk = integer chunk

            [
                Block(
                    "for (nint first = 0; first < samples; first += " + chunk + ")",
                    [ Line("nint count = nint.Min(" + chunk + ", samples - first);") ]
                    @ moving
                    @ [ Line "" ]
                    @ List.collect calls stages
                )
            ]

    let parameters =
        [
            if isBatched plan then
                "nint samples"
        ]
        @ (buffers |> List.map (fun buffer -> "ref " + number + " " + buffer))

    let padded =
        let line samples = [ Line("nint padded = (" + samples + " + 15) & -16;") ]

        match Plan.chunk plan with
        | Some chunk -> line ("nint.Min(" + integer chunk + ", samples)")
        | None when isBatched plan -> line "samples"
        | None -> []

    Line KernelText.attribute
    :: Widths.method
        request.Precision
        request.Name
        (widths request plan)
        parameters
        (padded @ staying @ [ Line "" ] @ List.collect calls plan.Stages)
    |> render

/// Several passes over one network: equal kernels come out once and equal, and different ones have different names.
let printAll (requests: Request list) : Printed list =
    let plans = requests |> List.map (fun request -> request, Schedule.plan request)
    let texts = System.Collections.Generic.Dictionary<string, string>()

    let rec name (request: Request) shapes wish kernel k =
        let candidate = if k = 1 then wish else wish + integer k
        let printed = KernelText.print request.Precision shapes candidate kernel

        let isTaken (m: Method) =
            match texts.TryGetValue m.Name with
            | true, text -> text <> m.Text
            | _ -> false

        if List.exists isTaken printed then
            name request shapes wish kernel (k + 1)
        else
            for m in printed do
                texts[m.Name] <- m.Text

            candidate, printed

    plans
    |> List.map (fun (request, plan) ->
        let kernels = Plan.kernels plan |> List.distinct
        let methods = kernels |> List.map (fun k -> k, name request plan.Shapes (title request k) k 1)
        let arena = Memory.arena request.Homes plan
        let text = pass request plan arena (methods |> List.map (fun (k, (name, _)) -> k, name) |> Map.ofList)

        {
            Methods =
                (methods |> List.collect (snd >> snd) |> List.distinct) @ [ { Name = request.Name; Text = text } ]
            Widths = widths request plan
            Buffers = buffers request
            IsBatched = isBatched plan
            WorkPerSample = arena.PerSample
            WorkFixed = arena.Fixed
            Chunk = Plan.chunk plan
        })

let print (request: Request) : Printed = printAll [ request ] |> List.exactlyOne
