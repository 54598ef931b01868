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

    /// <summary>What From calls this input: Input unless given.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// Given v, the input is a sequence of tokens, integers in 0 … v − 1 (words, letters), stored as numbers; an
    /// embedding looks them up. The shape is the number of tokens.
    /// </summary>
    public int Vocabulary { get; set; }

    /// <summary>
    /// Whether samples are sequences of different lengths. The first extent is the greatest length then, and a
    /// sample's row begins with its own length, 1 or more; what lies behind that many steps counts nowhere, if it is finite.
    /// </summary>
    public bool VariableLength { get; set; }

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
