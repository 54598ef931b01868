namespace NetGen.Tests.Vectors;

/// <summary>What a function of the lanes reaches, on the widest vectors of this processor.</summary>
/// <param name="Error">The greatest error in units of the last place.</param>
/// <param name="At">Where it is.</param>
/// <param name="Nearest">The share of the results that are the number nearest to the exact one.</param>
internal readonly record struct Accuracy(double Error, double At, double Nearest)
{
    private const int Block = 4096;
    private const int Slices = 256;

    /// <summary>Over every stride-th float, from the denormals to infinity and NaN, of both signs.</summary>
    /// <param name="function">What is measured.</param>
    /// <param name="stride">1: all 2³² floats.</param>
    /// <param name="advance">Told after each part what share of the whole it was; from any thread.</param>
    public static Accuracy OfSingles(Function function, uint stride, Action<double>? advance = null)
    {
        var slices = new (double Error, float At, long Nearest)[Slices];
        var count = (1L << 32) / stride;
        Parallel.For(0, Slices, slice =>
        {
            slices[slice] = OfSlice(function, stride, count * slice / Slices, count * (slice + 1) / Slices);
            advance?.Invoke(1.0 / Slices);
        });
        var worst = slices.MaxBy(slice => slice.Error);
        return new(worst.Error, worst.At, slices.Sum(slice => slice.Nearest) / (double)count);
    }

    /// <summary>Over random doubles.</summary>
    public static Accuracy OfDoubles(Function function, int count)
    {
        (double Error, double At) worst = default;
        var nearest = 0;
        var x = Samples.Doubles(count, positive: function.Name == "Log");
        var y = new double[count];
        function.Double(NetGen.Lanes.Lanes.Bits, x, y);
        for (var i = 0; i < count; i++)
        {
            var error = function.Exact(x[i]).Ulps(y[i]);
            nearest += error <= 0.5 ? 1 : 0;
            if (error > worst.Error)
            {
                worst = (error, x[i]);
            }
        }

        return new(worst.Error, worst.At, nearest / (double)count);
    }

    private static (double Error, float At, long Nearest) OfSlice(Function function, uint stride, long first, long end)
    {
        (double Error, float At, long Nearest) slice = default;
        var (x, y) = (new float[Block], new float[Block]);
        for (var start = first; start < end; start += Block)
        {
            for (var i = 0; i < Block; i++)
            {
                x[i] = BitConverter.UInt32BitsToSingle((uint)(Math.Min(start + i, end - 1) * stride));
            }

            function.Single(NetGen.Lanes.Lanes.Bits, x, y);
            for (var i = 0; i < Math.Min(Block, end - start); i++)
            {
                var error = Function.Ulps(y[i], function.Reference(x[i]));
                slice.Nearest += error <= 0.5 ? 1 : 0;
                if (error > slice.Error)
                {
                    slice = slice with { Error = error, At = x[i] };
                }
            }
        }

        return slice;
    }
}
