using System.Numerics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using NetGen.Lanes;
using Xunit;

namespace NetGen.Tests.Vectors;

public abstract class OperationsTests<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly T[] Values =
    [
        .. new[] { 0.0, -0.0, 1, -1, 2.5, -2.5, 3, 1e-30, -1e-30, 1e30, 0.1, -0.7, double.NaN, double.PositiveInfinity, double.NegativeInfinity }
            .Select(T.CreateTruncating),
        T.Epsilon,
        -T.Epsilon,
    ];

    private static bool Fuses => Fma.IsSupported || AdvSimd.IsSupported;

    [Fact]
    public void Count_is_what_the_width_holds() =>
        Assert.Equal(typeof(TLanes).Name.StartsWith("Lanes1`", StringComparison.Ordinal) ? 1 : Width(), TLanes.Count);

    [Fact]
    public void Constants_and_ramps_fill_the_lanes()
    {
        Assert.All(Lanes(TLanes.Zero), x => Assert.Equal(T.Zero, x));
        Assert.All(Lanes(TLanes.One), x => Assert.Equal(T.One, x));
        Assert.All(Lanes(TLanes.Broadcast(T.CreateTruncating(7))), x => Assert.Equal(T.CreateTruncating(7), x));
        Assert.Equal(Enumerable.Range(5, TLanes.Count).Select(T.CreateTruncating), Lanes(TLanes.Ramp(T.CreateTruncating(5))));
    }

    [Fact]
    public void Arithmetic_is_that_of_single_numbers()
    {
        Binary("+", (a, b) => a + b, (a, b) => a + b);
        Binary("-", (a, b) => a - b, (a, b) => a - b);
        Binary("*", (a, b) => a * b, (a, b) => a * b);
        Binary("/", (a, b) => a / b, (a, b) => a / b);
        Unary("-", a => -a, a => -a);
        Unary("Abs", TLanes.Abs, T.Abs);
        Unary("Sqrt", TLanes.Sqrt, T.Sqrt);
    }

    [Fact]
    public void Multiply_add_is_rounded_once_where_the_processor_can() =>
        Ternary(
            "MultiplyAdd",
            TLanes.MultiplyAdd,
            (a, b, c) => Fuses ? T.FusedMultiplyAdd(a, b, c) : a * b + c
        );

    [Fact]
    public void Multiply_add_reads_a_number_in_memory_as_it_reads_a_vector()
    {
        foreach (var value in Values)
        {
            T[] memory = [T.One, value];
            Binary(
                "MultiplyAdd of a number in memory",
                (b, c) => TLanes.MultiplyAdd(ref memory[0], 1, b, c),
                (b, c) => Fuses ? T.FusedMultiplyAdd(value, b, c) : value * b + c
            );
        }
    }

    [Fact]
    public void Multiply_add_reads_a_vector_in_memory_as_it_does_a_number()
    {
        var memory = new T[TLanes.Count + 1];
        foreach (var value in Values)
        {
            Array.Fill(memory, value, 1, TLanes.Count);
            Binary(
                "MultiplyAdd of a vector in memory",
                (a, c) => TLanes.MultiplyAdd(a, ref memory[0], 1, c),
                (a, c) => Fuses ? T.FusedMultiplyAdd(a, value, c) : a * value + c
            );
        }
    }

    [Fact]
    public void The_first_number_is_that_of_the_first_lane()
    {
        var x = Enumerable.Range(7, TLanes.Count).Select(T.CreateTruncating).ToArray();
        Assert.Equal(x[0], TLanes.First(TLanes.Load(ref x[0], 0)));
    }

    [Fact]
    public void Min_and_max_take_the_lesser_and_greater_and_keep_not_a_number()
    {
        Binary("Min", TLanes.Min, (a, b) => T.IsNaN(a) || a < b ? a : b);
        Binary("Max", TLanes.Max, (a, b) => T.IsNaN(a) || a > b ? a : b);
        Binary("Min", TLanes.Min, T.Min, zerosAreOne: true);
        Binary("Max", TLanes.Max, T.Max, zerosAreOne: true);
    }

    [Fact]
    public void Sign_relu_and_its_slope_are_as_documented()
    {
        Unary("Sign", TLanes.Sign, a => T.IsNaN(a) ? T.Zero : T.CreateTruncating(T.Sign(a)));
        Unary("Relu", TLanes.Relu, a => T.IsNaN(a) || a > T.Zero ? a : T.Zero, zerosAreOne: true);
        Unary("UnitStep", TLanes.UnitStep, a => a > T.Zero ? T.One : T.Zero);
    }

    [Fact]
    public void Rounding_is_that_of_single_numbers()
    {
        Unary("Floor", TLanes.Floor, T.Floor);
        Unary("Round", TLanes.Round, T.Round);
        foreach (var shift in new[] { 0.0, 0.25, 0.5, 0.75 })
        {
            var offset = T.CreateTruncating(shift);
            Unary("Floor beyond", a => TLanes.Floor(a * TLanes.Broadcast(T.CreateTruncating(3)) + TLanes.Broadcast(offset)), a => T.Floor(a * T.CreateTruncating(3) + offset));
            Unary("Round beyond", a => TLanes.Round(a + TLanes.Broadcast(offset)), a => T.Round(a + offset));
        }
    }

    [Fact]
    public void Comparisons_choose_lanes()
    {
        Binary("Equal", (a, b) => TLanes.Blend(TLanes.Equal(a, b), TLanes.One, TLanes.Zero), (a, b) => a == b ? T.One : T.Zero);
        Binary("GreaterOrEqual", (a, b) => TLanes.Blend(TLanes.GreaterOrEqual(a, b), TLanes.One, TLanes.Zero), (a, b) => a >= b ? T.One : T.Zero);
        Binary("Greater", (a, b) => TLanes.Blend(TLanes.Greater(a, b), a, b), (a, b) => a > b ? a : b);
        Ternary(
            "&",
            (a, b, c) => TLanes.Blend(TLanes.Greater(a, b) & TLanes.GreaterOrEqual(b, c), a, c),
            (a, b, c) => a > b && b >= c ? a : c
        );
    }

    [Fact]
    public void Sums_add_the_halves_until_one_number_is_left()
    {
        var random = new Random(3);
        for (var round = 0; round < 100; round++)
        {
            var x = Enumerable.Range(0, TLanes.Count).Select(_ => T.CreateTruncating(random.NextDouble() - 0.3)).ToArray();
            var tree = x;
            while (tree.Length > 1)
            {
                tree = tree.Take(tree.Length / 2).Zip(tree.Skip(tree.Length / 2), (a, b) => a + b).ToArray();
            }

            Assert.Equal(tree[0], TLanes.Sum(TLanes.Load(ref x[0], 0)));
            Assert.Equal(x.Max(), TLanes.MaxAcross(TLanes.Load(ref x[0], 0)));
        }
    }

    [Fact]
    public void The_greatest_of_not_a_number_is_not_a_number()
    {
        for (var i = 0; i < TLanes.Count; i++)
        {
            var x = Enumerable.Range(0, TLanes.Count).Select(T.CreateTruncating).ToArray();
            x[i] = T.NaN;
            Assert.True(T.IsNaN(TLanes.MaxAcross(TLanes.Load(ref x[0], 0))));
        }
    }

    [Fact]
    public void Uniform_numbers_are_those_of_the_language()
    {
        var (a, b, c) = (new T[64], new T[64], new T[64]);
        for (var i = 0; i < 64; i++)
        {
            (a[i], b[i], c[i]) = (T.CreateTruncating(i - 20), T.CreateTruncating(i * i * 4000), T.CreateTruncating(7 * i));
        }

        for (var i = 0; i + TLanes.Count <= 64; i += TLanes.Count)
        {
            var u = Lanes(TLanes.Uniform(TLanes.Load(ref a[0], i), TLanes.Load(ref b[0], i), TLanes.Load(ref c[0], i)));
            for (var k = 0; k < TLanes.Count; k++)
            {
                var expected = Uniform([double.CreateTruncating(a[i + k]), double.CreateTruncating(b[i + k]), double.CreateTruncating(c[i + k])]);
                Assert.Equal(T.CreateTruncating(expected), u[k]);
            }
        }
    }

    [Fact]
    public void Partial_loads_give_the_first_numbers_and_zeros()
    {
        var x = Enumerable.Range(1, 40).Select(T.CreateTruncating).ToArray();
        for (nint count = 0; count <= TLanes.Count + 3; count++)
        {
            var expected = Enumerable.Range(0, TLanes.Count).Select(i => i < count ? x[3 + i] : T.Zero);
            Assert.Equal(expected, Lanes(TLanes.LoadPartial(ref x[0], 3, count)));
        }
    }

    [Fact]
    public void Partial_stores_leave_the_memory_beyond_alone()
    {
        var y = Enumerable.Range(1, TLanes.Count).Select(T.CreateTruncating).ToArray();
        for (nint count = 0; count <= TLanes.Count + 3; count++)
        {
            var canaries = new T[TLanes.Count + 8];
            Array.Fill(canaries, T.CreateTruncating(-99));
            TLanes.StorePartial(TLanes.Load(ref y[0], 0), ref canaries[0], 3, count);
            for (var i = 0; i < canaries.Length; i++)
            {
                var inside = i >= 3 && i - 3 < nint.Min(count, TLanes.Count);
                Assert.Equal(inside ? y[i - 3] : T.CreateTruncating(-99), canaries[i]);
            }
        }
    }

    [Fact]
    public void Partial_loads_and_stores_stop_at_the_end_of_memory()
    {
        using var page = new GuardedPage();
        for (nint count = 0; count <= TLanes.Count; count++)
        {
            ref var end = ref page.Last<T>(count);
            TLanes.StorePartial(TLanes.One, ref end, 0, count);
            Assert.Equal(T.CreateTruncating(count), TLanes.Sum(TLanes.LoadPartial(ref end, 0, count)));
        }
    }

    /// <summary>splitmix64 over each argument in turn, as the language of equations defines it.</summary>
    private static double Uniform(double[] arguments)
    {
        var z = 0x9E3779B97F4A7C15UL;
        foreach (var a in arguments)
        {
            z += (ulong)(long)a * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            z ^= z >> 31;
        }

        return (z >> 40) / (double)(1UL << 24);
    }

    private static int Width() =>
        int.Parse(typeof(TLanes).Name["Lanes".Length..typeof(TLanes).Name.IndexOf('`')], System.Globalization.CultureInfo.InvariantCulture)
        / 8
        / System.Runtime.CompilerServices.Unsafe.SizeOf<T>();

    private static T[] Lanes(TLanes vector)
    {
        var lanes = new T[TLanes.Count];
        TLanes.Store(vector, ref lanes[0], 0);
        return lanes;
    }

    private static void Unary(string name, Func<TLanes, TLanes> actual, Func<T, T> expected, bool zerosAreOne = false) =>
        Ternary(name, (a, _, _) => actual(a), (a, _, _) => expected(a), zerosAreOne);

    private static void Binary(string name, Func<TLanes, TLanes, TLanes> actual, Func<T, T, T> expected, bool zerosAreOne = false) =>
        Ternary(name, (a, b, _) => actual(a, b), (a, b, _) => expected(a, b), zerosAreOne);

    /// <summary>Every triple of values, in every lane.</summary>
    private static void Ternary(string name, Func<TLanes, TLanes, TLanes, TLanes> actual, Func<T, T, T, T> expected, bool zerosAreOne = false)
    {
        var triples = (from a in Values from b in Values from c in Values select (a, b, c)).ToList();
        for (var start = 0; start < triples.Count; start += TLanes.Count)
        {
            var chunk = Enumerable.Range(start, TLanes.Count).Select(i => triples[i % triples.Count]).ToArray();
            var (a, b, c) = (chunk.Select(t => t.a).ToArray(), chunk.Select(t => t.b).ToArray(), chunk.Select(t => t.c).ToArray());
            var y = Lanes(actual(TLanes.Load(ref a[0], 0), TLanes.Load(ref b[0], 0), TLanes.Load(ref c[0], 0)));
            for (var i = 0; i < TLanes.Count; i++)
            {
                var e = expected(a[i], b[i], c[i]);
                var same = T.IsNaN(e) ? T.IsNaN(y[i]) : e == y[i] && (zerosAreOne || T.IsNegative(e) == T.IsNegative(y[i]));
                Assert.True(same, $"{name}({a[i]}, {b[i]}, {c[i]}) = {y[i]}, expected {e}");
            }
        }
    }
}

public class Lanes512SingleTests : OperationsTests<Lanes512<float>, float>;

public class Lanes512DoubleTests : OperationsTests<Lanes512<double>, double>;

public class Lanes256SingleTests : OperationsTests<Lanes256<float>, float>;

public class Lanes256DoubleTests : OperationsTests<Lanes256<double>, double>;

public class Lanes128SingleTests : OperationsTests<Lanes128<float>, float>;

public class Lanes128DoubleTests : OperationsTests<Lanes128<double>, double>;

public class Lanes1SingleTests : OperationsTests<Lanes1<float>, float>;

public class Lanes1DoubleTests : OperationsTests<Lanes1<double>, double>;
