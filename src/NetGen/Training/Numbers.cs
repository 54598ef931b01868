using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>The ranges of the numbers that training is tuned with.</summary>
internal static class Numbers
{
    public static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(value) && value >= 0 ? value : throw Refuse(name, value, "finite and not negative");

    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(value) && value > 0 ? value : throw Refuse(name, value, "finite and positive");

    public static double BelowOne(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is >= 0 and < 1 ? value : throw Refuse(name, value, "at least 0 and below 1");

    /// <summary>x to the n-th by squaring: the system's power differs from platform to platform.</summary>
    public static double Power(double x, long n)
    {
        double power = 1;
        for (; n > 0; n >>= 1, x *= x)
        {
            if ((n & 1) == 1)
            {
                power *= x;
            }
        }

        return power;
    }

    private static ArgumentOutOfRangeException Refuse(string name, double value, string range) =>
        new(name, value, $"It must be {range}.");
}
