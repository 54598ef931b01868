namespace NetGen.Core

open System
open System.Globalization

/// The values are those of Roslyn's DiagnosticSeverity.
type Severity =
    | Info = 1
    | Warning = 2
    | Error = 3

/// Everything that can be wrong with a declaration, one case each. A layer is called by its name: Dense2.
type Fault =
    | NotPartial of network: string
    | ContainerNotPartial of container: string * network: string
    | Generic of declaration: string
    | Static of network: string
    | Abstract of network: string
    | Record of network: string
    | NoInputShape of network: string
    | BadInputShape of network: string * extent: string
    | LayersElsewhere of network: string * attribute: string
    | NothingToTrain of network: string
    | UnknownLayer of attribute: string * nearest: string option
    | BadName of layer: string * name: string
    | DuplicateName of name: string
    | MemberCollision of layer: string * property: string
    | MissingArgument of layer: string * argument: string
    | UnknownArgument of layer: string * argument: string * nearest: string option
    | WrongType of layer: string * argument: string * expected: string * actual: string
    | OutOfRange of layer: string * argument: string * expected: string * actual: string
    | UnusedArgument of layer: string * argument: string * needed: string
    | EmptyInterval of layer: string * low: string * high: string
    | NoLoss of network: string
    | SecondLoss of first: string * second: string
    | LayerAfterLoss of layer: string * loss: string
    | NotProbabilities of loss: string * last: string
    | NotLogistic of loss: string * last: string
    | OneClass of loss: string * last: string
    | NotFlat of layer: string * shape: int list
    | TooLarge of layer: string * what: string * limit: int64
    | UnoptimizedBuild of network: string
    | FileLocal of network: string
    | NoMethod of layer: string * name: string
    | WrongSignature of layer: string * method: string * expected: string
    | UnreadableCode of method: string * what: string
    | UnknownCall of method: string * name: string * nearest: string option
    | Recursion of method: string * callee: string
    | BadNotation of layer: string * expected: string * found: string
    | UnknownTensor of layer: string * tensor: string * nearest: string option
    | UnknownExtent of layer: string * index: string
    | ExtentsDiffer of layer: string * index: string * first: int * second: int
    | UnboundIndex of layer: string * index: string
    | BoundTwice of layer: string * index: string
    | WrongIndices of layer: string * tensor: string * expected: int * actual: int
    | ReadsOutside of layer: string * place: string * low: int * high: int * extent: int
    | UnknownFunction of layer: string * name: string * nearest: string option
    | WrongCount of layer: string * name: string * expected: int * actual: int
    | BadEquations of layer: string * reason: string
    | Underivable of method: string * reason: string
    | UnusedBranch of layer: string
    | UnknownSource of layer: string * source: string * nearest: string option
    | Cycle of layers: string list
    | Unjoinable of layer: string * shapes: int list list
    | Unshareable of layer: string * other: string * reason: string
    | NotTokens of layer: string * source: string
    | OnlyTokens of layer: string * source: string
    | EqualLengths of layer: string * source: string
    | BadTokens of input: string * shape: int list
    | LossOfInput of loss: string * input: string
    | NotSequence of layer: string * shape: int list
    | UnevenHeads of layer: string * heads: int * features: int
    | WrongRank of layer: string * expected: string * shape: int list
    | WindowTooLarge of layer: string * span: int * extent: int
    | WindowOutside of layer: string * size: int * pad: int
    | Ungroupable of layer: string * groups: int * channels: int * filters: int
    | WrongSize of layer: string * shape: int list * wanted: int list
    | InternalFault of network: string * stage: string * message: string
    /// At a place of its own, inside a text.
    | Located of at: Position * Fault

