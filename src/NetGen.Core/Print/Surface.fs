/// The public surface of a network: its declarations and their documentation, around whatever bodies.
module NetGen.Core.Surface

open CSharp

/// The members that a network implements.
type Member =
    | InputSize
    | OutputSize
    | ParameterCount
    | ClassCount
    | LabelsPerSample
    | StateCount
    | Info
    | Create
    | Parameters
    | View of property: string * shape: int list
    | State
    | NoiseSeed
    | Step
    | Predict
    | Loss
    | Gradient
    | Penalty
    | OpenStream
    | LabelLoss
    | LabelGradient

type MemberBody =
    /// => expression;
    | Expression of string
    /// { get; } = …;
    | Initial of string list
    /// { get; set; }
    | Stored
    | Statements of string list

/// float or double
let numberType precision =
    match precision with
    | Single -> "float"
    | Double -> "double"

let members outline =
    [
        InputSize
        OutputSize
        ParameterCount
        if outline.IsClassifier then
            ClassCount
        if outline.LabelsPerSample > 1 then
            LabelsPerSample
        if outline.HasState then
            StateCount
        Info
        Create
        Parameters
        yield! outline.Views |> List.map View
        if outline.HasState then
            State
        if outline.HasNoise then
            NoiseSeed
            Step
        Predict
        Loss
        Gradient
        if outline.HasPenalty then
            Penalty
        if outline.HasStream then
            OpenStream
        if outline.IsClassifier then
            LabelLoss
            LabelGradient
    ]

let private summary text = "/// <summary>" + text + "</summary>"
let private param name text = "/// <param name=\"" + name + "\">" + text + "</param>"
let private returns text = "/// <returns>" + text + "</returns>"

let private throws text = "/// <exception cref=\"global::System.ArgumentException\">" + text + "</exception>"

let private inputs = param "inputs" "[samples, InputSize]"
let private targets = param "targets" "[samples, OutputSize]"

let private labels outline =
    let shape =
        if outline.LabelsPerSample > 1 then
            "[samples, LabelsPerSample]"
        else
            "[samples]"

    param "labels" (shape + ", each in 0 … ClassCount − 1.")

let private gradient = param "gradient" "[ParameterCount], overwritten; laid out like Parameters."
let private misfit = throws "A length does not fit, or there is no sample."
let private unknown = throws "A length does not fit, a label is out of range, or there is no sample."

let private loss = "The declared loss, as its attribute averages it over the samples."

let private slope outline =
    if outline.HasPenalty then
        "The loss, and the gradient of the loss and the penalty by every parameter."
    else
        "The loss, and its gradient by every parameter."

/// Its documentation and its declaration.
let private declaration (outline: Outline) value =
    let number = numberType outline.Precision
    let readOnly element = "global::System.ReadOnlySpan<" + element + ">"
    let span = "global::System.Span<" + number + ">"

    match value with
    | InputSize -> [ summary "Numbers in one sample's inputs." ], "public static int InputSize"
    | OutputSize -> [ summary "Numbers in one sample's outputs." ], "public static int OutputSize"
    | ParameterCount -> [ summary "Trained numbers in the network." ], "public static int ParameterCount"
    | ClassCount -> [ summary "The number of classes." ], "public static int ClassCount"
    | LabelsPerSample -> [ summary "Labels of one sample." ], "public static int LabelsPerSample"
    | StateCount -> [ summary "Numbers of running statistics." ], "public static int StateCount"
    | Info ->
        [ summary "The layers, their shapes, and the names, shapes and offsets of the parameters." ],
        "public static global::NetGen.NetworkInfo Info"
    | Create ->
        [
            summary "A network whose parameters are initialised as declared; the same seed gives the same bits."
            param "seed" "Any number."
            returns "A new network."
        ],
        "public static " + outline.Spec.Class + " Create(ulong seed)"
    | Parameters -> [ summary "All parameters, layer after layer, 64-byte aligned." ], "public " + span + " Parameters"
    | View(property, extents) ->
        [ summary (shape extents + ", a view of Parameters.") ], "public " + span + " " + property
    | State ->
        [ summary "Running statistics, laid out as Info.States: Gradient moves them towards its batch's." ],
        "public " + span + " State"
    | NoiseSeed -> [ summary "What the noise of Gradient is drawn from, together with Step." ], "public ulong NoiseSeed"
    | Step -> [ summary "The number of updates so far: each has noise of its own." ], "public long Step"
    | OpenStream ->
        [
            summary "Begins a sequence that is given step by step."
            "/// <remarks>Its outputs are those of Predict; nothing is allocated after this.</remarks>"
        ],
        "public Stream OpenStream()"
    | Penalty ->
        [
            summary "The penalties that the layers declare, at the present parameters; Loss is without them."
        ],
        "public " + number + " Penalty()"
    | Predict ->
        [
            summary "Computes the outputs of any number of samples."
            "/// <remarks>A number that is not finite reaches the outputs of its sample, and of no other.</remarks>"
            inputs
            param "outputs" "[samples, OutputSize], overwritten."
            throws "A length does not fit, or the outputs overwrite the inputs."
        ],
        "public void Predict(" + readOnly number + " inputs, " + span + " outputs)"
    | Loss ->
        [ summary loss; inputs; targets; returns "The mean over the samples."; misfit ],
        "public " + number + " Loss(" + readOnly number + " inputs, " + readOnly number + " targets)"
    | Gradient ->
        [
            summary (slope outline)
            "/// <remarks>A number that is not finite makes the loss, and the slopes it takes part in, not finite.</remarks>"
            inputs
            targets
            gradient
            returns "The loss."
            misfit
        ],
        "public "
        + number
        + " Gradient("
        + readOnly number
        + " inputs, "
        + readOnly number
        + " targets, "
        + span
        + " gradient)"
    | LabelLoss ->
        [ summary loss; inputs; labels outline; returns "The mean over the samples."; unknown ],
        "public " + number + " Loss(" + readOnly number + " inputs, " + readOnly "int" + " labels)"
    | LabelGradient ->
        [ summary (slope outline); inputs; labels outline; gradient; returns "The loss."; unknown ],
        "public "
        + number
        + " Gradient("
        + readOnly number
        + " inputs, "
        + readOnly "int"
        + " labels, "
        + span
        + " gradient)"

