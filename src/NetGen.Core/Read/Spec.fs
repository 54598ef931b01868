namespace NetGen.Core

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
        /// Where the positional texts stand in the source, one after the other: inside the quotes where the source
        /// has the text's own characters there.
        Texts: Position list
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
        /// The methods that layers name, and those that they call.
        Functions: Function list
        /// The class's name in its declaration.
        At: Position
    }
