using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NetGen.Samples;
using Xunit;

namespace NetGen.Tests.Generated;

public class SampleDataTests
{
    [Fact]
    public void The_digits_of_MNIST_are_there()
    {
        (Dataset<float> training, Dataset<float> test) = SampleData.Mnist();
        Assert.All((Dataset<float>[])[training, test], digits =>
        {
            Assert.Equal([28, 28], digits.InputShape.ToArray());
            Assert.Equal(10, digits.Classes.Length);
            Assert.Equal((0f, 1f), (digits.Inputs.ToArray().Min(), digits.Inputs.ToArray().Max()));
        });
        Assert.Equal((8000, 2000), (training.Count, test.Count));
        Assert.All(Enumerable.Range(0, 10), digit => Assert.InRange(test.Labels.ToArray().Count(label => label == digit), 150, 250));
    }

    [Fact]
    public void The_tables_and_the_names_are_there()
    {
        Dataset<float> diabetes = SampleData.Diabetes();
        Assert.Equal((442, 10), (diabetes.Count, diabetes.InputSize));
        Assert.Equal([59, 2, 32.1f, 101, 157, 93.2f, 38, 4, 4.8598f, 87, 151], [.. diabetes.Input(0), .. diabetes.Target(0)]);
        Assert.Equal((741, 2), (SampleData.Co2().Count, SampleData.Co2().InputSize));
        string[] names = SampleData.Names();
        Assert.Equal(8372, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^[a-z]{3,11}$", name));
    }

    [Fact]
    public void Nothing_of_others_is_shipped_without_a_notice()
    {
        string notices = File.ReadAllText(Path.Combine(Root(), "THIRD-PARTY-NOTICES.md"));
        string[] shipped = typeof(SampleData).Assembly.GetManifestResourceNames();
        Assert.Equal(7, shipped.Length);
        foreach (string name in shipped)
        {
            string file = name.Replace("NetGen.Samples.Data.", "", StringComparison.Ordinal);
            Assert.Contains($"`{Regex.Replace(file, "-(images|labels)-.*", "-*.gz")}`", notices, StringComparison.Ordinal);
        }
    }

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(path, "..", "..", "..", ".."));

    [Fact]
    public void A_plot_shows_the_least_at_the_bottom_and_later_curves_above()
    {
        string[] lines = new Plot(5, 3, -1, 1).Add('.', "grey", 1, 1, 0, -1, double.NaN).Add('o', "green", 1, 5, 5, 0, 0).Lines();
        Assert.Equal(
            [
                "[grey] 1┤[/][green]o[/][grey].[/]   ",
                "[grey]  │[/]  [grey].[/][green]o[/][green]o[/]",
                "[grey]-1┤[/]   [grey].[/] ",
            ],
            lines);
    }
}
