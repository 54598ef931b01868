using Xunit;

namespace NetGen.Tests;

public class RandomNumbersTests
{
    [Fact]
    public void A_seed_and_a_stream_give_the_same_numbers_for_ever()
    {
        var random = new RandomNumbers(1, 3);
        Assert.Equal([0x88960E9B377BED89UL, 0xCD8BB68216E6D8CCUL], new[] { random.Next(), random.Next() });
    }

    /// <summary>For a bound of 3·2²⁹ a quarter of all draws are made again.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(3 << 29)]
    [InlineData(int.MaxValue)]
    public void Integers_below_a_bound_leave_out_what_would_favour_some(int bound)
    {
        var random = new RandomNumbers(4);
        RandomNumbers twin = random;
        ulong uneven = (1UL << 32) % (ulong)bound;
        for (int k = 0; k < 1000; k++)
        {
            UInt128 product;
            do
            {
                product = (UInt128)(twin.Next() >> 32) * (ulong)bound;
            }
            while ((ulong)product % (1UL << 32) < uneven);

            Assert.Equal((int)(product >> 32), random.Below(bound));
        }

        Assert.Equal(twin.Next(), random.Next());
    }

    [Fact]
    public void Every_order_of_a_shuffle_is_as_likely()
    {
        var random = new RandomNumbers(5);
        var orders = new Dictionary<string, int>();
        for (int k = 0; k < 24_000; k++)
        {
            int[] items = [0, 1, 2, 3];
            random.Shuffle(items);
            string order = string.Concat(items);
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, orders.Count);
        // 23 degrees of freedom: χ² exceeds 68 once in 500,000 seeds.
        Assert.InRange(orders.Values.Sum(count => Math.Pow(count - 1000, 2) / 1000), 0, 68);
    }

    [Fact]
    public void Each_parameter_has_a_stream_of_its_own()
    {
        InitializerInfo uniform = new(Initializer.Uniform, 0, 1);
        NetworkInfo info = new("Any", [2], [2], [], [new("A", "Any", [2], 0, uniform, 2, 1), new("B", "Any", [2], 2, uniform, 2, 1), new("C", "Any", [2], 4, uniform, 2, 1)], "None");
        var parameters = new double[6];
        Initialize.Fill<double>(info, parameters, 8);
        Assert.Equal([.. Numbers(0), .. Numbers(1), .. Numbers(2)], parameters);
    }

    private static double[] Numbers(ulong stream)
    {
        var random = new RandomNumbers(8, stream);
        return [random.Uniform(), random.Uniform()];
    }
}
