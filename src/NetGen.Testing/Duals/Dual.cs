using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace NetGen.Testing;

/// <summary>
/// A dual number a + b·ε, ε² = 0: a number that carries its slope along one direction. A function written for any
/// number type, called with duals, gives its value and its exact directional derivative (Clifford, 1873; Wengert, 1964).
/// </summary>
/// <remarks>
/// Comparisons see the value alone, so that a function takes the branches that it takes on plain numbers. A function
/// under test needs no change if it is generic: <c>F&lt;double&gt;</c> is checked against <c>F&lt;Dual&gt;</c>.
/// </remarks>
public readonly partial struct Dual : IFloatingPointIeee754<Dual>
{
    /// <summary>A number and its slope.</summary>
    /// <param name="value">The number.</param>
    /// <param name="slope">Its change along the direction; 0 for constants.</param>
    public Dual(double value, double slope = 0)
        : this(value, slope, Math.Abs(slope))
    {
    }

    private Dual(double value, double slope, double terms) => (Value, Slope, Terms) = (value, slope, terms);

    /// <summary>The number.</summary>
    public double Value { get; }

    /// <summary>Its change along the direction.</summary>
    public double Slope { get; }

    /// <summary>The size of the terms that the slope is the sum of: they are what is rounded, however well they cancel.</summary>
    internal double Terms { get; }

    /// <summary>f(x) with the slope f′(x)·ẋ; what does not change has none, even where f is vertical.</summary>
    private Dual Chain(double value, double slope) => Sum(value, this, slope, 0, 0);

    /// <summary>f(x, y) with the slope ∂f/∂x·ẋ + ∂f/∂y·ẏ.</summary>
    private static Dual Sum(double value, Dual x, double slopeX, Dual y, double slopeY)
    {
        static double Times(double slope, double change) => change == 0 ? 0 : slope * change;

        return new(
            value,
            Times(slopeX, x.Slope) + Times(slopeY, y.Slope),
            Times(Math.Abs(slopeX), x.Terms) + Times(Math.Abs(slopeY), y.Terms));
    }

    /// <summary>A constant.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Dual(double value) => new(value);

    /// <summary>The number without its slope.</summary>
    /// <param name="value">A dual number.</param>
    public static explicit operator double(Dual value) => value.Value;

    /// <inheritdoc />
    public static Dual operator +(Dual left, Dual right) => new(left.Value + right.Value, left.Slope + right.Slope, left.Terms + right.Terms);

    /// <inheritdoc />
    public static Dual operator -(Dual left, Dual right) => new(left.Value - right.Value, left.Slope - right.Slope, left.Terms + right.Terms);

    /// <inheritdoc />
    public static Dual operator *(Dual left, Dual right) =>
        new(
            left.Value * right.Value,
            (left.Slope * right.Value) + (left.Value * right.Slope),
            (left.Terms * Math.Abs(right.Value)) + (Math.Abs(left.Value) * right.Terms));

    /// <inheritdoc />
    public static Dual operator /(Dual left, Dual right) =>
        new(
            left.Value / right.Value,
            (left.Slope - (left.Value / right.Value * right.Slope)) / right.Value,
            (left.Terms + (Math.Abs(left.Value / right.Value) * right.Terms)) / Math.Abs(right.Value));

    /// <inheritdoc />
    public static Dual operator %(Dual left, Dual right) =>
        Sum(left.Value % right.Value, left, 1, right, -Math.Truncate(left.Value / right.Value));

    /// <inheritdoc />
    public static Dual operator -(Dual value) => new(-value.Value, -value.Slope, value.Terms);

    /// <inheritdoc />
    public static Dual operator +(Dual value) => value;

    /// <inheritdoc />
    public static Dual operator ++(Dual value) => value + 1;

    /// <inheritdoc />
    public static Dual operator --(Dual value) => value - 1;

    /// <inheritdoc />
    public static bool operator <(Dual left, Dual right) => left.Value < right.Value;

    /// <inheritdoc />
    public static bool operator <=(Dual left, Dual right) => left.Value <= right.Value;

    /// <inheritdoc />
    public static bool operator >(Dual left, Dual right) => left.Value > right.Value;

    /// <inheritdoc />
    public static bool operator >=(Dual left, Dual right) => left.Value >= right.Value;

    /// <inheritdoc />
    public static bool operator ==(Dual left, Dual right) => left.Value == right.Value;

    /// <inheritdoc />
    public static bool operator !=(Dual left, Dual right) => left.Value != right.Value;

    /// <inheritdoc />
    public int CompareTo(Dual other) => Value.CompareTo(other.Value);

    /// <inheritdoc />
    public int CompareTo(object? obj) =>
        obj is null ? 1 : obj is Dual other ? CompareTo(other) : throw new ArgumentException("A dual number compares with dual numbers.", nameof(obj));

    /// <inheritdoc />
    public bool Equals(Dual other) => Value.Equals(other.Value);

    /// <inheritdoc />
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Dual other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>3 + 0.5ε</summary>
    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        Value.ToString(format, formatProvider) + (Slope < 0 ? " - " : " + ") + Math.Abs(Slope).ToString(format, formatProvider) + "ε";
}
