using System.Text.Json;

namespace NetGen.Tests.Parity;

/// <summary>A tensor of a fixture, out of nested lists.</summary>
/// <param name="Shape">Its extents.</param>
/// <param name="Values">Its numbers, the last index contiguous.</param>
internal sealed record Tensor(int[] Shape, double[] Values)
{
    public static Tensor Read(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Number)
        {
            return new([], [element.GetDouble()]);
        }

        Tensor[] rows = [.. element.EnumerateArray().Select(Read)];
        return new([rows.Length, .. rows[0].Shape], [.. rows.SelectMany(row => row.Values)]);
    }
}

/// <summary>What tests/PyTorch/fixtures.py wrote of one network: its declaration, data, and what PyTorch makes of them.</summary>
internal sealed class Fixture
{
    private readonly JsonElement json;

    private Fixture(string title, JsonElement json) => (Title, this.json) = (title, json);

    /// <summary>The entry of the catalogue that it is about, and its variant behind a point.</summary>
    public string Title { get; }

    public string Entry => Title.Split('.')[0];

    public double[] Inputs => this["inputs"].Values;

    public double[]? Targets => json.TryGetProperty("targets", out JsonElement targets) ? Tensor.Read(targets).Values : null;

    public int[] Labels => [.. this["labels"].Values.Select(label => (int)label)];

    public double Loss => this["loss"].Values[0];

    public double Penalty => this["penalty"].Values[0];

    /// <summary>What Gradient returns: another loss than that of Predict's outputs where a layer behaves otherwise in training.</summary>
    public double TrainingLoss => this["trainingLoss"].Values[0];

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Fixtures");

    public static IEnumerable<string> Titles =>
        Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public Tensor this[string name] => Tensor.Read(json.GetProperty(name));

    public static Fixture Read(string title)
    {
        using JsonDocument document = JsonDocument.Parse(Text(Folder, title));
        return new(title, document.RootElement.Clone());
    }

    public static string Text(string folder, string title) => File.ReadAllText(Path.Combine(folder, $"{title}.json"));

    /// <summary>Tensors by name: parameters, states, gradients.</summary>
    public IReadOnlyList<(string Name, Tensor Tensor)> Tensors(string part) =>
        json.TryGetProperty(part, out JsonElement tensors)
            ? [.. tensors.EnumerateObject().Select(tensor => (tensor.Name, Tensor.Read(tensor.Value)))]
            : [];

    /// <summary>The declaration in that precision, as a user would write it.</summary>
    public string Declaration(Precision precision)
    {
        string declaration = json.GetProperty("declaration").GetString()!;
        int end = declaration.IndexOf(")]", StringComparison.Ordinal);
        string methods = json.TryGetProperty("methods", out JsonElement text) ? text.GetString()! : "";
        return $"using System;\nusing NetGen;\n{declaration.Insert(end, $", Precision = Precision.{precision}")}\npublic sealed partial class Net {{ {methods} }}";
    }
}
