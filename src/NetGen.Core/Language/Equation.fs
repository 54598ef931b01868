namespace NetGen.Core

// The language of equations. A program is a set of equations; its meaning is their only solution,
// and their order means nothing. Every tensor has one equation, whose target is indexed by distinct
// bare indices: every equation, an adjoint's included, is a gather.
//
//   equation   T[i, j, …] = body
//   body       number | count of an extent | the value of a place | U[place, …] | f(body, …)
//              | sum of bodies | product of bodies | if conditions then body else body
//              | reduction over indices. body
//   place      (Σ k·index + c) / d | an integer read from a data tensor
//   condition  place = 0 | place ≥ 0 | place inside an extent | data[place, …] = place | data[place, …] ≥ place
//   reduction  Σ | max | lse (log Σ exp, stable) | first (the position of the first maximum)
//
// A place outside the tensor, or that is no integer, reads 0; an index read from data at such a place
// is nowhere, and what is read through it is 0.

/// What an equation defines. A union, not text: the part of an adjoint and the adjoint of a part differ.
type Name =
    /// Named by the author of a layer.
    | Given of string
    /// Split off by the normal form, counted from 1.
    | Part of Name * int
    /// A slope of the equation, split off by the differentiation, counted from 1.
    | Slope of Name * int
    /// ∂loss/∂T.
    | Adjoint of Name
    /// The row-major position of T's maximum, the first where several are equal.
    | Winner of Name
    /// T at the steps before the present one: what a stream remembers.
    | Before of Name

/// One coordinate of a read.
type Place =
    | At of Affine
    /// An index read from data: a label, a token.
    | Through of Name * Place list

type Condition =
    /// a = 0
    | Zero of Affine
    /// a ≥ 0
    | NotNegative of Affine
    /// a is an integer in 0 … extent − 1
    | Inside of Affine * Extent
    /// T[…] = a, for a tensor of integers: labels, tokens, winners
    | Same of Name * Place list * Affine
    /// T[…] ≥ a, for a tensor of integers: the lengths of sequences
    | AtLeast of Name * Place list * Affine

type Reduction =
    | Sum
    | Max
    /// log Σ exp, computed without overflow; its slope is exp(body − result)
    | LogSumExp
    /// the row-major position of the first maximum; its slope is 0
    | First

type Body =
    | Number of float
    /// An extent as a number: 1/N
    | Count of Extent
    /// A place as a number: counters, positions
    | Value of Affine
    | Read of Name * Place list
    /// A row of Scalar.fs applied to its arguments
    | Apply of string * Body list
    /// In normal form flat, sorted, like terms collected
    | Add of Body list
    /// In normal form flat, sorted, with at most one number, which is first
    | Multiply of Body list
    /// The first body where all conditions hold, else the second; the other one is not evaluated
    | Select of Condition list * Body * Body
    | Reduce of Reduction * Index list * Body

    static member (+)(a: Body, b: Body) = Add [ a; b ]
    static member (-)(a: Body, b: Body) = Add [ a; Multiply [ Number -1.0; b ] ]
    static member (*)(a: Body, b: Body) = Multiply [ a; b ]
    static member (/)(a: Body, b: Body) = Multiply [ a; Apply("inverse", [ b ]) ]
    static member (~-)(a: Body) = Multiply [ Number -1.0; a ]

/// What is known of the values of a data tensor, checked where the data enter.
type Domain =
    | Real
    /// Integers in 0 … extent − 1
    | Below of Extent
    /// Not negative, and summing to 1 over the last index
    | Distribution

type Kind =
    | Input
    | Parameter
    /// Has no adjoint
    | Data of Domain

type Tensor = { Name: Name; Indices: Index list; Kind: Kind }

type Equation = { Target: Name; Indices: Index list; Body: Body }

/// A set of equations over given tensors, and the tensors it is run for.
type Program = { Tensors: Tensor list; Equations: Equation list; Results: Name list }
