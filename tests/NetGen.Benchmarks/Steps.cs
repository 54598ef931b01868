using NetGen.Testing.Tests;

namespace NetGen.Benchmarks;

/// <summary>The error of finite differences at every step: the table and the picture of GradientChecking.md.</summary>
internal static class Steps
{
    public static int Run(string? picture)
    {
        Console.WriteLine(StepTable.Markdown());
        if (picture is not null)
        {
            File.WriteAllText(picture, StepPlot.Svg());
        }

        return 0;
    }
}
