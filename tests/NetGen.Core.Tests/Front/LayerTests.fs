/// Every layer in small networks, at the sizes where loops over vectors and samples begin, end and have remainders.
module NetGen.Core.Tests.LayerTests

open NetGen.Core
open NetGen.Core.Tests.Specs
open Xunit

let private loss = layer "MeanSquaredError"
let private recurrent kind units named = attribute kind [ Integer(int64 units) ] named
let private whole = "ReturnSequences", Truth true

/// Behind a layer whose gradient passes through it, [steps, 2] in.
let private sequence steps layers = network [ steps; 2 ] (dense 3 :: layers @ [ loss ])

/// What is tried, and the network of a size: units, features or channels.
let private rows: (string * (int -> Spec)) list =
    [
        "Dense", fun size -> network [ 2 ] [ dense 3; dense size; loss ]
        "Dense, of every step", fun size -> sequence 4 [ dense size ]
        "Dense, without a bias", fun size -> network [ 2 ] [ dense 3; denseWith size [ "Bias", Truth false ]; loss ]
        "RNN", fun size -> sequence 4 [ recurrent "RNN" size [] ]
        "RNN, all states", fun size -> sequence 4 [ recurrent "RNN" size [ whole ] ]
    ]

let names: objnull[] list = rows |> List.map (fun (name, _) -> [| box name |])

let private specOf name = rows |> List.find (fun (other, _) -> other = name) |> snd
let private everyWidth = [ 0..3 ]

let private holds precision size batches name =
    let trial = Trial.make precision (specOf name size)

    for batch in batches do
        match Trial.away trial.Model batch (1000 * size) with
        | Some data -> Trial.check trial everyWidth data
        | None -> failwith ("All data for " + name + " lie close to a kink.")

[<Theory; MemberData(nameof names)>]
let ``a layer of any size is the reference's in single precision`` (name: string) =
    for size in [ 1; 3; 15; 16; 17 ] do
        holds Single size [ 1; 3; 17; 33 ] name

[<Theory; MemberData(nameof names)>]
let ``a layer of any size is the reference's in double precision`` (name: string) =
    for size in [ 1; 3; 7; 8; 9 ] do
        holds Double size [ 1; 3; 17 ] name

[<Theory; MemberData(nameof names)>]
let ``the reference's derivative is that of finite differences`` (name: string) =
    for size in [ 1; 3; 4 ] do
        let model = model (specOf name size |> inDouble)

        match Trial.away model 3 size with
        | Some data -> Trial.checkDifferences model data
        | None -> failwith ("All data for " + name + " lie close to a kink.")
