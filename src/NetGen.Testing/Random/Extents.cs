namespace NetGen.Testing;

/// <summary>Sizes that matter to loops over vectors of 4, 8 and 16 numbers: one less, as many, one more, and small ones.</summary>
internal static class Extents
{
    private static readonly int[] Small = [1, 1, 2, 2, 3, 3, 4, 5, 6];
    private static readonly int[] Medium = [7, 8, 9];
    private static readonly int[] Wide = [15, 16, 17];
    private static readonly int[] Wider = [31, 32, 33, 35];

    /// <summary>Units, features, filters or samples.</summary>
    public static int Width(this Random random) =>
        random.Next(20) switch
        {
            < 12 => random.Pick(Small),
            < 16 => random.Pick(Medium),
            < 19 => random.Pick(Wide),
            _ => random.Pick(Wider),
        };

    public static bool Chance(this Random random, double probability) => random.NextDouble() < probability;

    public static T Pick<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
