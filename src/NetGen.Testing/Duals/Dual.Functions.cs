namespace NetGen.Testing;

/// <content>Functions with their slopes.</content>
public readonly partial struct Dual
{
    /// <inheritdoc />
    public static Dual E => Math.E;

    /// <inheritdoc />
    public static Dual Pi => Math.PI;

    /// <inheritdoc />
    public static Dual Tau => Math.Tau;

    /// <inheritdoc />
    public static Dual Abs(Dual value) => value.Chain(Math.Abs(value.Value), double.IsNaN(value.Value) ? double.NaN : Math.Sign(value.Value));

    /// <inheritdoc />
    public static Dual Exp(Dual x) => x.Chain(Math.Exp(x.Value), Math.Exp(x.Value));

    /// <inheritdoc />
    public static Dual ExpM1(Dual x) => x.Chain(NetGen.Core.Scalar.expm1(x.Value), Math.Exp(x.Value));

    /// <inheritdoc />
    public static Dual Exp2(Dual x) => x.Chain(double.Exp2(x.Value), double.Exp2(x.Value) * Math.Log(2));

    /// <inheritdoc />
    public static Dual Exp10(Dual x) => x.Chain(double.Exp10(x.Value), double.Exp10(x.Value) * Math.Log(10));

    /// <inheritdoc />
    public static Dual Log(Dual x) => x.Chain(Math.Log(x.Value), 1 / x.Value);

    /// <inheritdoc />
    public static Dual Log(Dual x, Dual newBase) => Log(x) / Log(newBase);

    /// <inheritdoc />
    public static Dual LogP1(Dual x) => x.Chain(NetGen.Core.Scalar.log1p(x.Value), 1 / (1 + x.Value));

    /// <inheritdoc />
    public static Dual Log2(Dual x) => x.Chain(Math.Log2(x.Value), 1 / (x.Value * Math.Log(2)));

    /// <inheritdoc />
    public static Dual Log10(Dual x) => x.Chain(Math.Log10(x.Value), 1 / (x.Value * Math.Log(10)));

    /// <inheritdoc />
    public static Dual Pow(Dual x, Dual y)
    {
        double power = Math.Pow(x.Value, y.Value);
        return Sum(power, x, y.Value * Math.Pow(x.Value, y.Value - 1), y, power * Math.Log(x.Value));
    }

    /// <inheritdoc />
    public static Dual Sqrt(Dual x) => x.Chain(Math.Sqrt(x.Value), 0.5 / Math.Sqrt(x.Value));

    /// <inheritdoc />
    public static Dual Cbrt(Dual x) => x.Chain(Math.Cbrt(x.Value), 1 / (3 * Math.Cbrt(x.Value) * Math.Cbrt(x.Value)));

    /// <inheritdoc />
    public static Dual RootN(Dual x, int n) =>
        x.Chain(double.RootN(x.Value, n), double.RootN(x.Value, n) / (n * x.Value));

    /// <inheritdoc />
    public static Dual Hypot(Dual x, Dual y)
    {
        double length = double.Hypot(x.Value, y.Value);
        return Sum(length, x, x.Value / length, y, y.Value / length);
    }

    /// <inheritdoc />
    public static Dual Sin(Dual x) => x.Chain(Math.Sin(x.Value), Math.Cos(x.Value));

    /// <inheritdoc />
    public static Dual Cos(Dual x) => x.Chain(Math.Cos(x.Value), -Math.Sin(x.Value));

    /// <inheritdoc />
    public static Dual Tan(Dual x) => x.Chain(Math.Tan(x.Value), 1 / (Math.Cos(x.Value) * Math.Cos(x.Value)));

    /// <inheritdoc />
    public static Dual Asin(Dual x) => x.Chain(Math.Asin(x.Value), 1 / Math.Sqrt(1 - (x.Value * x.Value)));

    /// <inheritdoc />
    public static Dual Acos(Dual x) => x.Chain(Math.Acos(x.Value), -1 / Math.Sqrt(1 - (x.Value * x.Value)));

    /// <inheritdoc />
    public static Dual Atan(Dual x) => x.Chain(Math.Atan(x.Value), 1 / (1 + (x.Value * x.Value)));

    /// <inheritdoc />
    public static Dual Atan2(Dual y, Dual x)
    {
        double square = (x.Value * x.Value) + (y.Value * y.Value);
        return Sum(Math.Atan2(y.Value, x.Value), y, x.Value / square, x, -y.Value / square);
    }

    /// <inheritdoc />
    public static Dual Atan2Pi(Dual y, Dual x) => Atan2(y, x) / Math.PI;

    /// <inheritdoc />
    public static Dual SinPi(Dual x) => x.Chain(double.SinPi(x.Value), Math.PI * double.CosPi(x.Value));

    /// <inheritdoc />
    public static Dual CosPi(Dual x) => x.Chain(double.CosPi(x.Value), -Math.PI * double.SinPi(x.Value));

    /// <inheritdoc />
    public static Dual TanPi(Dual x) => SinPi(x) / CosPi(x);

    /// <inheritdoc />
    public static Dual AsinPi(Dual x) => Asin(x) / Math.PI;

    /// <inheritdoc />
    public static Dual AcosPi(Dual x) => Acos(x) / Math.PI;

    /// <inheritdoc />
    public static Dual AtanPi(Dual x) => Atan(x) / Math.PI;

    /// <inheritdoc />
    public static (Dual Sin, Dual Cos) SinCos(Dual x) => (Sin(x), Cos(x));

    /// <inheritdoc />
    public static (Dual SinPi, Dual CosPi) SinCosPi(Dual x) => (SinPi(x), CosPi(x));

    /// <inheritdoc />
    public static Dual Sinh(Dual x) => x.Chain(Math.Sinh(x.Value), Math.Cosh(x.Value));

    /// <inheritdoc />
    public static Dual Cosh(Dual x) => x.Chain(Math.Cosh(x.Value), Math.Sinh(x.Value));

    /// <inheritdoc />
    public static Dual Tanh(Dual x) => x.Chain(Math.Tanh(x.Value), 1 / (Math.Cosh(x.Value) * Math.Cosh(x.Value)));

    /// <inheritdoc />
    public static Dual Asinh(Dual x) => x.Chain(Math.Asinh(x.Value), 1 / Math.Sqrt((x.Value * x.Value) + 1));

    /// <inheritdoc />
    public static Dual Acosh(Dual x) => x.Chain(Math.Acosh(x.Value), 1 / Math.Sqrt((x.Value * x.Value) - 1));

    /// <inheritdoc />
    public static Dual Atanh(Dual x) => x.Chain(Math.Atanh(x.Value), 1 / (1 - (x.Value * x.Value)));

    /// <inheritdoc />
    public static Dual FusedMultiplyAdd(Dual left, Dual right, Dual addend)
    {
        Dual sum = (left * right) + addend;
        return new(Math.FusedMultiplyAdd(left.Value, right.Value, addend.Value), sum.Slope, sum.Terms);
    }

    /// <inheritdoc />
    public static Dual Ieee754Remainder(Dual left, Dual right) =>
        Sum(Math.IEEERemainder(left.Value, right.Value), left, 1, right, -Math.Round(left.Value / right.Value));

    /// <inheritdoc />
    public static Dual ScaleB(Dual x, int n) => new(Math.ScaleB(x.Value, n), Math.ScaleB(x.Slope, n), Math.ScaleB(x.Terms, n));

    /// <inheritdoc />
    public static int ILogB(Dual x) => Math.ILogB(x.Value);

    /// <summary>To so many digits; the slope of a staircase is 0.</summary>
    /// <param name="x">The number.</param>
    /// <param name="digits">Digits after the point.</param>
    /// <param name="mode">What becomes of halves.</param>
    /// <returns>The rounded number.</returns>
    public static Dual Round(Dual x, int digits, MidpointRounding mode) => Math.Round(x.Value, digits, mode);
}
