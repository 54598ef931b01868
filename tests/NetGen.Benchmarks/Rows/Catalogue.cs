namespace NetGen.Benchmarks.Rows;

/// <summary>All rows, in the order of the tables.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Row> All { get; } =
        [.. TinyRows.All, .. DigitsRows.All, .. PictureRows.All, .. RecurrentRows.All, .. SweepRows.All, .. ChainsRows.All];

    /// <summary>The rows that some names mean, or all of them if there is no name.</summary>
    /// <exception cref="ArgumentException">A name means no row.</exception>
    public static IReadOnlyList<Row> Select(IReadOnlyList<string> names)
    {
        foreach (string name in names)
        {
            if (!All.Any(row => row.Matches(name)))
            {
                throw new ArgumentException($"There is no row '{name}'; there are {string.Join(", ", All.Select(row => row.Name))}.");
            }
        }

        return names.Count == 0 ? All : [.. All.Where(row => names.Any(row.Matches))];
    }
}
