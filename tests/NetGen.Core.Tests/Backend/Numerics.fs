/// What activations and losses make of the numbers at the edges: the tables of the page on numerics, computed.
module NetGen.Core.Tests.Backend.Numerics

open System
open System.Globalization
open NetGen.Core

/// A row of a table: a program, its data beside x, and what of its results stands in the cell.
type Row =
    {
        Title: string
        Program: Program
        /// The sample's numbers when the special one is v.
        Inputs: float -> float[]
        Data: Map<Name, float[]>
        Result: Name
    }

/// The columns: −max is the lowest finite number, tiny a denormal one.
let columns = [ "−∞"; "−max"; "−50"; "−tiny"; "−0"; "0"; "tiny"; "50"; "max"; "∞"; "NaN" ]

let private numbers precision =
    let most, tiny =
        match precision with
        | Single -> float Single.MaxValue, float 1e-40f
        | Double -> Double.MaxValue, 1e-310

    [ -infinity; -most; -50.0; -tiny; -0.0; 0.0; tiny; 50.0; most; infinity; nan ]

let private x, y, t, loss = Given "x", Given "y", Given "t", Given "loss"
let private first, other = Write.index "o" 2, Write.index "k" 2

let private defaults entry =
    Map.ofList
        [
            for rule in entry.Rules do
                match rule.Absence with
                | Default value -> rule.Name, value
                | _ -> ()
        ]

/// y = f(x), of one or two numbers a sample.
let private applied (entry: Entry) outputs =
    let o, k = { first with Extent = Fixed outputs }, { other with Extent = Fixed outputs }
    let at i = Write.read x [ Affine.index Write.n; Affine.index i ]

    let body, range =
        match entry.Role with
        | Activation(_, range, body) ->
            body (defaults entry) (at o) (fun reduction -> Reduce(reduction, [ k ], at k)), range
        | _ -> invalidOp (entry.Name + " is no activation.")

    {
        Tensors = [ Write.input x [ Write.n; o ] ]
        Equations = [ Write.equation y [ Write.n; o ] body ]
        Results = [ y ]
    },
    range

let private value (program: Program) = Simplify.simplify (Simplify.prepare program)

/// The slope by x of what the program results in.
let private slope (program: Program) =
    let gradient = Differentiate.gradient program.Results.Head [ x ] program
    { gradient with Results = [ Adjoint x ] }

/// Of two numbers of a sample the first is the special one, and 0 the other; what counts is the first output.
let private activations isSlope =
    [
        for entry in Activations.entries do
            let program, _ = applied entry 2

            let firsts =
                Write.equation
                    loss
                    []
                    (Write.sum [ Write.n ] (Write.read y [ Affine.index Write.n; Affine.constant 0 ]))

            let summed = { program with Equations = program.Equations @ [ firsts ]; Results = [ loss ] }

            {
                Title = entry.Name
                Program = if isSlope then slope summed else value program
                Inputs = fun v -> [| v; 0.0 |]
                Data = Map.empty
                Result = if isSlope then Adjoint x else y
            }
    ]

/// What a loss stands behind, and the targets of one sample.
let private settings need =
    match need with
    | Nothing -> [ ", t = 0", "Linear", [| 0.0 |] ]
    | Yesses -> [ " of Sigmoid, t = 1", "Sigmoid", [| 1.0 |]; " of Sigmoid, t = 0", "Sigmoid", [| 0.0 |] ]
    | Classes ->
        [
            " of Softmax, this class", "Softmax", [| 1.0; 0.0 |]
            " of Softmax, another", "Softmax", [| 0.0; 1.0 |]
            " of LogSoftmax, this class", "LogSoftmax", [| 1.0; 0.0 |]
            " of LogSoftmax, another", "LogSoftmax", [| 0.0; 1.0 |]
        ]

