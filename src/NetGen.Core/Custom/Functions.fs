/// Activations and losses that are methods of the network's class.
module NetGen.Core.Functions

open Write

let private rule = Rule.required "function" Words

let private expected arity =
    match arity with
    | 1 -> "a static method of one number that returns a number, such as float Swish(float x)"
    | _ ->
        "a static method of two numbers, prediction and target, that returns a number, such as float Pinball(float y, float t)"

/// The method that an attribute names: that with so many parameters where several have the name.
let private find (functions: Function list) arity layer name =
    let fits (f: Function) = f.IsOfNumbers && f.Parameters.Length = arity

    match functions |> List.filter (fun f -> f.Name = name) with
    | [] -> Error(NoMethod(layer, name))
    | named ->
        match named |> List.tryFind fits with
        | Some f -> Ok f
        | None -> Error(WrongSignature(layer, named.Head.Signature, expected arity))

let private arityOf (attribute: string) =
    match attribute with
    | "Activation" -> Some 1
    | "Loss" -> Some 2
    | _ -> None

/// The method's value; what is wrong with the method is reported by itself.
let private value functions arity arguments bodies =
    match find functions arity "" (Arguments.text "function" arguments |> Option.defaultValue "") with
    | Ok f when (Translate.diagnose functions f).IsEmpty -> Translate.body functions f bodies
    | _ -> List.head bodies

/// The entries of attributes that name a method, for a class with those methods.
let entries functions =
    [
        {
            Name = "Activation"
            Rules = [ rule ]
            Understands = [ DifferentLengths ]
            Role =
                Activation((fun _ -> GlorotUniform), Anything, (fun arguments x _ -> value functions 1 arguments [ x ]))
        }
        {
            Name = "Loss"
            Rules = [ rule ]
            Understands = [ DifferentLengths ]
            Role = Loss(Nothing, OverSamplesAndOutputs, (fun arguments y t -> value functions 2 arguments [ y; t ]))
        }
    ]

/// What is wrong with the methods that attributes name: at the attribute, or inside the method.
let check (spec: Spec) : Diagnostic list =
    [
        for attribute in spec.Layers do
            match arityOf attribute.Name, attribute.Arguments with
            | Some arity, [ Text name ] ->
                match find spec.Functions arity attribute.Name name with
                | Error fault -> Diagnostic.at attribute.At fault
                | Ok f -> yield! Translate.diagnose spec.Functions f
            | _ -> ()
    ]
    |> List.distinct
