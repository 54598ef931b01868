using System.Text;
using Spectre.Console;

namespace NetGen.Samples;

/// <summary>Curves in a terminal: each has a mark and a colour, and the later lie over the earlier.</summary>
internal sealed class Plot(int width, int height, double least, double greatest)
{
    private readonly List<(char Mark, string Colour, double[] Values)> _curves = [];

    /// <summary>Adds a curve: values at equal distances, from the left edge to the right; NaN where there is none.</summary>
    public Plot Add(char mark, string colour, params double[] values)
    {
        _curves.Add((mark, colour, values));
        return this;
    }

    /// <summary>The lines from the top down, in Spectre's markup, all of the same width.</summary>
    public string[] Lines()
    {
        var marks = new (char Mark, string Colour)?[height, width];
        foreach ((char mark, string colour, double[] values) in _curves)
        {
            for (int column = 0; column < width; column++)
            {
                double value = values[(int)Math.Round((double)column * (values.Length - 1) / Math.Max(width - 1, 1))];
                int row = (int)Math.Round((greatest - value) / (greatest - least) * (height - 1));
                if (double.IsFinite(value) && row >= 0 && row < height)
                {
                    marks[row, column] = (mark, colour);
                }
            }
        }

        return [.. Enumerable.Range(0, height).Select(row => Line(marks, row))];
    }

    /// <summary>Prints plots side by side, each with a caption above it.</summary>
    public static void Print(params (string Caption, Plot Plot)[] plots)
    {
        AnsiConsole.WriteLine();
        string[][] lines = [.. plots.Select(plot => (string[])[plot.Plot.Caption(plot.Caption), .. plot.Plot.Lines()])];
        for (int row = 0; row < lines.Max(plot => plot.Length); row++)
        {
            AnsiConsole.MarkupLine(string.Join("  ", lines.Select(plot => plot[row])));
        }
    }

    private string Caption(string caption) => Markup.Escape(caption.PadRight(Label(0).Length + width));

    private string Line((char Mark, string Colour)?[,] marks, int row)
    {
        var line = new StringBuilder("[grey]").Append(Label(row)).Append("[/]");
        for (int column = 0; column < width; column++)
        {
            line.Append(marks[row, column] is (char mark, string colour) ? $"[{colour}]{mark}[/]" : " ");
        }

        return line.ToString();
    }

    /// <summary>The value of the first and of the last row, and the edge.</summary>
    private string Label(int row)
    {
        int digits = Math.Max($"{least:0.##}".Length, $"{greatest:0.##}".Length);
        string value = row == 0 ? $"{greatest:0.##}" : row == height - 1 ? $"{least:0.##}" : "";
        return value.PadLeft(digits) + (value.Length > 0 ? "┤" : "│");
    }
}
