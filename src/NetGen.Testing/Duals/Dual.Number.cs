using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace NetGen.Testing;

/// <content>What else generic mathematics asks of a number: of the value alone.</content>
public readonly partial struct Dual
{
    /// <inheritdoc />
    public static Dual Zero => 0;

    /// <inheritdoc />
    public static Dual One => 1;

    /// <inheritdoc />
    public static Dual NegativeOne => -1;

    /// <inheritdoc />
    public static Dual Epsilon => double.Epsilon;

    /// <inheritdoc />
    public static Dual NaN => double.NaN;

    /// <inheritdoc />
    public static Dual NegativeInfinity => double.NegativeInfinity;

    /// <inheritdoc />
    public static Dual PositiveInfinity => double.PositiveInfinity;

    /// <inheritdoc />
    public static Dual NegativeZero => -0.0;

    /// <inheritdoc />
    public static bool IsFinite(Dual value) => double.IsFinite(value.Value);

    /// <inheritdoc />
    public static bool IsInfinity(Dual value) => double.IsInfinity(value.Value);

    /// <inheritdoc />
    public static bool IsNaN(Dual value) => double.IsNaN(value.Value);

    /// <inheritdoc />
    public static bool IsNegative(Dual value) => double.IsNegative(value.Value);

    /// <inheritdoc />
    public static bool IsPositive(Dual value) => double.IsPositive(value.Value);

    /// <inheritdoc />
    public static Dual MaxMagnitude(Dual x, Dual y) => Same(double.MaxMagnitude(x.Value, y.Value), x) ? x : y;

    /// <inheritdoc />
    public static Dual MinMagnitude(Dual x, Dual y) => Same(double.MinMagnitude(x.Value, y.Value), x) ? x : y;

    /// <inheritdoc />
    public static Dual BitDecrement(Dual x) => new(Math.BitDecrement(x.Value), x.Slope, x.Terms);

    /// <inheritdoc />
    public static Dual BitIncrement(Dual x) => new(Math.BitIncrement(x.Value), x.Slope, x.Terms);

    static int INumberBase<Dual>.Radix => 2;

    static Dual IAdditiveIdentity<Dual, Dual>.AdditiveIdentity => 0;

    static Dual IMultiplicativeIdentity<Dual, Dual>.MultiplicativeIdentity => 1;

    static bool INumberBase<Dual>.IsCanonical(Dual value) => true;

    static bool INumberBase<Dual>.IsComplexNumber(Dual value) => false;

    static bool INumberBase<Dual>.IsImaginaryNumber(Dual value) => false;

    static bool INumberBase<Dual>.IsEvenInteger(Dual value) => double.IsEvenInteger(value.Value);

    static bool INumberBase<Dual>.IsOddInteger(Dual value) => double.IsOddInteger(value.Value);

    static bool INumberBase<Dual>.IsInteger(Dual value) => double.IsInteger(value.Value);

    static bool INumberBase<Dual>.IsNegativeInfinity(Dual value) => double.IsNegativeInfinity(value.Value);

    static bool INumberBase<Dual>.IsPositiveInfinity(Dual value) => double.IsPositiveInfinity(value.Value);

    static bool INumberBase<Dual>.IsNormal(Dual value) => double.IsNormal(value.Value);

    static bool INumberBase<Dual>.IsSubnormal(Dual value) => double.IsSubnormal(value.Value);

    static bool INumberBase<Dual>.IsRealNumber(Dual value) => double.IsRealNumber(value.Value);

    static bool INumberBase<Dual>.IsZero(Dual value) => value.Value == 0;

    static Dual INumberBase<Dual>.MaxMagnitudeNumber(Dual x, Dual y) => Same(double.MaxMagnitudeNumber(x.Value, y.Value), x) ? x : y;

    static Dual INumberBase<Dual>.MinMagnitudeNumber(Dual x, Dual y) => Same(double.MinMagnitudeNumber(x.Value, y.Value), x) ? x : y;

    private static bool Same(double chosen, Dual x) => chosen.Equals(x.Value);

    static bool INumberBase<Dual>.TryConvertFromChecked<TOther>(TOther value, out Dual result)
    {
        result = value is Dual dual ? dual : double.CreateChecked(value);
        return true;
    }

    static bool INumberBase<Dual>.TryConvertFromSaturating<TOther>(TOther value, out Dual result)
    {
        result = value is Dual dual ? dual : double.CreateSaturating(value);
        return true;
    }

    static bool INumberBase<Dual>.TryConvertFromTruncating<TOther>(TOther value, out Dual result)
    {
        result = value is Dual dual ? dual : double.CreateTruncating(value);
        return true;
    }

    static bool INumberBase<Dual>.TryConvertToChecked<TOther>(Dual value, [MaybeNullWhen(false)] out TOther result)
    {
        result = TOther.CreateChecked(value.Value);
        return true;
    }

    static bool INumberBase<Dual>.TryConvertToSaturating<TOther>(Dual value, [MaybeNullWhen(false)] out TOther result)
    {
        result = TOther.CreateSaturating(value.Value);
        return true;
    }

    static bool INumberBase<Dual>.TryConvertToTruncating<TOther>(Dual value, [MaybeNullWhen(false)] out TOther result)
    {
        result = TOther.CreateTruncating(value.Value);
        return true;
    }

    static Dual INumberBase<Dual>.Parse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider) => double.Parse(s, style, provider);

    static Dual INumberBase<Dual>.Parse(string s, NumberStyles style, IFormatProvider? provider) => double.Parse(s, style, provider);

    static Dual ISpanParsable<Dual>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => double.Parse(s, provider);

    static Dual IParsable<Dual>.Parse(string s, IFormatProvider? provider) => double.Parse(s, provider);

    static bool INumberBase<Dual>.TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out Dual result) =>
        Constant(double.TryParse(s, style, provider, out double value), value, out result);

    static bool INumberBase<Dual>.TryParse([NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out Dual result) =>
        Constant(double.TryParse(s, style, provider, out double value), value, out result);

    static bool ISpanParsable<Dual>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Dual result) =>
        Constant(double.TryParse(s, provider, out double value), value, out result);

    static bool IParsable<Dual>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Dual result) =>
        Constant(double.TryParse(s, provider, out double value), value, out result);

    private static bool Constant(bool parsed, double value, out Dual result)
    {
        result = value;
        return parsed;
    }

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        string text = ToString(format.ToString(), provider);
        bool fits = text.TryCopyTo(destination);
        charsWritten = fits ? text.Length : 0;
        return fits;
    }

    int IFloatingPoint<Dual>.GetExponentByteCount() => ((IFloatingPoint<double>)Value).GetExponentByteCount();

    int IFloatingPoint<Dual>.GetExponentShortestBitLength() => ((IFloatingPoint<double>)Value).GetExponentShortestBitLength();

    int IFloatingPoint<Dual>.GetSignificandBitLength() => ((IFloatingPoint<double>)Value).GetSignificandBitLength();

    int IFloatingPoint<Dual>.GetSignificandByteCount() => ((IFloatingPoint<double>)Value).GetSignificandByteCount();

    bool IFloatingPoint<Dual>.TryWriteExponentBigEndian(Span<byte> destination, out int bytesWritten) =>
        ((IFloatingPoint<double>)Value).TryWriteExponentBigEndian(destination, out bytesWritten);

    bool IFloatingPoint<Dual>.TryWriteExponentLittleEndian(Span<byte> destination, out int bytesWritten) =>
        ((IFloatingPoint<double>)Value).TryWriteExponentLittleEndian(destination, out bytesWritten);

    bool IFloatingPoint<Dual>.TryWriteSignificandBigEndian(Span<byte> destination, out int bytesWritten) =>
        ((IFloatingPoint<double>)Value).TryWriteSignificandBigEndian(destination, out bytesWritten);

    bool IFloatingPoint<Dual>.TryWriteSignificandLittleEndian(Span<byte> destination, out int bytesWritten) =>
        ((IFloatingPoint<double>)Value).TryWriteSignificandLittleEndian(destination, out bytesWritten);
}
