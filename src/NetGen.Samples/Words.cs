using Spectre.Console;

namespace NetGen.Samples;

[Network(Spelling.Steps, Vocabulary = 27, VariableLength = true)]
[Embedding(16)]
[GRU(64, ReturnSequences = true)]
[Dense(27), Softmax]
[CrossEntropy]
internal sealed partial class RecurrentWords;

[Network(Spelling.Steps, Vocabulary = 27, VariableLength = true)]
[Embedding(32), PositionalEncoding(Name = "Letters")]
[SelfAttention(4, Causal = true, Name = "Attention")]
[Add("Letters", "Attention"), LayerNorm(Name = "Seen")]
[Dense(64), ReLU]
[Dense(32, Name = "Thought")]
[Add("Seen", "Thought"), LayerNorm]
[Dense(27), Softmax]
[CrossEntropy]
internal sealed partial class AttentiveWords;

/// <summary>
/// Two models of how first names are spelt say which letter follows, and so make up new names: a recurrent one letter by
/// letter, in a stream that remembers the word so far, and a block of causal attention that sees the word as a whole.
/// </summary>
internal static class Words
{
    private const int Shown = 24;

    /// <summary>What follows a word's symbols so far: a number to each of the 27.</summary>
    internal delegate void Next(IReadOnlyList<int> symbols, Span<float> probabilities);

    public static void Run()
    {
        (string[] training, string[] test) = Spelling.Split();
        AnsiConsole.WriteLine($"{training.Length} first names to learn from, {test.Length} held back.");
        RecurrentWords recurrent = Learn(RecurrentWords.Create(1), training, test, epochs: 12);
        AttentiveWords attentive = Learn(AttentiveWords.Create(1), training, test, epochs: 12);
        Table table = Show.NewTable("model", "parameters", "loss per character held back", "as unsure as among");
        foreach ((string name, int parameters, double loss) in new[]
        {
            ("27 symbols, all alike", 0, Math.Log(27)),
            ("counts of pairs of letters", 27 * 27, Spelling.Pairs(training, test)),
            ("GRU", RecurrentWords.ParameterCount, Loss(recurrent, test)),
            ("causal attention", AttentiveWords.ParameterCount, Loss(attentive, test)),
        })
        {
            table.AddRow(name, $"{parameters:N0}", $"{loss:F3}", $"{Math.Exp(loss):F1} symbols");
        }

        AnsiConsole.Write(table);
        Invent("The GRU", Streaming(recurrent), training, test);
        Invent("Attention", Whole(attentive), training, test);
    }

    internal static TNetwork Learn<TNetwork>(TNetwork network, string[] training, string[] test, int epochs)
        where TNetwork : IClassifier<TNetwork, float>
    {
        AnsiConsole.Write(Show.Network(TNetwork.Info));
        TrainingOptions<float> options = new()
        {
            Epochs = epochs,
            BatchSize = 32,
            Optimizer = new Adam(0.005),
            Test = Spelling.Samples(test),
        };
        Show.Progress(epochs, progress => network.Fit(Spelling.Samples(training), options with { Progress = progress }));
        return network;
    }

    /// <summary>−log of the probability of what follows, averaged over all letters and ends of the words.</summary>
    internal static double Loss<TNetwork>(INetwork<TNetwork, float> network, string[] words)
        where TNetwork : INetwork<TNetwork, float>
    {
        Dataset<float> data = Spelling.Samples(words);
        var outputs = new float[data.Count * TNetwork.OutputSize];
        network.Predict(data.Inputs, outputs);
        return words.SelectMany((word, n) => Enumerable.Range(0, word.Length + 1).Select(t =>
        {
            int follows = data.Labels[(n * Spelling.Steps) + t];
            return -Math.Log(outputs[(((n * Spelling.Steps) + t) * Spelling.Letters.Length) + follows]);
        })).Average();
    }

    /// <summary>Gives one symbol after the other to a stream, which remembers those before.</summary>
    internal static Next Streaming(RecurrentWords network)
    {
        RecurrentWords.Stream stream = network.OpenStream();
        return (symbols, probabilities) =>
        {
            if (symbols.Count == 1)
            {
                stream.Reset();
            }

            stream.Next([symbols[^1]], probabilities);
        };
    }

    /// <summary>Gives the whole word so far, every time anew.</summary>
    internal static Next Whole<TNetwork>(INetwork<TNetwork, float> network)
        where TNetwork : INetwork<TNetwork, float>
    {
        var outputs = new float[TNetwork.OutputSize];
        return (symbols, probabilities) =>
        {
            float[] row = [symbols.Count, .. symbols.Select(symbol => (float)symbol), .. new float[Spelling.Steps - symbols.Count]];
            network.Predict(row, outputs);
            outputs.AsSpan((symbols.Count - 1) * Spelling.Letters.Length, Spelling.Letters.Length).CopyTo(probabilities);
        };
    }

    private static void Invent(string who, Next next, string[] training, string[] test)
    {
        var random = new Random(7);
        HashSet<string> known = [.. training, .. test];
        string[] words = [.. Enumerable.Range(0, 1000).Select(_ => Invent(next, random))];
        string[] made = [.. words.Where(word => word.Length > 2 && !known.Contains(word)).Distinct()];
        AnsiConsole.WriteLine($"{who} made up {words.Length} names; {words.Count(known.Contains)} of them exist. Some that do not:");
        foreach (string[] line in made.Take(Shown).Chunk(8))
        {
            AnsiConsole.WriteLine($"  {string.Join(' ', line.Select(word => char.ToUpperInvariant(word[0]) + word[1..]))}");
        }
    }

    /// <summary>Draws letter after letter until the word ends.</summary>
    internal static string Invent(Next next, Random random)
    {
        var symbols = new List<int> { 0 };
        var probabilities = new float[Spelling.Letters.Length];
        while (symbols.Count < Spelling.Steps)
        {
            next(symbols, probabilities);
            int drawn = Draw(probabilities, random.NextSingle());
            if (drawn == 0)
            {
                break;
            }

            symbols.Add(drawn);
        }

        return string.Concat(symbols.Skip(1).Select(symbol => Spelling.Letters[symbol]));
    }

    private static int Draw(float[] probabilities, float u)
    {
        int symbol = 0;
        for (; symbol < probabilities.Length - 1 && u >= probabilities[symbol]; symbol++)
        {
            u -= probabilities[symbol];
        }

        return symbol;
    }
}
