namespace NetGen.Samples;

/// <summary>Names as a network reads them: numbers for letters.</summary>
internal static class Spelling
{
    /// <summary>The beginning, and up to eleven letters; to each the model names what follows.</summary>
    public const int Steps = 12;

    /// <summary>The letters by their numbers; 0 is both the beginning and the end of a word.</summary>
    public const string Letters = ".abcdefghijklmnopqrstuvwxyz";

    /// <summary>Nine names of ten to learn from.</summary>
    public static (string[] Training, string[] Test) Split()
    {
        string[] names = SampleData.Names();
        new Random(1).Shuffle(names);
        int held = names.Length / 10;
        return (names[held..], names[..held]);
    }

    /// <summary>
    /// A row is the number of symbols, the beginning and the letters; to each, the label is what follows. What lies
    /// beyond the word is 0 and counts for nothing.
    /// </summary>
    public static Dataset<float> Samples(string[] words)
    {
        var inputs = new float[words.Length, 1 + Steps];
        var labels = new int[words.Length * Steps];
        for (int n = 0; n < words.Length; n++)
        {
            int[] symbols = Symbols(words[n]);
            inputs[n, 0] = symbols.Length;
            for (int t = 0; t < symbols.Length; t++)
            {
                inputs[n, 1 + t] = symbols[t];
                labels[(n * Steps) + t] = t + 1 < symbols.Length ? symbols[t + 1] : 0;
            }
        }

        return Dataset.FromLabels<float>([.. inputs.Cast<float>()], 1 + Steps, labels, Steps, Letters.Select(letter => $"{letter}"));
    }

    /// <summary>The loss of counting which letter follows which, each pair counted once more than it is.</summary>
    public static double Pairs(string[] training, string[] test)
    {
        var counts = new double[27, 27];
        foreach ((int symbol, int follows) in training.SelectMany(Following))
        {
            counts[symbol, follows]++;
        }

        double[] sums = [.. Enumerable.Range(0, 27).Select(a => Enumerable.Range(0, 27).Sum(b => counts[a, b] + 1))];
        return test.SelectMany(Following).Average(pair => -Math.Log((counts[pair.Symbol, pair.Follows] + 1) / sums[pair.Symbol]));

        static IEnumerable<(int Symbol, int Follows)> Following(string word) => Symbols(word).Zip([.. Symbols(word).Skip(1), 0]);
    }

    /// <summary>The beginning and the letters.</summary>
    public static int[] Symbols(string word) => [0, .. word.Select(letter => Letters.IndexOf(letter))];
}
