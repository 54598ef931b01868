using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using static System.FormattableString;

namespace NetGen;

/// <summary>How a table of comma-separated values is read.</summary>
public sealed record CsvOptions
{
    /// <summary>Whether the first row names the columns.</summary>
    public bool Header { get; init; } = true;

    /// <summary>What separates the fields.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>
    /// The column of the class: its name, or its position from 0, or from the end as "^1". The last column unless given;
    /// ignored where there are <see cref="Targets"/>.
    /// </summary>
    public string Label { get; init; } = "^1";

    /// <summary>The columns of the targets, of numbers, as for <see cref="Label"/>; empty for a class label.</summary>
    public ImmutableArray<string> Targets { get; init; } = [];

    /// <summary>
    /// The classes' names in the order of their labels. Unless given, they are what occurs in the column, sorted: by
    /// value if all are whole numbers, else by their characters.
    /// </summary>
    public ImmutableArray<string> Classes { get; init; } = [];
}

public static partial class Dataset
{
    /// <summary>Reads a file of comma-separated values: all columns but the class or the targets are inputs.</summary>
    /// <inheritdoc cref="ReadCsv{T}(TextReader, CsvOptions?, string)"/>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="options">Separator, header and columns.</param>
    public static Dataset<T> ReadCsv<T>(string path, CsvOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var text = new StreamReader(path);
        return ReadCsv<T>(text, options, Path.GetFileName(path));
    }

    /// <summary>Reads comma-separated values: all columns but the class or the targets are inputs.</summary>
    /// <remarks>
    /// RFC 4180, numbers in the invariant culture. Every row must have as many fields as the first, and every number
    /// must be there and be finite: a missing value is an error, not a guess.
    /// </remarks>
    /// <typeparam name="T">The numbers.</typeparam>
    /// <param name="text">The table.</param>
    /// <param name="options">Separator, header and columns.</param>
    /// <param name="source">What errors call the table.</param>
    /// <exception cref="InvalidDataException">The table is malformed; the message names the row and the column.</exception>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public static Dataset<T> ReadCsv<T>(TextReader text, CsvOptions? options = null, string source = "CSV")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= new CsvOptions();
        var reader = new CsvReader(text, options.Separator, source);
        List<string> first = reader.Next() ?? throw new InvalidDataException($"{source} is empty.");
        bool classes = options.Targets.IsDefaultOrEmpty;
        int[] given = [.. (classes ? [options.Label] : options.Targets).Select(name => Column(name, first, options.Header))];
        int[] features = [.. Enumerable.Range(0, first.Count).Except(given)];

        var inputs = new List<T>();
        var targets = new List<T>();
        var labels = new List<(string Class, int Row)>();
        for (List<string>? row = options.Header ? reader.Next() : first; row is not null; row = reader.Next())
        {
            if (row.Count != first.Count)
            {
                throw reader.Error(
                    Math.Min(row.Count, first.Count),
                    Invariant($"the row has {row.Count} fields, the first row {first.Count}."));
            }

            inputs.AddRange(features.Select(column => Number<T>(reader, row, column)));
            if (classes)
            {
                labels.Add((row[given[0]], reader.Row));
            }
            else
            {
                targets.AddRange(given.Select(column => Number<T>(reader, row, column)));
            }
        }

        int count = features.Length == 0 ? 0 : inputs.Count / features.Length;
        return classes
            ? Labelled(source, count, [.. inputs], features.Length, labels, given[0], options)
            : new(count, [.. inputs], [features.Length], [.. targets], [given.Length], null, []);
    }

    private static Dataset<T> Labelled<T>(
        string source, int count, T[] inputs, int size, List<(string Class, int Row)> labels, int column, CsvOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ImmutableArray<string> names = options.Classes.IsDefaultOrEmpty ? Names(labels.Select(label => label.Class)) : options.Classes;
        Dictionary<string, int> position = names.Select((name, k) => (name, k)).ToDictionary(pair => pair.name, pair => pair.k);
        var numbers = new int[count];
        for (int sample = 0; sample < count; sample++)
        {
            (string name, int row) = labels[sample];
            if (!position.TryGetValue(name, out numbers[sample]))
            {
                throw new InvalidDataException(
                    Invariant($"{source}: row {row}, column {column + 1}: '{name}' is none of the classes."));
            }
        }

        return new(count, inputs, [size], null, [], numbers, names);
    }

    private static ImmutableArray<string> Names(IEnumerable<string> labels)
    {
        string[] names = [.. labels.Distinct().Order(StringComparer.Ordinal)];
        return names.All(name => long.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            ? [.. names.OrderBy(name => long.Parse(name, CultureInfo.InvariantCulture))]
            : [.. names];
    }

    private static T Number<T>(CsvReader reader, List<string> row, int column)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const NumberStyles style = NumberStyles.Float;
        if (!T.TryParse(row[column], style, CultureInfo.InvariantCulture, out T number) || !T.IsFinite(number))
        {
            throw reader.Error(column + 1, row[column].Length == 0 ? "a value is missing." : $"'{row[column]}' is no finite number.");
        }

        return number;
    }

    /// <summary>A column by its name, or its position from 0, or from the end as "^1".</summary>
    private static int Column(string name, List<string> first, bool header)
    {
        int named = header ? first.IndexOf(name) : -1;
        if (named >= 0)
        {
            return named;
        }

        bool fromEnd = name.StartsWith('^');
        if (int.TryParse(fromEnd ? name[1..] : name, NumberStyles.None, CultureInfo.InvariantCulture, out int position))
        {
            int column = fromEnd ? first.Count - position : position;
            if ((uint)column < (uint)first.Count)
            {
                return column;
            }
        }

        throw new ArgumentException(
            Invariant($"No column '{name}' among {first.Count}")
            + (header ? $": {string.Join(", ", first)}." : "."),
            nameof(name));
    }
}
