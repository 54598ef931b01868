using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Testing;

/// <summary>What is known of a number type.</summary>
/// <typeparam name="T">The numbers of a subject.</typeparam>
internal static class Precision<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The unit roundoff u: rounding moves a number by this share at most; 2⁻²⁴ or 2⁻⁵³.</summary>
    public static double Unit { get; } = double.CreateTruncating(T.BitIncrement(T.One) - T.One) / 2;

    /// <summary>Single or Double.</summary>
    public static string Name => typeof(T) == typeof(float) ? "Single" : typeof(T).Name;

    /// <summary>What underflow may cost: the least normal number, some roundings later.</summary>
    public static double Underflow { get; } = Math.ScaleB(1, typeof(T) == typeof(float) ? -100 : -960);

    public static double Double(T value) => double.CreateTruncating(value);

    public static T Number(double value) => T.CreateTruncating(value);

    [MethodImpl(Loops.Optimized)]
    public static double[] Doubles(ReadOnlySpan<T> values)
    {
        var doubles = new double[values.Length];
        for (int i = 0; i < doubles.Length; i++)
        {
            doubles[i] = Double(values[i]);
        }

        return doubles;
    }

    [MethodImpl(Loops.Optimized)]
    public static T[] Numbers(ReadOnlySpan<double> values)
    {
        var numbers = new T[values.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = Number(values[i]);
        }

        return numbers;
    }
}
