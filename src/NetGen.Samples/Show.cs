using System.Text;
using Spectre.Console;

namespace NetGen.Samples;

/// <summary>What the samples print: tables, progress and pictures, plain where there is no terminal.</summary>
internal static class Show
{
    private static bool IsTerminal => AnsiConsole.Profile.Capabilities.Interactive;

    /// <summary>Without a terminal there are neither colours nor line breaks at its width.</summary>
    public static void Begin()
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Console = Plain(new AnsiConsoleOutput(Console.Out));
        }
    }

    internal static IAnsiConsole Plain(IAnsiConsoleOutput output)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = output,
        });
        console.Profile.Width = 200;
        return console;
    }

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

    /// <summary>Square pictures in shades side by side, two characters a pixel, each with a line below it.</summary>
    public static void Pictures(int side, params (float[] Pixels, string Caption)[] pictures)
    {
        for (int row = 0; row < side; row++)
        {
            AnsiConsole.WriteLine(string.Concat(pictures.Select(picture => Line(picture.Pixels.AsSpan(side * row, side)))).TrimEnd());
        }

        AnsiConsole.WriteLine(string.Concat(pictures.Select(picture => $"  {picture.Caption.PadRight((2 * side) + 2)}")).TrimEnd());

        static string Line(ReadOnlySpan<float> pixels)
        {
            var line = new StringBuilder("  ");
            foreach (float pixel in pixels)
            {
                line.Append(" ░▒▓█"[(int)Math.Round(pixel * 4)], 2);
            }

            return line.Append("  ").ToString();
        }
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
            string penalty = epoch.Penalty == 0 ? "" : $"   penalty {epoch.Penalty:F4}";
            AnsiConsole.WriteLine($"epoch {epoch.Epoch,3}   training: {Measured(epoch.Training)}   test: {Measured(epoch.Test)}{penalty}");
        }
    }

    private static string Measured(Metrics? metrics) => $"loss {metrics?.Loss:F4}, {metrics?.Accuracy:P1} right";

    private static string Shape(IEnumerable<int> shape) => string.Join("×", shape);

    private sealed class Reporter(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
