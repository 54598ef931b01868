/// Runs printed programs beside the reference evaluator.
module NetGen.Core.Tests.Backend.Harness

open System
open System.Collections.Generic
open NetGen.Core
open NetGen.Core.Tests.Backend.Emitted
open NetGen.Core.Tests.Programs

/// The printed pass over these values: every result, on vectors of so many bits. Fails where a margin was touched.
let private runIn<'T when 'T: equality>
    (ofFloat: float -> 'T)
    (toFloat: 'T -> float)
    (compiled: Compiled)
    bits
    samples
    (values: Map<Name, float[]>)
    =
    let request = compiled.Printing.Request
    let printed = compiled.Printing.Printed
    let shapes = Walk.shapes request.Program
    let canary = ofFloat -12345.0
    let size name = Values.size samples shapes[name]

    /// Where an element lies in the buffer.
    let place name k =
        let home = request.Homes[name]
        let own = Values.size 1 shapes[name]

        match home.Row with
        | Some row -> home.Offset + k / own * row + k % own
        | None -> home.Offset + k

    let buffers =
        printed.Buffers
        |> List.map (fun buffer ->
            let length =
                if buffer = "work" then
                    let samples = printed.Chunk |> Option.fold min samples
                    printed.WorkPerSample * ((samples + 15) / 16 * 16) + printed.WorkFixed
                else
                    request.Homes
                    |> Map.toList
                    |> List.filter (fun (_, home) -> home.Buffer = buffer)
                    |> List.map (fun (name, home) ->
                        match home.Row with
                        | Some row -> samples * row
                        | None -> home.Offset + size name)
                    |> List.max

            buffer, Array.create (length + 2 * margin) canary)

    let array = dict buffers

    for KeyValue(name, home) in request.Homes do
        match values.TryFind name with
        | Some given -> given |> Array.iteri (fun k x -> array[home.Buffer][margin + place name k] <- ofFloat x)
        | None -> ()

    // rubbish in the work buffer must not matter
    if array.ContainsKey "work" then
        let work = array["work"]

        for k in margin .. work.Length - margin - 1 do
            work[k] <- ofFloat (if k % 3 = 0 then nan else 1e30)

    let go = (nonNull (compiled.Type.GetMethod "Go")).CreateDelegate<Action<int, int, 'T[][]>>()
    go.Invoke(bits, samples, buffers |> List.map snd |> Array.ofList)

    for name, values in buffers do
        for k in 0 .. margin - 1 do
            if values[k] <> canary || values[values.Length - 1 - k] <> canary then
                failwith $"the margin of {name} was overwritten"

    for KeyValue(name, home) in request.Homes do
        match values.TryFind name with
        | Some given ->
            given
            |> Array.iteri (fun k x ->
                let before, after = ofFloat x, array[home.Buffer][margin + place name k]

                // by the method, for which NaN equals itself
                if not (Object.Equals(box before, box after)) then
                    failwith $"{Show.name name} was overwritten")
        | None -> ()

    request.Program.Results
    |> List.map (fun name ->
        let home = request.Homes[name]
        name, Array.init (size name) (fun k -> toFloat (array[home.Buffer][margin + place name k])))

let run compiled bits samples values =
    match compiled.Printing.Variant.Precision with
    | Single -> runIn<float32> float32 float compiled bits samples values
    | Double -> runIn<float> id id compiled bits samples values

/// What single precision makes of the values.
let rounded precision (values: Map<Name, float[]>) =
    match precision with
    | Single -> values |> Map.map (fun _ -> Array.map (float32 >> float))
    | Double -> values

/// The results by the reference.
let reference (program: Program) samples values =
    let machine = Evaluate.Machine(program, samples, values)
    program.Results |> List.map (fun name -> name, Array.copy (machine.Tensor name))

/// The greatest difference, relative to the greatest value; both not-a-number is no difference.
let difference (expected: float[]) (actual: float[]) =
    let scale = expected |> Array.filter Double.IsFinite |> Array.fold (fun m x -> max m (abs x)) 1e-3

    Array.map2
        (fun (e: float) (a: float) ->
            if e = a || Double.IsNaN e && Double.IsNaN a then 0.0
            elif Double.IsFinite(a - e) then abs (a - e) / scale
            else infinity)
        expected
        actual
    |> Array.fold max 0.0

let tolerance precision =
    match precision with
    | Single -> 2e-4
    | Double -> 1e-9

/// What is wrong with a printed program, for these widths and batches.
let mistakes (compiled: Compiled) widths batches seed : string list =
    let program = compiled.Printing.Request.Program
    let precision = compiled.Printing.Variant.Precision

    // lanes that each sum a share add up in an order of the width's own
    let isSameBits =
        compiled.Printing.Printed.Methods
        |> List.forall (fun m -> not (m.Text.Contains("V.Sum(", StringComparison.Ordinal)))

    [
        for samples in (if compiled.Printing.Printed.IsBatched then batches else [ 1 ]) do
            let values = Values.fill seed samples program |> rounded precision
            let expected = reference program samples values
            let mutable first: (Name * float[]) list option = None

            for bits in widths do
                let actual =
                    try
                        run compiled bits samples values
                    with e ->
                        failwith $"{bits} bits, {samples} samples: {e.Message}"

                for (name, e), (_, a) in List.zip expected actual do
                    let error = difference e a

                    if not (error <= tolerance precision) then
                        $"{Show.name name}: {error} at {bits} bits, {samples} samples"

                match first with
                | None -> first <- Some actual
                | Some first ->
                    for (name, e), (_, a) in List.zip first actual do
                        if
                            isSameBits
                            && Array.exists2 (fun (x: float) y -> x <> y && not (Double.IsNaN x && Double.IsNaN y)) e a
                        then
                            $"{Show.name name}: other bits at {bits} than at {List.head widths} bits, {samples} samples"
    ]

/// The equations' results too, not only the program's.
let exposed (program: Program) = { program with Results = program.Equations |> List.map _.Target }

let allBits = widths

/// The program as the pass over one sample computes it.
let ofOneSample program = Singletons.ofOneSample program |> Option.map Simplify.simplify |> Option.toList

/// How a program is printed, and the widths it runs at: few, where little can differ.
let everyWay program =
    let variant lanes precision isShared : Variant =
        { Program = program; Lanes = lanes; Chunk = None; Precision = precision; Shared = isShared }

    let chunked lanes precision isShared = { variant lanes precision isShared with Chunk = Some 16 }

    [
        "features, single", variant (Some Features) Single false, [ 512; 256; 128; 1 ]
        "samples, single", variant (Some Samples) Single false, [ 512; 256; 128; 1 ]
        "features, double, in chunks", chunked (Some Features) Double true, [ 512; 1 ]
        "samples, double, in chunks", chunked (Some Samples) Double true, [ 512; 1 ]
        "by cost, single", variant None Single true, [ 512 ]
        for single in ofOneSample program do
            "one sample, single", { variant (Some Features) Single false with Program = single }, [ 512; 256; 128; 1 ]
    ]

/// In double, on vectors and one number at a time.
let bothWays program =
    let variant lanes isShared : Variant =
        { Program = program; Lanes = Some lanes; Chunk = None; Precision = Double; Shared = isShared }

    [
        "features", variant Lanes.Features true, [ 512; 1 ]
        "samples", variant Lanes.Samples false, [ 512; 1 ]
        for single in ofOneSample program do
            "one sample", { variant Lanes.Features false with Program = single }, [ 512; 256; 1 ]
    ]

type Programs = Lazy<IDictionary<string, (string * int list * Compiled) list>>

/// Variants of programs, compiled at once.
let compiled variants programs : Programs =
    lazy
        (let all =
            [
                for name, program in programs do
                    for way, variant, widths in variants program do
                        name, way, variant, widths
            ]

         let printings = all |> List.map (fun (_, _, variant, _) -> print variant)

         List.zip all (compile printings)
         |> List.map (fun ((name, way, _, widths), compiled) -> name, (way, widths, compiled))
         |> List.groupBy fst
         |> List.map (fun (name, group) -> name, List.map snd group)
         |> dict)

let check (programs: Programs) name batches =
    let wrong =
        programs.Value[name]
        |> List.collect (fun (way, widths, compiled) ->
            mistakes compiled widths batches 7 |> List.map (fun text -> $"{way}: {text}"))

    Xunit.Assert.True(wrong.IsEmpty, String.Join("\n", wrong |> List.truncate 20))

/// Parameters and inputs: what gradients are taken by.
let wanted (program: Program) =
    program.Tensors
    |> List.filter (fun t ->
        match t.Kind with
        | Input
        | Parameter -> true
        | Data _ -> false)
    |> List.map _.Name

/// The loss and its adjoints by what it depends on.
let gradient (program: Program) =
    let gradient = Differentiate.gradient (Given "loss") (wanted program) program
    let isDefined name = gradient.Equations |> List.exists (fun e -> e.Target = name)
    { gradient with Results = gradient.Results |> List.filter isDefined }

/// Every tensor under another name.
let private renamed (change: Name -> Name) (program: Program) : Program =
    let rec place value =
        match value with
        | At _ -> value
        | Through(name, places) -> Through(change name, List.map place places)

    let condition value =
        match value with
        | Same(name, places, a) -> Same(change name, List.map place places, a)
        | AtLeast(name, places, a) -> AtLeast(change name, List.map place places, a)
        | Zero _
        | NotNegative _
        | Inside _ -> value

    let body =
        Walk.map (fun body ->
            match body with
            | Read(name, places) -> Read(change name, List.map place places)
            | Select(conditions, yes, no) -> Select(List.map condition conditions, yes, no)
            | _ -> body)

    {
        Tensors = program.Tensors |> List.map (fun t -> { t with Name = change t.Name })
        Equations = program.Equations |> List.map (fun e -> { e with Target = change e.Target; Body = body e.Body })
        Results = program.Results |> List.map change
    }

/// The gradient of Σ (∂loss/∂U)² over everything that the loss is differentiated by.
let second (program: Program) : Program =
    let isGiven = program.Tensors |> List.map _.Name |> Set.ofList

    let first =
        renamed
            (fun name -> if isGiven.Contains name then name else Given("first " + Show.name name))
            (gradient program)

    let square (name: Name) =
        let equation = first.Equations |> List.find (fun e -> e.Target = name)
        let fresh = equation.Indices |> List.mapi (fun k i -> { i with Name = "s" + string k })
        let read = Read(name, fresh |> List.map (Affine.index >> At))
        if fresh.IsEmpty then read * read else Reduce(Sum, fresh, read * read)

    let loss = Write.equation (Given "loss") [] (Add(first.Results.Tail |> List.map square))
    gradient { first with Equations = first.Equations @ [ loss ]; Results = [ Given "loss" ] }
