namespace NetGen.Core

/// A method whose gradient is wanted: values only, compared by value.
type Derivation =
    {
        /// "" in the global namespace.
        Namespace: string
        /// The types around it, outermost first.
        Containers: Container list
        /// "public", "private", …; "file" where a type around it is local to a file
        Accessibility: string
        /// The method, by its signature.
        Method: string
        /// Of the parameters, in their order, and of the result.
        Numbers: Precision list
        Result: Precision
        IsStatic: bool
        IsGeneric: bool
        /// The method first, and what it calls.
        Functions: Function list
        At: Position
    }
