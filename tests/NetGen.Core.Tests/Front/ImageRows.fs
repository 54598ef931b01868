/// Layers over images and of any shape, for the tests of every layer: what is tried, and the network of a size.
module NetGen.Core.Tests.ImageRows

open NetGen.Core
open NetGen.Core.Tests.Specs

let private loss = layer "MeanSquaredError"
let private sized kind size named = attribute kind [ Integer(int64 size) ] named
let private called name = [ "Name", Text name ]
let private set name value = name, Integer(int64 value)
let private same = "Padding", Choice "Same"

/// Filters and their kernel's length.
let private filters kind count kernel named = attribute kind [ Integer(int64 count); Integer(int64 kernel) ] named

/// Behind a layer whose gradient passes through it.
let private row layers = network [ 2 ] (dense 3 :: layers @ [ loss ])
let private steps time layers = network [ time; 2 ] (filters "Conv1D" 2 1 [] :: layers @ [ loss ])
let private image height width layers = network [ height; width; 2 ] (filters "Conv2D" 2 1 [] :: layers @ [ loss ])

let private pools kind : (string * (int -> Spec)) list =
    [
        kind + "1D", (fun size -> steps (2 * size + 1) [ sized (kind + "1D") 2 [] ])
        kind + "1D, of so many channels",
        (fun size -> steps 5 [ filters "Conv1D" size 1 []; sized (kind + "1D") 3 [ set "Stride" 1; same ] ])
        kind + "2D", (fun size -> image 4 (size + 1) [ sized (kind + "2D") 2 [ set "Stride" 1 ] ])
        kind + "2D, of so many channels",
        (fun size -> image 4 5 [ filters "Conv2D" size 1 []; sized (kind + "2D") 3 [ set "Stride" 2; set "Pad" 1 ] ])
        "Global" + kind, (fun size -> image 2 size [ layer ("Global" + kind) ])
    ]

let private convolutions: (string * (int -> Spec)) list =
    [
        "Conv1D", (fun size -> steps 6 [ filters "Conv1D" size 3 [ set "Dilation" 2 ] ])
        "Conv1D, of so many steps", (fun size -> steps (2 * size + 1) [ filters "Conv1D" 2 3 [ set "Stride" 2 ] ])
        "Conv2D", (fun size -> image 4 3 [ filters "Conv2D" size 3 [ same ] ])
        "Conv2D, of so many columns", (fun size -> image 3 size [ filters "Conv2D" 2 3 [ set "Pad" 1 ] ])
        "Conv2D, with strides",
        (fun size -> image 5 (2 * size + 1) [ filters "Conv2D" 3 3 [ set "Stride" 2; set "DilationWidth" 1 ] ])
        "Conv2D, in groups", (fun size -> image 3 3 [ filters "Conv2D" (2 * size) 2 [ set "Groups" 2 ] ])
        "Conv2D, depthwise",
        (fun size -> image 3 4 [ filters "Conv2D" size 1 []; filters "Conv2D" size 2 [ set "Groups" size ] ])
        "TransposedConv2D", (fun size -> image 2 3 [ filters "TransposedConv2D" size 3 [ set "Stride" 2 ] ])
        "TransposedConv2D, of so many columns",
        (fun size -> image 2 size [ filters "TransposedConv2D" 2 4 [ set "Stride" 2; set "Pad" 1 ] ])
    ]

let private joined kind : string * (int -> Spec) =
    kind,
    fun size ->
        network
            [ 2 ]
            [
                sized "Dense" size (called "A")
                attribute "Tanh" [] (called "B")
                join kind [ "A"; "B"; "A" ]
                loss
            ]

let rows: (string * (int -> Spec)) list =
    convolutions
    @ pools "MaxPool"
    @ pools "AveragePool"
    @ List.map joined [ "Add"; "Multiply"; "Concat" ]
    @ [
        "Flatten", (fun size -> image 2 size [ layer "Flatten"; dense 2 ])
        "Reshape",
        (fun size ->
            row
                [
                    dense (4 * size)
                    attribute "Reshape" [ Many [ Integer 2L; Integer(int64 size); Integer 2L ] ] []
                ])
        "UpSample2D", (fun size -> image 2 size [ sized "UpSample2D" 2 [] ])
        "ZeroPad2D", (fun size -> image 2 size [ sized "ZeroPad2D" 1 [] ])
        // without biases before it, whose gradient is 0 but for rounding
        "BatchNorm",
        (fun size -> network [ 4; 2 ] [ sized "Dense" size [ "Bias", Truth false ]; layer "BatchNorm"; loss ])
        "BatchNorm, of an image",
        (fun size -> network [ 2; 3; 2 ] [ filters "Conv2D" size 1 [ "Bias", Truth false ]; layer "BatchNorm"; loss ])
        // two numbers become ±1, whatever they are
        "LayerNorm", (fun size -> row [ dense (size + 2); layer "LayerNorm" ])
        "Dropout", (fun size -> row [ dense size; attribute "Dropout" [ Argument.Real 0.25 ] []; dense 2 ])
        "GaussianNoise", (fun size -> row [ dense size; attribute "GaussianNoise" [ Argument.Real 0.25 ] []; dense 2 ])
        "Input",
        (fun size ->
            network
                [ 2 ]
                [
                    sized "Dense" size (called "A")
                    attribute "Input" [ Many [ Integer 3L ] ] (called "Side")
                    sized "Dense" size [ "From", Text "Side"; "Name", Text "B" ]
                    join "Multiply" [ "A"; "B" ]
                    loss
                ])
    ]
