using System.Globalization;
using System.Text.Json;

namespace NetGen.Tests.Vectors;

/// <summary>What the lanes do in one process.</summary>
/// <param name="Bits">The width its passes run on.</param>
/// <param name="Fused">Whether it has fused multiply-add.</param>
/// <param name="Results">By function: a number made of the bits of all its results.</param>
/// <param name="Errors">By function: the greatest error in units of the last place.</param>
internal sealed record LaneReport(
    int Bits,
    bool Fused,
    SortedDictionary<string, string> Results,
    SortedDictionary<string, double> Errors
)
{
    public static string OfThisProcess()
    {
        var report = new LaneReport(NetGen.Lanes.Lanes.Bits, NetGen.Lanes.Lanes.Fused, [], []);
        foreach (var function in Function.All)
        {
            var results = new[] { 512, 256, 128, 0 }.Select(width => Digest(function, width)).Distinct().ToList();
            report.Results[function.Name] = string.Join(" differs from ", results);
            report.Errors[function.Name] = Math.Max(
                Accuracy.OfSingles(function, 200_003).Error,
                Accuracy.OfDoubles(function, 2_000).Error
            );
        }

        return JsonSerializer.Serialize(report);
    }

    public static LaneReport Parse(string text) => JsonSerializer.Deserialize<LaneReport>(text)!;

    private static string Digest(Function function, int width)
    {
        var doubles = Samples.Doubles(2_001, positive: false).Concat(Samples.Special).ToArray();
        var singles = doubles.Select(x => (float)x).Concat(Samples.Singles(2_000)).ToArray();
        var (y, y2) = (new float[singles.Length], new double[doubles.Length]);
        function.Single(width, singles, y);
        function.Double(width, doubles, y2);
        var digest = 14695981039346656037UL;
        foreach (var x in y.Select(x => (double)x).Concat(y2))
        {
            // all NaN are one
            digest = (digest ^ (double.IsNaN(x) ? 1 : BitConverter.DoubleToUInt64Bits(x))) * 1099511628211UL;
        }

        return digest.ToString("x", CultureInfo.InvariantCulture);
    }
}
