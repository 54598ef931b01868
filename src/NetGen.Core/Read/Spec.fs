namespace NetGen.Core

/// A span of the user's source. The generator leaves positions out (`Position.none`), so that an edit
/// elsewhere in the file changes nothing it compares; the analyzer fills them in.
type Position =
    {
        Path: string
        Start: int
        Length: int
        StartLine: int
        StartColumn: int
        EndLine: int
        EndColumn: int
    }

[<RequireQualifiedAccess>]
module Position =
    let none =
        { Path = ""; Start = 0; Length = 0; StartLine = 0; StartColumn = 0; EndLine = 0; EndColumn = 0 }

/// A literal argument of an attribute, as the user wrote it.
type Argument =
    | Integer of int64
    | Real of float
    | Text of string
    | Truth of bool
    /// A member of an enum: `Initializer.HeNormal` is Choice "HeNormal".
    | Choice of string
    | Many of Argument list
    /// Not a value the compiler could read: the user's code has another error there.
    | Unreadable

/// One attribute on the class: a layer, an activation or a loss, by name alone.
type Attribute =
    {
        /// Without the suffix: Dense, ReLU, CrossEntropy.
        Name: string
        Arguments: Argument list
        Named: (string * Argument) list
        At: Position
    }

type Precision =
    | Single
    | Double

/// What makes a class unfit to be completed, or shapes its declaration.
type Shape = { IsPartial: bool; IsStatic: bool; IsAbstract: bool; IsGeneric: bool; IsRecord: bool }

/// A type around the network's class, outermost first: its keywords and name ("partial struct Outer").
type Container = { Declaration: string; Name: string; Shape: Shape }

/// What the user wrote on one class: values only, compared by value, so that the generator's pipeline caches.
type Spec =
    {
        /// "" in the global namespace.
        Namespace: string
        Containers: Container list
        /// With its type parameters, which are an error: Net<T>
        Class: string
        /// "public", "internal", …; "file" for what is local to a file, or in such a type
        Accessibility: string
        Shape: Shape
        /// The arguments of [Network(…)].
        Network: Attribute
        /// Layers, activations and losses in the order of the source text.
        Layers: Attribute list
        /// Layer attributes on declarations other than the one with [Network]: an error.
        Strays: Attribute list
        /// The class's name in its declaration.
        At: Position
    }
