namespace NetGen.Core.Mutator

/// An expression on one line of a source file, and what stands in its place while the mutant is awake.
type Mutant =
    {
        File: string
        /// What it belongs to: a row of the table of functions, a case of the rule of differentiation, else a function.
        Rule: string
        Line: int
        /// The expression's first column and the one after its last.
        Columns: int * int
        Right: string
        Wrong: string
        /// What was done to it; for a fault written by hand, what is wrong.
        Operator: string
    }
