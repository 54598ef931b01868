using System.Reflection;

namespace NetGen.Samples;

/// <summary>The data of the samples, embedded in the program; THIRD-PARTY-NOTICES.md says whose they are.</summary>
internal static class SampleData
{
    /// <summary>MNIST: 8,000 handwritten digits to learn from and 2,000 to test with, [28, 28] pixels of 0 … 1.</summary>
    public static (Dataset<float> Training, Dataset<float> Test) Mnist()
    {
        return (Read("mnist8k-train"), Read("mnist2k-test"));

        static Dataset<float> Read(string part)
        {
            using Stream images = Open($"{part}-images-idx3-ubyte.gz");
            using Stream labels = Open($"{part}-labels-idx1-ubyte.gz");
            return Dataset.ReadIdx<float>(images, labels, 1 / 255.0);
        }
    }

    /// <summary>442 people with diabetes: ten measurements, and how far the disease had progressed a year later.</summary>
    public static Dataset<float> Diabetes() => ReadCsv("diabetes.csv", "progression");

    /// <summary>
    /// The carbon dioxide of the air at Mauna Loa, in parts per million, month after month from March 1958 to April 2020:
    /// inputs are year and month, the target is the month's mean. Five months were not measured.
    /// </summary>
    public static Dataset<float> Co2() => ReadCsv("co2.csv", "co2");

    /// <summary>8,372 first names in small letters, by the alphabet.</summary>
    public static string[] Names()
    {
        using var text = new StreamReader(Open("names.txt"));
        return text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static Dataset<float> ReadCsv(string name, string target)
    {
        using var text = new StreamReader(Open(name));
        return Dataset.ReadCsv<float>(text, new() { Targets = [target] }, name);
    }

    private static Stream Open(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream($"NetGen.Samples.Data.{name}")!;
}
