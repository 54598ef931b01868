namespace NetGen.Tests.Vectors;

/// <summary>The greatest error of a function of the lanes, in units of the last place.</summary>
internal static class Accuracy
{
    private const int Block = 4096;

    /// <summary>Over every stride-th float, from the denormals to infinity and NaN, of both signs.</summary>
    public static (double Error, float At) OfSingles(Function function, uint stride)
    {
        (double Error, float At) worst = default;
        var (x, y) = (new float[Block], new float[Block]);
        for (ulong start = 0; start <= uint.MaxValue; start += (ulong)Block * stride)
        {
            for (var i = 0; i < Block; i++)
            {
                x[i] = BitConverter.UInt32BitsToSingle((uint)Math.Min(start + (ulong)i * stride, uint.MaxValue));
            }

            function.Single(NetGen.Lanes.Lanes.Bits, x, y);
            for (var i = 0; i < Block; i++)
            {
                var exact = function.Reference(x[i]);
                var error =
                    double.IsNaN(exact) && float.IsNaN(y[i]) ? 0
                    : double.IsNaN(exact) ? double.PositiveInfinity
                    : Function.Ulps(y[i], exact);
                if (!(error <= worst.Error))
                {
                    worst = (error, x[i]);
                }
            }
        }

        return worst;
    }

    /// <summary>Over random doubles.</summary>
    public static (double Error, double At) OfDoubles(Function function, int count)
    {
        (double Error, double At) worst = default;
        var x = Samples.Doubles(count, positive: function.Name == "Log");
        var y = new double[count];
        function.Double(NetGen.Lanes.Lanes.Bits, x, y);
        for (var i = 0; i < count; i++)
        {
            var error = function.Exact(x[i]).Ulps(y[i]);
            if (!(error <= worst.Error))
            {
                worst = (error, x[i]);
            }
        }

        return worst;
    }
}