let private print outline (value, body) =
    let documentation, signature = declaration outline value

    documentation
    @ match body with
      | Expression expression -> [ signature + " => " + expression + ";" ]
      | Initial(first :: rest) -> signature + " { get; } = " + first :: rest
      | Initial [] -> [ signature + " { get; }" ]
      | Stored -> [ signature + " { get; set; }" ]
      | Statements lines -> block signature lines

let private interfaces outline =
    let name, number = outline.Spec.Class, numberType outline.Precision

    [
        match outline.Precision with
        | Single -> "global::NetGen.INetwork<" + name + ">"
        | Double when not outline.IsClassifier -> "global::NetGen.INetwork<" + name + ", " + number + ">"
        | Double -> ()
        if outline.IsClassifier then
            "global::NetGen.IClassifier<" + name + ", " + number + ">"
    ]

/// The file: a header of comment lines, and the class in its containers, with private members around the public ones.
let file outline (header: string list) fields (bodies: (Member * MemberBody) list) (others: string list list) =
    let spec = outline.Spec
    let publicMembers = bodies |> List.map (print outline)

    let network =
        block
            ("partial class " + spec.Class + " : " + join ", " (interfaces outline))
            (spaced (fields :: publicMembers @ others))

    let nested =
        List.foldBack (fun (container: Container) lines -> block container.Declaration lines) spec.Containers network

    [
        "// <auto-generated/>" :: header
        [ "#nullable enable" ]
        if spec.Namespace <> "" then
            [ "namespace " + spec.Namespace + ";" ]
        nested
    ]
    |> spaced
    |> join "\n"
    |> fun text -> text + "\n"

/// A stream of a class with errors.
let private streamOfErrors number refuse =
    let spans name = "global::System." + name + "<" + number + "> "

    let unknown = summary "Not known: the declaration has errors."

    unknown
    :: block
        "public sealed class Stream"
        ([
            "public static int InputSize"
            "public static int OutputSize"
            "public " + spans "Span" + "State"
            "public void Next(" + spans "ReadOnlySpan" + "inputs, " + spans "Span" + "outputs)"
            "public void Reset()"
            "public void CopyFrom(Stream other)"
         ]
         |> List.collect (fun signature -> [ unknown; signature + " => " + refuse + ";" ]))

/// The surface of a class with errors: code that uses it compiles, so that the errors shown are the cause.
/// Nothing for a class that no part of ours can complete.
let ofErrors (outline: Outline) =
    let spec = outline.Spec

    let refuse =
        "throw new global::System.NotSupportedException("
        + text ("The declaration of " + spec.Class + " has errors.")
        + ")"

    if spec.Shape.IsStatic || spec.Shape.IsGeneric || spec.Shape.IsRecord || spec.Accessibility = "file" then
        "// <auto-generated/>\n"
    else
        let body value =
            match value with
            | NoiseSeed
            | Step -> value, Stored
            | _ -> value, Expression refuse

        let stream = streamOfErrors (numberType outline.Precision) refuse
        file outline [] [] (members outline |> List.map body) [ stream ]
