/// Declarations, as the generator would read them.
module NetGen.Core.Tests.Specs

open NetGen.Core

let attribute name arguments named : Attribute =
    { Name = name; Arguments = arguments; Named = named; Texts = []; At = Position.none }

let layer name = attribute name [] []
let dense units = attribute "Dense" [ Integer(int64 units) ] []
let denseWith units named = attribute "Dense" [ Integer(int64 units) ] named

/// A layer that joins others.
let join name from = attribute name [ Many(from |> List.map Text) ] []

let shape =
    { IsPartial = true; IsStatic = false; IsAbstract = false; IsGeneric = false; IsRecord = false }

let network (inputs: int list) layers : Spec =
    {
        Namespace = "Demo"
        Containers = []
        Class = "Net"
        Accessibility = "public"
        Shape = shape
        Network = attribute "Network" (inputs |> List.map (int64 >> Integer)) []
        Layers = layers
        Strays = []
        Functions = []
        At = Position.none
    }

let inDouble (spec: Spec) =
    { spec with
        Network = { spec.Network with Named = ("Precision", Choice "Double") :: spec.Network.Named }
    }

let digits =
    { network [ 64 ] [ dense 32; layer "ReLU"; dense 10; layer "Softmax"; layer "CrossEntropy" ] with
        Class = "DigitNet"
    }

/// As it would be declared.
let text (spec: Spec) =
    let show (attribute: Attribute) =
        let named = attribute.Named |> List.map (fun (name, value) -> name + " = " + Arguments.show value)
        let arguments = (attribute.Arguments |> List.map Arguments.show) @ named
        "[" + attribute.Name + "(" + System.String.Join(", ", arguments) + ")]"

    System.String.Join(" ", spec.Network :: spec.Layers |> List.map show)

let model spec =
    match Infer.infer spec with
    | Ok model -> model
    | Error diagnostics ->
        failwith (System.String.Join("\n", diagnostics |> List.map (fun d -> d.Id + " " + d.Message)))
