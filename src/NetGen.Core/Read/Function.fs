namespace NetGen.Core

/// An expression of C# over numbers, as the generator read it.
type Expression =
    | Literal of float
    /// A parameter or a local.
    | Variable of string
    /// A local, or a new value of one, in what follows.
    | Let of name: string * value: Expression * body: Expression
    | Negative of Expression
    | Not of Expression
    /// By its sign in C#: + - * / > >= < <= == != && ||
    | Infix of operator: string * Expression * Expression
    | Conditional of condition: Expression * yes: Expression * no: Expression
    /// A function of Math or MathF; anything else that is called, by its whole name.
    | Library of name: string * Expression list * At: Position
    /// Another method that was read, by its signature.
    | Call of signature: string * Expression list * At: Position
    /// What could not be read: "a loop".
    | Foreign of what: string * At: Position

/// A static method of numbers: what it returns, as one expression.
type Function =
    {
        /// Net.Swish(float): no two methods have the same.
        Signature: string
        Name: string
        Parameters: string list
        /// Static, not generic, takes numbers and returns one.
        IsOfNumbers: bool
        Body: Expression
        /// Its name in the declaration.
        At: Position
    }
