namespace NetGen.Core

open System
open System.Collections.Generic

/// <summary>
/// A number that remembers how it was made. When a computation has ended in one number, the loss,
/// <c>Backward</c> walks the memory back to the beginning and tells every number on the way
/// how much the loss changes when that number does: its gradient.
/// </summary>
/// <remarks>
/// This is the whole idea of back-propagation, one number at a time. NetGen's compiler does not work like this:
/// it derives equations for the gradients of all numbers of a layer at once, before the program runs.
/// Both must agree.
/// </remarks>
[<Sealed>]
type Value private (data: float, sources: Value[], slopes: float[]) =

    /// <summary>A number that nothing was computed from: an input or a parameter.</summary>
    new(data: float) = Value(data, [||], [||])

    /// <summary>The number itself. A parameter may be changed, as a step of learning does; what was computed from it
    /// before keeps its old value.</summary>
    member val Data = data with get, set

    /// <summary>∂loss/∂this, once <c>Backward</c> has run on the loss.</summary>
    member val Gradient = 0.0 with get, set

    /// The values that this one was computed from.
    member private _.Sources = sources

    /// ∂this/∂source, for each source, at the values they had: all that the way back needs to know.
    member private _.Slopes = slopes

    /// <summary>A function of one's own: f(x), and its slope f′(x). All functions below are made like this.</summary>
    static member Of(x: Value, data: float, slope: float) = Value(data, [| x |], [| slope |])

    /// A value of two sources.
    static member private Of(a: Value, b: Value, data, slopeA, slopeB) = Value(data, [| a; b |], [| slopeA; slopeB |])

    /// <summary>The sum: when one term grows by a little, so does the sum.</summary>
    static member (+)(a: Value, b: Value) = Value.Of(a, b, a.Data + b.Data, 1.0, 1.0)

    /// <summary>The difference.</summary>
    static member (-)(a: Value, b: Value) = Value.Of(a, b, a.Data - b.Data, 1.0, -1.0)

    /// <summary>The product: each factor's slope is the other factor.</summary>
    static member (*)(a: Value, b: Value) = Value.Of(a, b, a.Data * b.Data, b.Data, a.Data)

    /// <summary>The quotient.</summary>
    static member (/)(a: Value, b: Value) = Value.Of(a, b, a.Data / b.Data, 1.0 / b.Data, -a.Data / (b.Data * b.Data))

    /// <summary>The opposite number.</summary>
    static member (~-)(a: Value) = Value.Of(a, -a.Data, -1.0)

    /// <summary>A number is a value that nothing was computed from, so that numbers and values mix: 2.0 * x + 1.0.</summary>
    static member op_Implicit(data: float) : Value = Value data

    /// <summary>x to a fixed power.</summary>
    static member Pow(x: Value, exponent: float) =
        Value.Of(x, Math.Pow(x.Data, exponent), exponent * Math.Pow(x.Data, exponent - 1.0))

    /// <summary>e to the power x; it is its own slope.</summary>
    static member Exp(x: Value) =
        let y = Math.Exp x.Data
        Value.Of(x, y, y)

    /// <summary>The natural logarithm.</summary>
    static member Log(x: Value) = Value.Of(x, Math.Log x.Data, 1.0 / x.Data)

    /// <summary>The hyperbolic tangent: squashes x to −1 … 1.</summary>
    static member Tanh(x: Value) =
        let y = Math.Tanh x.Data
        Value.Of(x, y, 1.0 - y * y)

    /// <summary>1 / (1 + e⁻ˣ): squashes x to 0 … 1.</summary>
    static member Sigmoid(x: Value) =
        let y = 1.0 / (1.0 + Math.Exp -x.Data)
        Value.Of(x, y, y * (1.0 - y))

    /// <summary>x where it is positive, else 0. Its slope at 0 is taken to be 0.</summary>
    static member Relu(x: Value) = if x.Data > 0.0 then Value.Of(x, x.Data, 1.0) else Value.Of(x, 0.0, 0.0)

    /// Everything that this value was computed from, each before what was computed from it, and this value last.
    /// (A depth-first walk with a stack of its own: a long computation is a deep one, and recursion would overflow.)
    member private this.History() : Value list =
        let seen = HashSet<Value>()
        let walk = Stack<struct (Value * int)>()
        // The front of the list is what was finished last, so this value ends in front: newest first.
        let mutable history = []
        seen.Add this |> ignore
        walk.Push(struct (this, 0))

        while walk.Count > 0 do
            let struct (value, next) = walk.Pop()

            if next < value.Sources.Length then
                walk.Push(struct (value, next + 1))
                let source = value.Sources[next]

                if seen.Add source then
                    walk.Push(struct (source, 0))
            else
                history <- value :: history

        history

    /// <summary>
    /// The way back: sets the gradient of this value to 1, since it changes exactly as it changes itself,
    /// and that of every value it was computed from by the chain rule.
    /// </summary>
    member this.Backward() =
        let newestFirst = this.History()

        for value in newestFirst do
            value.Gradient <- 0.0

        this.Gradient <- 1.0

        // Newest first: when a value's turn comes, all that was computed from it has had its turn,
        // so its gradient is complete and can be handed on. A value used twice is handed two shares, which add.
        for value in newestFirst do
            for k in 0 .. value.Sources.Length - 1 do
                let source = value.Sources[k]
                source.Gradient <- source.Gradient + value.Gradient * value.Slopes[k]

    /// <summary>The number, in invariant culture.</summary>
    override this.ToString() = this.Data.ToString("R", Globalization.CultureInfo.InvariantCulture)
