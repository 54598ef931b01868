namespace NetGen.Tests.Generated;

// Activations and losses of one's own: every kind of code that the generator reads.

[Network(1)]
[Dense(1, Bias = false), Activation(nameof(Swish)), SumSquaredError]
internal sealed partial class SwishSingle
{
    internal static float Swish(float x) => x / (1 + MathF.Exp(-x));
}

[Network(1, Precision = Precision.Double)]
[Dense(1, Bias = false), Activation(nameof(Mish)), SumSquaredError]
internal sealed partial class MishDouble
{
    internal static double Mish(double x) => x * Math.Tanh(Logarithm(x));

    private static double Logarithm(double x) => Math.Log(1 + Math.Exp(x));
}

[Network(1, Precision = Precision.Double)]
[Dense(1, Bias = false), Activation(nameof(Pieces)), SumSquaredError]
internal sealed partial class PiecesDouble
{
    private const double Knee = 0.5;

    internal static double Pieces(double x)
    {
        if (x > Knee)
        {
            // infinite slopes of what is not chosen
            return Math.Sqrt(x - Knee) + Knee * Knee;
        }
        else if (x < -1)
        {
            return 1 / (1 + x) - Math.Log(-x - 1);
        }

        var t = x * x;
        if (x < 0)
        {
            t *= -x;
        }

        bool isLarge = t > 0.01 && !(x == 0.25);
        return isLarge ? t : Clamped(scale: 2.0, x: x);
    }

    private static double Clamped(double x, double scale) => scale * Math.Clamp(x, -0.05, 0.05);
}

[Network(1, Precision = Precision.Double)]
[Dense(1, Bias = false), Activation(nameof(Everything)), SumSquaredError]
internal sealed partial class EverythingDouble
{
    internal static double Everything(double x)
    {
        double a = Math.Abs(x), b = Math.Sin(3 * x) - Math.Cos(x) + Math.Tan(x / 9);
        double c = Math.Sinh(x / 4) * Math.Cosh(x / 5) + Math.Tanh(b);
        double d = Math.Pow(a + 1, 1.7) - Math.Pow(x, 3) + Math.Pow(a + 1, -2) + Math.Pow(2, x) + Math.Log2(a + 1) - Math.Log10(a + 2) + Math.Log(a + 3, 3);
        double e = Math.Floor(x) + Math.Ceiling(x) * 0.5 + Math.Round(x) * 0.25 + Math.Truncate(x) * 0.125;
        double f = Math.Max(x, 0.3) - Math.Min(x * x, 0.7) + Math.CopySign(a, -x) + Math.Sign(x) + Math.FusedMultiplyAdd(x, a, b);
        d -= Math.Exp(-a) * Math.Sqrt(a + 0.1);
        return a + b * 0.5 + c + d / 7 + e + f + double.Sin(x) + +x - Math.PI;
    }
}

[Network(1)]
[Dense(1, Bias = false), Activation(nameof(Root)), SumSquaredError]
internal sealed partial class RootSingle
{
    internal static float Root(float x) => x > 0 ? MathF.Sqrt(x) : 0.1f * x;
}

[Network(3, Precision = Precision.Double)]
[Dense(5), Activation(nameof(Sine)), Dense(2), Loss(nameof(Pinball))]
internal sealed partial class PinballDouble
{
    internal static double Pinball(double y, double t) => t > y ? 0.9 * (t - y) : 0.1 * (y - t);

    private static double Sine(double x) => Math.Sin(x) + 0.1 * x;
}

[Network(3)]
[Dense(5), Tanh, Dense(2), Loss(nameof(LogCosh))]
internal sealed partial class LogCoshSingle
{
    internal static float LogCosh(float prediction, float target)
    {
        var error = MathF.Abs(prediction - target);
        return error + MathF.Log(1 + MathF.Exp(-2 * error)) - MathF.Log(2);
    }
}
