using System.Collections.Immutable;
using System.Globalization;
using static System.FormattableString;

namespace NetGen.Testing;

/// <summary>Two numbers that were to agree.</summary>
/// <param name="Where">What they are.</param>
/// <param name="Expected">The reference.</param>
/// <param name="Actual">What the subject gave.</param>
/// <param name="Tolerance">How far they may be apart, from precision, step and conditioning.</param>
public sealed record Deviation(Place Where, double Expected, double Actual, double Tolerance)
{
    /// <summary>How far they are apart.</summary>
    public double Error => Math.Abs(Expected - Actual);

    /// <summary>Whether they agree; what is not finite does not.</summary>
    public bool Agrees => Error <= Tolerance;

    /// <summary>Error relative to tolerance: agreement up to 1; infinite for what is not finite.</summary>
    internal double Severity =>
        Error == 0 ? 0 : double.IsFinite(Error) && double.IsFinite(Tolerance) ? Error / Tolerance : double.PositiveInfinity;

    /// <summary>Dense1Weights[3, 7] (entry 103 of layer Dense1): expected 0.5, got −0.5; …</summary>
    public override string ToString() =>
        Invariant($"{Where}: expected {Expected:R}, got {Actual:R}; they differ by {Error:G3}, tolerance {Tolerance:G3}");
}

/// <summary>Which number.</summary>
/// <param name="Layer">The layer of a network; empty for functions and for what is of no layer.</param>
/// <param name="Tensor">The parameter, or what else: x, outputs, loss; or a direction in words.</param>
/// <param name="Index">Its place in the tensor, counted row by row; −1 for a direction through many.</param>
/// <param name="Shape">The tensor's extents.</param>
public sealed record Place(string Layer, string Tensor, int Index, ImmutableArray<int> Shape)
{
    /// <summary>Dense1Weights[3, 7] (entry 103 of layer Dense1)</summary>
    public override string ToString()
    {
        string layer = Layer.Length == 0 ? "" : $" of layer {Layer}";
        return Index < 0
            ? Tensor + layer
            : Shape.Length <= 1
                ? Invariant($"{Tensor}[{Index}]{layer}")
                : Invariant($"{Tensor}[{Coordinates()}] (entry {Index}{layer})");
    }

    private string Coordinates()
    {
        var coordinates = new string[Shape.Length];
        int rest = Index;
        for (int axis = Shape.Length - 1; axis >= 0; axis--)
        {
            coordinates[axis] = (rest % Shape[axis]).ToString(CultureInfo.InvariantCulture);
            rest /= Shape[axis];
        }

        return string.Join(", ", coordinates);
    }
}
