namespace NetGen.Tests.Vectors;

/// <summary>Numbers to try functions at; the same ones on every run.</summary>
internal static class Samples
{
    /// <summary>Where functions go wrong.</summary>
    public static readonly double[] Special =
    [
        0.0, -0.0, 1, -1, 2, -2, 0.5, -0.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        float.Epsilon, -float.Epsilon, 1.17549435e-38, -1.17549435e-38, 1.1754942e-38, float.MaxValue, float.MinValue,
        88.72283, 88.72284, 88.3, -87.33654, -87.4, -103.97, -103.98, -104, -150, 89, 100, 17.3, -17.4, 9.01, 9.1, 18,
        double.Epsilon, -double.Epsilon, 2.2250738585072014e-308, 2.2250738585072009e-308, double.MaxValue, double.MinValue,
        709.78, 709.79, -708.4, -745.13, -745.14, -746, 710, 19.06, 19.2, 37, -37, 38, 5.92, 6, 3.92, 4, 0.925, 1e-8, 1e-16,
        0.34657359, -0.34657359, 0.70710678, 1.41421356, 0.41421356, 0.99999994, 1.0000001, 0.9999999999999999,
    ];

    /// <summary>
    /// Doubles of every exponent, most of them where the functions bend: half between −40 and 40, a quarter around 1
    /// in the exponent, the rest over all bits.
    /// </summary>
    public static double[] Doubles(int count, bool positive)
    {
        var random = new Random(1);
        var numbers = new double[count];
        for (var i = 0; i < count; i++)
        {
            var x = (i % 8) switch
            {
                0 or 1 => (random.NextDouble() - 0.5) * 80,
                2 or 3 => (random.NextDouble() - 0.5) * 4,
                4 => Math.ScaleB(random.NextDouble() - 0.5, random.Next(-60, 10)),
                5 => (random.NextDouble() - 0.5) * 1500,
                6 => 1 + Math.ScaleB(random.NextDouble() - 0.5, random.Next(-50, 1)),
                _ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
            };
            x = double.IsFinite(x) ? x : 0.5;
            numbers[i] = positive ? Math.Max(Math.Abs(x), double.Epsilon) : x;
        }

        return numbers;
    }

    /// <summary>Floats of random bits.</summary>
    public static float[] Singles(int count)
    {
        var random = new Random(2);
        var numbers = new float[count];
        for (var i = 0; i < count; i++)
        {
            numbers[i] = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
        }

        return numbers;
    }
}
