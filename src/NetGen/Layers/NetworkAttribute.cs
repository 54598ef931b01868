using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace NetGen;

/// <summary>
/// Makes a partial class a neural network: the generator completes it with what
/// <see cref="INetwork{TSelf, T}"/> promises. The layers follow as attributes, in the order of the data flow; the
/// loss comes last.
/// </summary>
/// <remarks>
/// Written by hand, never read at run time: the attributes cost nothing in the compiled program.
/// <code>
/// [Network(64)]
/// [Dense(32), ReLU]
/// [Dense(10), Softmax]
/// [CrossEntropy]
/// public sealed partial class DigitNet;
/// </code>
/// </remarks>
/// <param name="inputShape">The extents of one sample's input, outermost first: 64, or 28, 28, 1.</param>
[Conditional("NETGEN_ATTRIBUTES")]
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NetworkAttribute(params int[] inputShape) : Attribute
{
    /// <summary>The extents of one sample's input.</summary>
    public int[] InputShape { get; } = inputShape;

    /// <summary>The type of all numbers of the network: single precision unless said otherwise.</summary>
    public Precision Precision { get; set; }
}

/// <summary>The type of a network's numbers.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "Single and double precision are the words of the field.")]
public enum Precision
{
    /// <summary><see cref="float"/>: 32 bits, about 7 digits, twice as fast.</summary>
    Single,

    /// <summary><see cref="double"/>: 64 bits, about 16 digits.</summary>
    Double,
}