[<RequireQualifiedAccess>]
module Fault =
    /// 8×8
    let shape (extents: int list) =
        String.Join("×", extents |> List.map (fun e -> e.ToString CultureInfo.InvariantCulture))

    let private didYouMean nearest =
        match nearest with
        | Some name -> "; did you mean " + name + "?"
        | None -> ""

    /// Number, title and message: what is wrong, with the shapes, and what to do.
    let rec private describe fault =
        match fault with
        | Located(_, fault) -> describe fault
        | NotPartial network ->
            1,
            "A network's class must be partial",
            $"{network} must be partial: the network is generated into another part of the class. Write 'partial class {network}'."
        | ContainerNotPartial(container, network) ->
            2,
            "A type around a network must be partial",
            $"{container} contains the network {network} and must be partial: the generated part of {network} is nested in it."
        | Generic declaration ->
            3,
            "A network cannot be generic",
            $"{declaration} has type parameters: a network and the types around it must have none, as its shapes are fixed at build time."
        | Static network ->
            4,
            "A network cannot be static",
            $"{network} is static, but a network is an object that holds its parameters. Remove 'static'."
        | Abstract network ->
            5,
            "A network cannot be abstract",
            $"{network} is abstract, but Create makes an instance of it. Remove 'abstract'."
        | Record network ->
            6,
            "A network cannot be a record",
            $"{network} is a record, and copying one would share its parameters. Make it a class."
        | NoInputShape network ->
            7,
            "The input shape is missing",
            $"{network} does not say what one sample looks like. Give its shape, for example [Network(64)]."
        | BadInputShape(network, extent) ->
            8,
            "The input shape must be of positive integers",
            $"{network} has an input extent of {extent}, but every extent must be an integer from 1 to 2147483647."
        | LayersElsewhere(network, attribute) ->
            9,
            "Layers are spread over several declarations",
            $"[{attribute}] stands on another declaration of {network}, and the order of files is not an order of layers. Move it to the declaration with [Network]."
        | NothingToTrain network ->
            10,
            "The network has no parameters",
            $"{network} has no layer with parameters, so there is nothing to train. Add one, for example [Dense(10)]."
        | UnknownLayer(attribute, nearest) ->
            11,
            "Unknown layer",
            $"The compiler knows no layer, activation or loss called {attribute}{didYouMean nearest}"
        | BadName(layer, name) ->
            12,
            "A layer's name must be an identifier",
            $"The name \"{name}\" of {layer} cannot begin the name of a property: use letters, digits and underscores, and begin with a letter."
        | DuplicateName name ->
            13,
            "Two layers have the same name",
            $"Two layers are called {name}, but parameters are found by their layer's name. Give one of them another Name."
        | MemberCollision(layer, property) ->
            14,
            "Two generated members have the same name",
            $"The property {property} for {layer} would have the name of another generated member or of the class. Give the layer another Name."
        | MissingArgument(layer, argument) -> 15, "An argument is missing", $"{layer} needs the argument {argument}."
        | UnknownArgument(layer, argument, nearest) ->
            16, "Unknown argument", $"{layer} has no argument {argument}{didYouMean nearest}"
        | WrongType(layer, argument, expected, actual) ->
            17, "An argument has the wrong type", $"{argument} of {layer} must be {expected}, but is {actual}."
        | OutOfRange(layer, argument, expected, actual) ->
            18, "An argument is out of range", $"{argument} of {layer} must be {expected}, but is {actual}."
        | UnusedArgument(layer, argument, needed) ->
            19,
            "An argument has no effect",
            $"{argument} of {layer} has no effect without {needed}. Add that, or remove {argument}."
        | EmptyInterval(layer, low, high) ->
            20,
            "The bounds of an initialiser are no interval",
            $"The initialiser of {layer} runs from {low} to {high}, but the lower bound must be less than the upper one."
        | NoLoss network ->
            21,
            "The network has no loss",
            $"{network} does not say what training is to reduce. Add a loss below the layers, for example [MeanSquaredError]."
        | SecondLoss(first, second) ->
            22,
            "An output has two losses",
            $"{first} compares the same outputs as {second} does. Remove one of them, or give one the From of another layer."
        | LayerAfterLoss(layer, loss) ->
            23,
            "A layer stands after the loss",
            $"{layer} stands after {loss}, but losses come last. Move {loss} to the end."
        | NotProbabilities(loss, last) ->
            24,
            "The loss needs probabilities",
            $"{loss} compares probabilities that sum to 1, but {last} does not give any. Add [Softmax] or [LogSoftmax] before it, or choose another loss."
        | NotLogistic(loss, last) ->
            25,
            "The loss needs outputs between 0 and 1",
            $"{loss} takes the logarithm of every output and of 1 minus it, but {last} does not keep its outputs strictly between 0 and 1. Add [Sigmoid] before it, or choose another loss."
        | OneClass(loss, last) ->
            26,
            "One class cannot be told apart",
            $"{loss} chooses between classes, but {last} has 1 output, whose probability is always 1. Use 2 outputs, or [Sigmoid] with [BinaryCrossEntropy]."
        | NotFlat(layer, extents) ->
            27,
            "The layer needs inputs of one dimension",
            $"{layer} takes inputs of one dimension, but gets {shape extents}. Put [Flatten] before it."
        | TooLarge(layer, what, limit) ->
            28,
            "The network is too large",
            $"With {layer} the network has more than {limit.ToString CultureInfo.InvariantCulture} {what}. Make the layers smaller."
        | UnoptimizedBuild network ->
            29,
            "The network's kernels are not optimised in this build",
            $"{network} is compiled without optimisation here and runs many times slower than in Release. Build in Release, or put networks into a project with <Optimize>true</Optimize>."
        | FileLocal network ->
            30,
            "A network cannot be local to a file",
            $"{network} or a type around it is local to its file, but the network is generated into another file. Remove 'file'."
        | NoMethod(layer, name) ->
            40,
            "The method is not found",
            $"{layer} names {name}, but the network's class has no static method of that name. Declare it there."
        | WrongSignature(layer, method, expected) ->
            41, "The method has the wrong signature", $"{layer} needs {expected}, but {method} is none."
        | UnreadableCode(method, what) ->
            42,
            "The code cannot be differentiated",
            $"{method} has {what}, which the compiler does not read. It reads arithmetic, functions of Math and MathF, conditionals, locals, constants, and calls of static methods like it."
        | UnknownCall(method, name, nearest) ->
            43,
            "The call cannot be differentiated",
            $"{method} calls {name}, which is neither a function that the compiler knows nor a static method of numbers in this project{didYouMean nearest}"
        | Recursion(method, callee) ->
            44,
            "The method calls itself",
            $"{method} calls {callee}, which is still being computed there: what is differentiated must not call itself."
        | BadNotation(layer, expected, found) ->
            45,
            "The equation is not understood",
            $"In the equations of {layer} {expected} is expected, but there is {found}."
        | UnknownTensor(layer, tensor, nearest) ->
            46,
            "Unknown tensor",
            $"{layer} has no tensor {tensor}. If it is a parameter, say how it begins: \"{tensor} ~ GlorotUniform\"{didYouMean nearest}"
        | UnknownExtent(layer, index) ->
            47,
            "The extent of an index is unknown",
            $"{layer} does not say how far {index} runs, and {index} alone is no place of the input. Declare it: \"{index} = 32\"."
        | ExtentsDiffer(layer, index, first, second) ->
            48,
            "An index has two extents",
            $"In {layer} {index} runs over {first} places, but here over {second}. Call one of the two indices otherwise."
        | UnboundIndex(layer, index) ->
            49,
            "The index is not bound",
            $"In {layer} {index} stands neither on the left of the equation nor in a reduction around it. Sum over it: \"sum({index}, …)\"."
        | BoundTwice(layer, index) ->
            50,
            "An index is bound twice",
            $"In {layer} {index} is bound already. Call one of the two indices otherwise."
        | WrongIndices(layer, tensor, expected, actual) ->
            51,
            "The tensor has another number of indices",
            $"{tensor} of {layer} has {expected} indices, but here {actual}."
        | ReadsOutside(layer, place, low, high, extent) ->
            52,
            "The place lies outside the tensor",
            $"In {layer} {place} runs from {low} to {high}, outside 0 to {extent - 1}. Change it or an extent, or declare what stands outside: \"x = 0 outside\"."
        | UnknownFunction(layer, name, nearest) ->
            53, "Unknown function", $"The notation of {layer} has no function {name}{didYouMean nearest}"
        | WrongCount(layer, name, expected, actual) ->
            54,
            "The function takes another number of arguments",
            $"{name} of {layer} takes {expected} arguments, but gets {actual}."
        | BadEquations(layer, reason) ->
            55, "The equations are no layer", $"The equations of {layer} are no layer: {reason}."
        | Underivable(method, reason) ->
            56, "No gradient can be generated", $"The gradient of {method} cannot be generated: {reason}."
        | UnusedBranch layer ->
            60,
            "Nothing reads a layer",
            $"No layer and no loss reads {layer}. Name it in the From of another layer or of a loss, or remove it."
        | UnknownSource(layer, source, nearest) ->
            61,
            "Unknown layer or input",
            $"{layer} refers to {source}, but no layer and no input is called that{didYouMean nearest}"
        | Cycle layers ->
            62,
            "Layers read each other in a circle",
            $"""The layers {String.Join(", ", layers)} read each other in a circle, so that none can be computed first. Change a From."""
        | Unjoinable(layer, shapes) ->
            63,
            "The inputs of a layer do not join",
            $"""{layer} joins inputs of {String.Join(", ", List.map shape shapes)}: [Add] and [Multiply] take equal shapes, [Concat] shapes that differ in the last extent alone."""
        | Unshareable(layer, other, reason) ->
            64, "Parameters cannot be shared", $"{layer} cannot share the parameters of {other}: {reason}."
        | NotTokens(layer, source) ->
            65,
            "The layer looks up tokens",
            $"{layer} looks up integers, but {source} gives numbers. Declare the input with a Vocabulary, for example [Network(16, Vocabulary = 27)]."
        | OnlyTokens(layer, source) ->
            66,
            "Tokens are no numbers",
            $"{layer} computes with numbers, but {source} gives tokens, whose size means nothing. Put an [Embedding] between them."
        | EqualLengths(layer, source) ->
            67,
            "The layer takes sequences of equal length",
            $"{layer} does not know where a sequence of {source} ends, as lengths vary from sample to sample there. Use a layer that does before it, such as [LSTM], or remove VariableLength."
        | BadTokens(input, extents) ->
            68,
            "The input is no sequence",
            $"{input} has the shape {shape extents}: a Vocabulary goes with one extent, the number of tokens, and VariableLength with a first extent of 2 or more, the greatest length."
        | LossOfInput(loss, input) ->
            69,
            "A loss compares an input",
            $"{loss} compares {input}, which no parameter changes. Give it the From of a layer."
        | NotSequence(layer, extents) ->
            70,
            "The layer takes sequences",
            $"{layer} takes sequences of [time, features], of two steps or more, but gets {shape extents}. Declare the input so, for example [Network(24, 3)], and set ReturnSequences on a recurrent layer before it."
        | UnevenHeads(layer, heads, features) ->
            71,
            "The features do not divide among the heads",
            $"{layer} divides its features among {heads.ToString CultureInfo.InvariantCulture} heads, but gets {features.ToString CultureInfo.InvariantCulture} features, which is no multiple of that. Change the heads, or the features of the layer before."
        | WrongRank(layer, expected, extents) ->
            80,
            "The input has the wrong number of dimensions",
            $"{layer} takes inputs of [{expected}], but gets {shape extents}. Put [Reshape] before it, or declare the input in that shape."
        | WindowTooLarge(layer, span, extent) ->
            81,
            "The window does not fit into the input",
            $"The window of {layer} spans {span.ToString CultureInfo.InvariantCulture}, but its input, padding included, has {extent.ToString CultureInfo.InvariantCulture}. Make the window smaller, or pad more."
        | WindowOutside(layer, size, pad) ->
            82,
            "A window lies outside the input",
            $"{layer} pads {pad.ToString CultureInfo.InvariantCulture} places, so that a window of {size.ToString CultureInfo.InvariantCulture} can lie wholly outside, where there is nothing to pool. Pad less than the window's size."
        | Ungroupable(layer, groups, channels, filters) ->
            83,
            "The groups do not divide the channels",
            $"{layer} has {groups.ToString CultureInfo.InvariantCulture} groups, which must divide its {channels.ToString CultureInfo.InvariantCulture} input channels and its {filters.ToString CultureInfo.InvariantCulture} filters."
        | WrongSize(layer, extents, wanted) ->
            84,
            "The shape has another size",
            $"{layer} gives {shape extents} the shape {shape wanted}, but they do not hold the same number of numbers."
        | InternalFault(network, stage, message) ->
            9999,
            "Internal fault of the compiler",
            $"{network} could not be compiled: the stage '{stage}' failed with: {message} Please report it with the class's declaration."

    let id fault =
        let number, _, _ = describe fault
        "NG" + number.ToString("0000", CultureInfo.InvariantCulture)

    let title fault =
        let _, title, _ = describe fault
        title

    let message fault =
        let _, _, message = describe fault
        message

    let severity fault =
        match fault with
        | UnoptimizedBuild _ -> Severity.Info
        | _ -> Severity.Error

    let help fault =
        $"https://github.com/netgen-dotnet/netgen/blob/main/generators/NetGen.Generator/Diagnostics/{id fault}.md"

    /// One example of every case: what the analyzer can report, in the order of the numbers.
    let examples =
        [
            NotPartial "DigitNet"
            ContainerNotPartial("Outer", "DigitNet")
            Generic "DigitNet"
            Static "DigitNet"
            Abstract "DigitNet"
            Record "DigitNet"
            NoInputShape "DigitNet"
            BadInputShape("DigitNet", "0")
            LayersElsewhere("DigitNet", "Dense")
            NothingToTrain "DigitNet"
            UnknownLayer("Densee", Some "Dense")
            BadName("Dense1", "my layer")
            DuplicateName "Hidden"
            MemberCollision("Dense1", "Dense1Weights")
            MissingArgument("Dense1", "units")
            UnknownArgument("Dense1", "Bas", Some "Bias")
            WrongType("Dense1", "units", "an integer", "\"ten\"")
            OutOfRange("Dense1", "units", "from 1 to 2147483647", "0")
            UnusedArgument("Dense1", "WeightsMin", "Weights = Initializer.Uniform")
            EmptyInterval("Dense1", "1", "-1")
            NoLoss "DigitNet"
            SecondLoss("CrossEntropy", "Huber")
            LayerAfterLoss("Dense2", "CrossEntropy")
            NotProbabilities("CrossEntropy", "Dense2")
            NotLogistic("BinaryCrossEntropy", "Dense2")
            OneClass("CrossEntropy", "Softmax1")
            NotFlat("Dense1", [ 8; 8 ])
            TooLarge("Dense2", "parameters", 2147483647L)
            UnoptimizedBuild "DigitNet"
            FileLocal "DigitNet"
            NoMethod("Activation1", "Swish")
            WrongSignature("Activation1", "Net.Swish(int)", "a static method of one number that returns a number")
            UnreadableCode("Swish", "a loop")
            UnknownCall("Swish", "MathF.Exq", Some "Exp")
            Recursion("Swish", "Swish")
            BadNotation("Equation1", "a bracket ']'", "','")
            UnknownTensor("Equation1", "W", Some "w")
            UnknownExtent("Equation1", "o")
            ExtentsDiffer("Equation1", "i", 4, 3)
            UnboundIndex("Equation1", "i")
            BoundTwice("Equation1", "i")
            WrongIndices("Equation1", "x", 1, 2)
            ReadsOutside("Equation1", "x[i + 1]", 1, 4, 4)
            UnknownFunction("Equation1", "rleu", Some "relu")
            WrongCount("Equation1", "max", 2, 1)
            BadEquations("Equation1", "y has no equation")
            Underivable("Rosenbrock", "Functions around it is not partial")
            UnusedBranch "Dense2"
            UnknownSource("Add1", "Conv3", Some "Conv1")
            Cycle [ "Dense1"; "Dense2" ]
            Unjoinable("Add1", [ [ 8; 8; 4 ]; [ 8; 8; 2 ] ])
            Unshareable("Dense2", "Dense1", "its weights are 8×4, not 4×4")
            NotTokens("Embedding1", "Input")
            OnlyTokens("Dense1", "Input")
            EqualLengths("Conv1D1", "Input")
            BadTokens("Input", [ 8; 8 ])
            LossOfInput("Huber", "Input")
            NotSequence("LSTM1", [ 64 ])
            UnevenHeads("SelfAttention1", 4, 30)
            WrongRank("Conv2D1", "height, width, channels", [ 64 ])
            WindowTooLarge("Conv2D1", 5, 3)
            WindowOutside("MaxPool2D1", 2, 2)
            Ungroupable("Conv2D1", 2, 3, 4)
            WrongSize("Reshape1", [ 8; 8 ], [ 7; 9 ])
            InternalFault("DigitNet", "schedule", "Index i is unbound.")
        ]

/// A fault and where it was found.
type Diagnostic =
    {
        Fault: Fault
        At: Position
    }

    /// NG0001 … NG9999
    member this.Id = Fault.id this.Fault
    member this.Severity = Fault.severity this.Fault
    member this.Title = Fault.title this.Fault
    member this.Message = Fault.message this.Fault

    /// The page that explains it.
    member this.Help = Fault.help this.Fault

    /// One diagnostic of every id, for whoever must list them.
    static member Examples = Fault.examples |> List.map (fun fault -> { Fault = fault; At = Position.none })

[<RequireQualifiedAccess>]
module Diagnostic =
    let at position fault =
        match fault with
        | Located(position, fault) -> { Fault = fault; At = position }
        | _ -> { Fault = fault; At = position }
