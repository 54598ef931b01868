/// The nested class that runs a network step by step.
module NetGen.Core.Streaming

open CSharp
open Surface

let private summary text = "/// <summary>" + text + "</summary>"
let private throws text = "/// <exception cref=\"global::System.ArgumentException\">" + text + "</exception>"
let private parameter name text = "/// <param name=\"" + name + "\">" + text + "</param>"

let private members (model: Model) (sizes: Homes.StepSizes) (printed: Printed) =
    let numbers = numberType model.Precision
    let name = model.Spec.Class
    // both halves, before and after a step, begin at a vector's boundary
    let half = (sizes.State + 15) / 16 * 16
    let int (value: int) = integer (int64 value)

    let argument buffer =
        match buffer with
        | "inputs"
        | "outputs" -> Running.reference buffer
        | "parameters"
        | "state" -> "ref network." + buffer + ".Start"
        | "before"
        | "after"
        | "work" -> "ref " + buffer
        | other -> invalidOp ("A stream has no buffer " + other + ".")

    let half' start = Running.add "ref memory.Start" start

    [
        [
            "private readonly " + name + " network;"
            "private readonly global::NetGen.Lanes.AlignedBuffer<"
            + numbers
            + "> memory = new("
            + int (2 * half)
            + ");"
            "private int current;"
        ]
        [ "internal Stream(" + name + " network) => this.network = network;" ]
        [
            summary "Numbers of one step's inputs."
            "public static int InputSize => " + int sizes.Inputs + ";"
        ]
        [
            summary "Numbers of one step's outputs."
            "public static int OutputSize => " + int sizes.Outputs + ";"
        ]
        [
            summary "What it remembers of the steps so far: zeros before the first."
            "public global::System.Span<"
            + numbers
            + "> State => memory.Span.Slice(current, "
            + int sizes.State
            + ");"
        ]
        [
            summary "Takes the next step: the outputs are those of Predict, were the sequence to end here."
            parameter "inputs" "[InputSize]"
            parameter "outputs" "[OutputSize], overwritten."
            throws "A length does not fit, or the outputs overwrite the inputs."
        ]
        @ block
            ("public void Next(global::System.ReadOnlySpan<"
             + numbers
             + "> inputs, global::System.Span<"
             + numbers
             + "> outputs)")
            (Door.nextStep model
             @ Running.rent numbers printed "1" []
             @ [
                 "ref " + numbers + " before = " + half' "current" + ";"
                 "ref " + numbers + " after = " + half' (int half + " - current") + ";"
             ]
             @ Running.call (Passes.passName OpenStream) printed "1" argument
             @ [ "current = " + int half + " - current;" ])
        [
            summary "Forgets everything: the next step is the first."
            "public void Reset() => State.Clear();"
        ]
        [
            summary "Remembers what another stream of the same class does."
            parameter "other" "Copied from."
        ]
        @ block
            "public void CopyFrom(Stream other)"
            [ "global::System.ArgumentNullException.ThrowIfNull(other);"; "other.State.CopyTo(State);" ]
    ]

/// The class, within the network's.
let nested (model: Model) (sizes: Homes.StepSizes) (printed: Printed) =
    [
        summary "One sequence, given step by step."
        "/// <remarks>A stream is one thread's; many streams may read one network.</remarks>"
    ]
    @ block "public sealed class Stream" (spaced (members model sizes printed))