let private losses isSlope =
    [
        for entry in Losses.entries do
            match entry.Role with
            | Loss(need, mean, term) ->
                for title, activation, targets in settings need do
                    let behind = Activations.entries |> List.find (fun other -> other.Name = activation)
                    let program, range = applied behind targets.Length

                    let signal =
                        { Tensor = y; Shape = [ targets.Length ]; Range = range; Vocabulary = None; Lengths = None }

                    let domain = if need = Classes then Distribution else Real
                    let targeted = Write.data domain t program.Equations.Head.Indices
                    let total = Losses.withTargets need mean (term (defaults entry)) signal t loss

                    let whole =
                        {
                            Tensors = program.Tensors @ [ targeted ]
                            Equations = program.Equations @ [ total ]
                            Results = [ loss ]
                        }

                    {
                        Title = entry.Name + title
                        Program = if isSlope then slope whole else value whole
                        Inputs = fun v -> Array.init targets.Length (fun k -> if k = 0 then v else 0.0)
                        Data = Map.ofList [ t, targets ]
                        Result = if isSlope then Adjoint x else loss
                    }
            | _ -> invalidOp (entry.Name + " is no loss.")
    ]

/// Heading and rows.
let tables =
    [
        "Values of activations", activations false
        "Slopes of activations", activations true
        "Values of losses", losses false
        "Slopes of losses", losses true
    ]

let private digits (format: string) (r: float) = r.ToString(format, CultureInfo.InvariantCulture).Replace("-", "−")

let private text (r: float) =
    if Double.IsNaN r then "NaN"
    elif Double.IsInfinity r then (if r > 0.0 then "∞" else "−∞")
    elif r = 0.0 then "0"
    elif abs r >= 1e-3 && abs r < 1e4 then digits "0.####" r
    else digits "0.00e0" r

/// A result at the greatest or at a tiny number is shown as a multiple of it.
let private cell (v: float) (r: float) =
    let isEdge = Double.IsFinite v && v <> 0.0 && (abs v < 1e-30 || abs v > 1e30)
    let ratio = r / v

    if isEdge && Double.IsFinite r && abs ratio > 1e-3 && abs ratio < 1e3 then
        if ratio = 1.0 then "x"
        elif ratio = -1.0 then "−x"
        else digits "0.###" ratio + " x"
    else
        text r

let private ways =
    [
        for precision in [ Single; Double ] do
            for lanes in [ Features; Samples ] do
                precision, lanes
    ]

let private compiled =
    lazy
        (let printings =
            [
                for _, rows in tables do
                    for row in rows do
                        for precision, lanes in ways do
                            Emitted.print
                                {
                                    Program = row.Program
                                    Lanes = Some lanes
                                    Precision = precision
                                    Shared = false
                                    Chunk = None
                                }
            ]

         Emitted.compile printings |> List.chunkBySize ways.Length)

/// The cells of a row in one precision: as they are in every width and both ways of filling lanes, which must not differ.
let private cells row precision (compiled: Emitted.Compiled list) =
    let numbers = numbers precision

    let each =
        [
            for (other, lanes), compiled in List.zip ways compiled do
                if other = precision then
                    for bits in Harness.allBits do
                        let cells =
                            numbers
                            |> List.map (fun v ->
                                let given = Map.add x (row.Inputs v) row.Data
                                let wanted = row.Program.Tensors |> List.map _.Name |> Set.ofList
                                let given = given |> Map.filter (fun name _ -> wanted.Contains name)
                                let results = Harness.run compiled bits 1 given |> Map.ofList
                                cell v results[row.Result].[0])

                        sprintf "%A %A, %d bits" precision lanes bits, cells
        ]

    let _, first = each.Head

    for way, cells in each do
        if cells <> first then
            failwithf "%s: %s gives %A, others %A" row.Title way cells first

    first

let private line (cells: string list) = "| " + String.concat " | " cells + " |"

/// The lines of a table.
let table title =
    let offset =
        tables
        |> List.takeWhile (fun (name, _) -> name <> title)
        |> List.sumBy (fun (_, rows) -> rows.Length)

    let rows = tables |> List.find (fun (name, _) -> name = title) |> snd

    [
        line ("x" :: columns)
        "|" + String.replicate (columns.Length + 1) "---|"

        for k, row in List.indexed rows do
            let compiled = compiled.Value[offset + k]

            let cells =
                List.map2
                    (fun single double -> if single = double then single else single + " / " + double)
                    (cells row Single compiled)
                    (cells row Double compiled)

            line (row.Title :: cells)
    ]
