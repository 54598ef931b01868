/// Every layer in small networks, at the sizes where loops over vectors and samples begin, end and have remainders.
module NetGen.Core.Tests.LayerTests

open NetGen.Core
open NetGen.Core.Tests.Specs
open Xunit

let private loss = layer "MeanSquaredError"
let private sized kind size named = attribute kind [ Integer(int64 size) ] named
let private heads number named = attribute "SelfAttention" [ Integer(int64 number) ] named
let private flag name = name, Truth true
let private without name = name, Truth false
let private whole = flag "ReturnSequences"

/// Behind a layer whose gradient passes through it, [steps, 2] in.
let private sequence steps layers = network [ steps; 2 ] (dense 3 :: layers @ [ loss ])

/// Likewise over samples of 1 to so many steps.
let private varying steps layers =
    { sequence steps layers with
        Network = attribute "Network" [ Integer(int64 steps); Integer 2L ] [ flag "VariableLength" ]
    }

/// Tokens in, of 5 kinds.
let private tokens named layers =
    { network [] (layers @ [ loss ]) with
        Network = attribute "Network" [ Integer 4L ] (("Vocabulary", Integer 5L) :: named)
    }

/// Every form of a recurrent layer.
let private recurrent kind : (string * (int -> Spec)) list =
    let of' size more = sized kind size more

    [
        "", (fun size -> sequence 4 [ of' size [] ])
        ", all states", (fun size -> sequence 4 [ of' size [ whole ] ])
        ", without a bias", (fun size -> sequence 3 [ of' size [ whole; without "Bias" ] ])
        ", backward", (fun size -> sequence 4 [ of' size [ flag "Backward" ] ])
        ", all states, backward", (fun size -> sequence 2 [ of' size [ whole; flag "Backward" ] ])
        ", in both directions", (fun size -> sequence 4 [ of' size [ flag "Bidirectional" ] ])
        ", all states, in both directions", (fun size -> sequence 3 [ of' size [ whole; flag "Bidirectional" ] ])
        ", stacked", (fun size -> sequence 4 [ of' size [ whole ]; of' 3 [ whole ]; of' size [] ])
        ", of any length", (fun size -> varying 4 [ of' size [] ])
        ", all states, of any length", (fun size -> varying 4 [ of' size [ whole ] ])
        ", backward, of any length", (fun size -> varying 4 [ of' size [ flag "Backward" ] ])
        ", in both directions, of any length",
        (fun size -> varying 3 [ of' size [ whole; flag "Bidirectional" ]; of' 2 [ flag "Bidirectional" ] ])
    ]
    |> List.map (fun (form, spec) -> kind + form, spec)

/// What is tried, and the network of a size: units, features, channels or steps.
let rows: (string * (int -> Spec)) list =
    [
        "Dense", (fun size -> network [ 2 ] [ dense 3; dense size; loss ])
        "Dense, of every step", (fun size -> sequence 4 [ dense size ])
        "Dense, without a bias", (fun size -> network [ 2 ] [ dense 3; denseWith size [ without "Bias" ]; loss ])
    ]
    @ recurrent "RNN"
    @ recurrent "LSTM"
    @ recurrent "GRU"
    @ [
        "RNN of rectifiers", (fun size -> sequence 4 [ sized "RNN" size [ "Activation", Choice "ReLU" ] ])
        "GRU, reset before", (fun size -> sequence 4 [ sized "GRU" size [ without "ResetAfter" ] ])
        "GRU, reset before, in both directions, of any length",
        (fun size -> varying 4 [ sized "GRU" size [ without "ResetAfter"; whole; flag "Bidirectional" ] ])
        "Embedding", (fun size -> tokens [] [ sized "Embedding" size [] ])
        "Embedding, of any length",
        (fun size -> tokens [ flag "VariableLength" ] [ sized "Embedding" size []; sized "GRU" 3 [] ])
        "PositionalEncoding", (fun size -> sequence 4 [ dense size; layer "PositionalEncoding" ])
        "PositionalEncoding, learned",
        (fun size -> sequence 4 [ dense size; attribute "PositionalEncoding" [] [ flag "Learned" ] ])
        "SelfAttention", (fun size -> sequence 4 [ dense (2 * size); heads 2 [] ])
        "SelfAttention, of so many steps", (fun size -> sequence size [ dense 4; heads 2 [] ])
        "SelfAttention, of so many heads", (fun size -> sequence 3 [ dense (2 * size); heads size [] ])
        "SelfAttention, causal", (fun size -> sequence size [ dense 4; heads 2 [ flag "Causal" ] ])
        "SelfAttention, without a bias", (fun size -> sequence 4 [ dense size; heads 1 [ without "Bias" ] ])
        "SelfAttention, of any length", (fun size -> varying (size + 1) [ dense 4; heads 2 [] ])
        "SelfAttention, causal, of any length", (fun size -> varying 5 [ dense size; heads 1 [ flag "Causal" ] ])
        "a transformer's block",
        (fun size ->
            tokens
                []
                [
                    sized "Embedding" (2 * size + 2) [ "Name", Text "E" ]
                    attribute "PositionalEncoding" [] [ "Name", Text "P" ]
                    heads 2 [ flag "Causal" ]
                    join "Add" [ "P"; "SelfAttention1" ]
                    layer "LayerNorm"
                    dense 5
                    layer "GELU"
                    dense (2 * size + 2)
                    join "Add" [ "LayerNorm1"; "Dense2" ]
                ])
    ]
    @ ImageRows.rows

let names: objnull[] list = rows |> List.map (fun (name, _) -> [| box name |])

let private specOf name = rows |> List.find (fun (other, _) -> other = name) |> snd
let private everyWidth = [ 0..3 ]

/// A night has time for every size.
let private isNightly = System.Environment.GetEnvironmentVariable "NETGEN_TESTS" = "nightly"

let private holds precision size batches name =
    let trial = Trial.make precision (specOf name size)

    for batch in batches do
        match Trial.away trial.Model batch (1000 * size) with
        | Some data -> Trial.check trial everyWidth data
        | None -> failwith ("All data for " + name + " lie close to a kink.")

[<Theory; MemberData(nameof names)>]
let ``a layer of any size is the reference's in single precision`` (name: string) =
    for size in (if isNightly then [ 1; 3; 15; 16; 17 ] else [ 1; 15; 17 ]) do
        holds Single size [ 1; 3; 17; 33 ] name

[<Theory; MemberData(nameof names)>]
let ``a layer of any size is the reference's in double precision`` (name: string) =
    for size in (if isNightly then [ 1; 3; 7; 8; 9 ] else [ 3; 8 ]) do
        holds Double size [ 1; 3; 17 ] name

[<Theory; MemberData(nameof names)>]
let ``the reference's derivative is that of finite differences`` (name: string) =
    for size in [ 1; 3; 4 ] do
        let model = model (specOf name size |> inDouble)

        match Trial.away model 3 size with
        | Some data -> Trial.checkDifferences model data
        | None -> failwith ("All data for " + name + " lie close to a kink.")

[<Fact>]
let ``every layer has a row here; activations and losses have tables of their own, custom ones tests`` () =
    let needsRow (entry: Entry) =
        match entry.Role with
        | Activation _
        | Loss _ -> false
        | _ -> entry.Name <> "Equation"

    let needed = Catalogue.entries |> List.filter needsRow |> List.map (fun entry -> entry.Name)
    let tried = rows |> List.map (fun (name, _) -> Array.head (name.Split([| ','; ' ' |])))
    Assert.Equal<Set<string>>(Set.empty, set needed - set tried)
