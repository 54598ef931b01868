using System.Reflection;
using NetGen.Tests.Generated;
using Xunit;

namespace NetGen.Testing.Tests;

/// <summary>
/// A network that the generator wrote is never alarmed about: each one of the suites, in the precision it is declared in and
/// in the other. Here of two seeds and one; by hand of 25.
/// </summary>
public class RightNetworksTests
{
    private static readonly Dictionary<string, Type> _networks =
        typeof(DigitNet).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(DigitNet).Namespace && Face(type) is not null)
            .ToDictionary(type => type.Name);

    private static readonly Lazy<Dictionary<string, Type>> _twins = new(() => OtherPrecision.Of(_networks.Values.Select(Info)));

    public static TheoryData<string> Names => [.. _networks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_right_network_passes(string name)
    {
        foreach (ulong seed in (ulong[])[1, 2])
        {
            NetworkReport report = Check(_networks[name], seed);
            Assert.True(report.Passed, report.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_passes_in_the_other_precision(string name)
    {
        Type twin = _twins.Value[name];
        Assert.NotEqual(Face(_networks[name])!.GetGenericArguments()[1], Face(twin)!.GetGenericArguments()[1]);
        NetworkReport report = Check(twin, 1);
        Assert.True(report.Passed, report.ToString());
    }

    /// <summary>Along some directions of these seeds many kinks hide each other from the steps.</summary>
    [Theory]
    [InlineData(86)]
    [InlineData(177)]
    [InlineData(297)]
    [InlineData(400)]
    [InlineData(438)]
    public void Kinks_that_hide_each_other_are_no_fault(int seed) =>
        GradientCheck.Verify<DigitNet>(new() { Seed = (ulong)seed });

    private static Type? Face(Type network) =>
        network.GetInterfaces().SingleOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(INetwork<,>));

    private static NetworkInfo Info(Type network) => (NetworkInfo)network.GetProperty("Info", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    private static NetworkReport Check(Type network, ulong seed)
    {
        static NetworkReport Of<TNetwork>(ulong seed) => GradientCheck.Check<TNetwork>(new() { Seed = seed });
        Func<ulong, NetworkReport> check = Of<DigitNet>;
        return (NetworkReport)check.Method.GetGenericMethodDefinition().MakeGenericMethod(network).Invoke(null, [seed])!;
    }
}
