using Spectre.Console;

namespace NetGen.Samples;

/// <summary>What the samples print: tables, progress and pictures, plain where there is no terminal.</summary>
internal static class Show
{
    private static bool IsTerminal => AnsiConsole.Profile.Out.IsTerminal && AnsiConsole.Profile.Capabilities.Ansi;

    /// <summary>A network layer by layer.</summary>
    public static Table Network(NetworkInfo info)
    {
        Table table = NewTable("layer", "output", "parameters", "multiply-adds");
        foreach (LayerInfo layer in info.Layers)
        {
            table.AddRow(layer.Name, Shape(layer.OutputShape), $"{layer.ParameterCount:N0}", $"{layer.MultiplyAdds:N0}");
        }

        table.AddRow(
            info.Name, $"{Shape(info.InputShape)} → {Shape(info.OutputShape)}", $"{info.ParameterCount:N0}", $"{info.Layers.Sum(layer => layer.MultiplyAdds):N0}");
        return table;
    }

    /// <summary>Rows are classes, columns what they were taken for.</summary>
    public static Table Confusion(ConfusionMatrix confusion)
    {
        Table table = NewTable(["is \\ read", .. confusion.Classes]);
        for (int actual = 0; actual < confusion.Classes.Length; actual++)
        {
            table.AddRow([confusion.Classes[actual], .. Enumerable.Range(0, confusion.Classes.Length).Select(Cell)]);

            string Cell(int predicted) =>
                (confusion[actual, predicted], actual == predicted) switch
                {
                    (0, _) => "[grey]·[/]",
                    (int count, true) => $"[green]{count}[/]",
                    (int count, false) => $"[red]{count}[/]",
                };
        }

        return table;
    }

    /// <summary>Runs a training with a live bar, or with a line an epoch only.</summary>
    public static TrainingResult Progress(int epochs, Func<IProgress<TrainingProgress>, TrainingResult> train)
    {
        if (!IsTerminal)
        {
            return train(new Reporter(PrintEpoch));
        }

        return AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context =>
            {
                ProgressTask bar = context.AddTask("training", maxValue: Math.Max(epochs, 1));
                return train(new Reporter(report =>
                {
                    bar.Value = report.Epoch - 1 + ((double)report.Step / report.Steps);
                    PrintEpoch(report);
                }));
            });
    }

    /// <summary>An 8×8 picture in shades, two characters a pixel.</summary>
    public static string Pixels(ReadOnlySpan<float> pixels)
    {
        var text = new System.Text.StringBuilder();
        for (int at = 0; at < pixels.Length; at++)
        {
            char shade = " ░▒▓█"[(int)Math.Round(pixels[at] * 4)];
            text.Append(at % 8 == 0 ? "  " : "").Append(shade, 2).Append(at % 8 == 7 ? "\n" : "");
        }

        return text.ToString();
    }

    /// <summary>A table with its first column to the left and the others to the right.</summary>
    public static Table NewTable(params string[] columns)
    {
        Table table = new Table().Border(IsTerminal ? TableBorder.Rounded : TableBorder.Simple);
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(column).Alignment(column == columns[0] ? Justify.Left : Justify.Right));
        }

        return table;
    }

    private static void PrintEpoch(TrainingProgress report)
    {
        if (report.Finished is { } epoch)
        {
            AnsiConsole.WriteLine($"epoch {epoch.Epoch,3}   training {Line(epoch.Training)}   test {Line(epoch.Test)}");
        }
    }

    private static string Line(Metrics? metrics) => $"loss {metrics?.Loss:F4} accuracy {metrics?.Accuracy:P2}";

    private static string Shape(IEnumerable<int> shape) => string.Join("×", shape);

    private sealed class Reporter(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
