using System.Runtime.InteropServices;

namespace NetGen.Benchmarks.Data;

/// <summary>
/// The inputs, initial weights and reference outputs that the peers read too: raw little-endian numbers, a file a tensor.
/// Where there is no such folder the rows run on numbers of their own, and have no reference to be compared with.
/// </summary>
internal static class SharedFiles
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string Variable = "PEERS_DATA";

    /// <summary>The folder, or null.</summary>
    public static string? Folder { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    /// <summary>A file's numbers, or as many <see cref="Made"/> up.</summary>
    public static float[] Numbers(string name, int count, double bound = 1)
    {
        if (Folder is not null)
        {
            return Exactly(Read<float>(name), count, name);
        }

        return Made(name, count, bound);
    }

    /// <summary>Numbers between −<paramref name="bound"/> and bound that depend on the name alone.</summary>
    public static float[] Made(string name, int count, double bound)
    {
        var random = new Random(name.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter)));
        return [.. Enumerable.Range(0, count).Select(_ => (float)(((2 * random.NextDouble()) - 1) * bound))];
    }

    /// <summary>A file's class labels, or one after the other.</summary>
    public static int[] Labels(string name, int count, int classes) =>
        Folder is null ? [.. Enumerable.Range(0, count).Select(n => n % classes)] : Exactly(Read<int>(name), count, name);

    /// <summary>What the network must compute, or null where there is no folder.</summary>
    public static float[]? Reference(string name) => Folder is null ? null : Read<float>(name);

    private static T[] Read<T>(string name)
        where T : unmanaged
    {
        string path = Path.Combine(Folder!, name);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{Variable} names the folder {Folder}, which has no file {name}.", path);
        }

        return MemoryMarshal.Cast<byte, T>(File.ReadAllBytes(path)).ToArray();
    }

    private static T[] Exactly<T>(T[] numbers, int count, string name) =>
        numbers.Length == count
            ? numbers
            : throw new InvalidDataException($"{name} in {Folder} holds {numbers.Length} numbers, and should hold {count}.");
}
