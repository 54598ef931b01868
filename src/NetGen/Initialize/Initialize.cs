using System.Numerics;

namespace NetGen;

/// <summary>Fills a network's parameters as declared, before training.</summary>
public static class Initialize
{
    /// <summary>Fills all parameters. The same seed gives the same bits on every platform.</summary>
    /// <remarks>Each tensor draws from a stream of its own: adding a layer does not change those before it.</remarks>
    /// <typeparam name="T">The numbers.</typeparam>
    /// <param name="info">The network: names, shapes, offsets and initialisers.</param>
    /// <param name="parameters">All its parameters, overwritten.</param>
    /// <param name="seed">Any number.</param>
    /// <exception cref="ArgumentException">The length does not fit, or an initialiser is unknown.</exception>
    public static void Fill<T>(NetworkInfo info, Span<T> parameters, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(info);
        int count = info.ParameterCount;
        if (parameters.Length != count)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{info.Name} has {count} parameters; got room for {parameters.Length}."),
                nameof(parameters));
        }

        ulong stream = 0;
        foreach (ParameterInfo parameter in info.Parameters)
        {
            Fill(parameter, parameters.Slice(parameter.Offset, parameter.Length), new RandomNumbers(seed, stream++));
        }
    }

    private static void Fill<T>(ParameterInfo parameter, Span<T> values, RandomNumbers random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        InitializerInfo initializer = parameter.Initializer;
        double fanIn = Math.Max(parameter.FanIn, 1);
        double fans = Math.Max(parameter.FanIn + parameter.FanOut, 1);
        switch (initializer.Kind)
        {
            case Initializer.Zeros:
                values.Clear();
                break;
            case Initializer.Constant:
                values.Fill(T.CreateTruncating(initializer.First));
                break;
            case Initializer.Uniform:
                Uniform(values, initializer.First, initializer.Second, ref random);
                break;
            case Initializer.Normal:
                Normal(values, initializer.First, initializer.Second, ref random);
                break;
            case Initializer.GlorotUniform:
                Uniform(values, -Math.Sqrt(6 / fans), Math.Sqrt(6 / fans), ref random);
                break;
            case Initializer.GlorotNormal:
                Normal(values, 0, Math.Sqrt(2 / fans), ref random);
                break;
            case Initializer.HeUniform:
                Uniform(values, -Math.Sqrt(6 / fanIn), Math.Sqrt(6 / fanIn), ref random);
                break;
            case Initializer.HeNormal:
                Normal(values, 0, Math.Sqrt(2 / fanIn), ref random);
                break;
            case Initializer.Orthogonal:
                OrthogonalMatrices(values, parameter, ref random);
                break;
            case Initializer.UnitForget:
                values.Clear();
                values.Slice(values.Length / 4, values.Length / 4).Fill(T.One);
                break;
            case Initializer.Default:
            default:
                throw new ArgumentException(
                    $"{parameter.Name}: {initializer.Kind} is no initialiser that fills a tensor.", nameof(parameter));
        }
    }

    private static void Uniform<T>(Span<T> values, double lower, double upper, ref RandomNumbers random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (ref T value in values)
        {
            value = T.CreateTruncating(lower + ((upper - lower) * random.Uniform()));
        }
    }

    private static void Normal<T>(Span<T> values, double mean, double deviation, ref RandomNumbers random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (ref T value in values)
        {
            value = T.CreateTruncating(mean + (deviation * random.Normal()));
        }
    }

    /// <summary>Every matrix of fan-in rows by itself; one matrix where the tensor is not made of such.</summary>
    private static void OrthogonalMatrices<T>(Span<T> values, ParameterInfo parameter, ref RandomNumbers random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int columns = parameter.Shape.IsEmpty ? 1 : parameter.Shape[^1];
        bool hasMatrices = parameter.Shape.Length > 2 && parameter.Shape[^2] == parameter.FanIn;
        int matrix = hasMatrices ? parameter.FanIn * columns : values.Length;
        for (int start = 0; start < values.Length; start += matrix)
        {
            Orthogonal(values.Slice(start, matrix), columns, ref random);
        }
    }

    /// <summary>
    /// Orthonormal columns, or rows where there are fewer of them: Gram–Schmidt, each vector twice, on normal numbers.
    /// Its R has a positive diagonal, so the result is uniform over all such matrices (Mezzadri, 2007).
    /// </summary>
    private static void Orthogonal<T>(Span<T> values, int columns, ref RandomNumbers random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rows = columns == 0 ? 0 : values.Length / columns;
        (int count, int length) = rows < columns ? (rows, columns) : (columns, rows);
        var basis = new double[count][];
        for (int k = 0; k < count; k++)
        {
            basis[k] = Perpendicular(basis.AsSpan(0, k), length, ref random);
            for (int i = 0; i < length; i++)
            {
                values[rows < columns ? (k * columns) + i : (i * columns) + k] = T.CreateTruncating(basis[k][i]);
            }
        }
    }

    /// <summary>A random unit vector, perpendicular to a basis of fewer vectors than its length.</summary>
    private static double[] Perpendicular(ReadOnlySpan<double[]> basis, int length, ref RandomNumbers random)
    {
        var vector = new double[length];
        while (true)
        {
            foreach (ref double x in vector.AsSpan())
            {
                x = random.Normal();
            }

            double before = Math.Sqrt(Dot(vector, vector));
            for (int pass = 0; pass < 2; pass++)
            {
                foreach (double[] other in basis)
                {
                    double along = Dot(vector, other);
                    for (int i = 0; i < length; i++)
                    {
                        vector[i] -= along * other[i];
                    }
                }
            }

            // A vector that lay in the span of the others leaves only rounding errors: draw again.
            double norm = Math.Sqrt(Dot(vector, vector));
            if (norm > 1e-6 * before)
            {
                foreach (ref double x in vector.AsSpan())
                {
                    x /= norm;
                }

                return vector;
            }
        }
    }

    // One sum in one order: vectors of another width would round differently.
    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
