using System.Numerics;
using System.Xml.Linq;

namespace NetGen.Testing.Tests;

/// <summary>The picture of GradientChecking.md: error against step of every formula, in single and in double precision.</summary>
internal static class StepPlot
{
    private const string Style = """

        svg { font: 13px system-ui, sans-serif }
        .page { fill: #ffffff } .frame { fill: none; stroke: #8c959f } .grid { stroke: #d8dee4 } text, .rule { fill: #1f2328 }
        .forward { stroke: #d1242f; fill: #d1242f } .central { stroke: #0969da; fill: #0969da; stroke-dasharray: 8 3 }
        .five-point { stroke: #1a7f37; fill: #1a7f37; stroke-dasharray: 2 3 } .Richardson { stroke: #8250df; fill: #8250df; stroke-dasharray: 12 3 2 3 }
        @media (prefers-color-scheme: dark) {
        .page { fill: #0d1117 } .frame { stroke: #768390 } .grid { stroke: #30363d } text, .rule { fill: #e6edf3 }
        .forward { stroke: #ff7b72; fill: #ff7b72 } .central { stroke: #79c0ff; fill: #79c0ff }
        .five-point { stroke: #7ee787; fill: #7ee787 } .Richardson { stroke: #d2a8ff; fill: #d2a8ff }
        }
        .curve { fill: none; stroke-width: 2 } circle { stroke-width: 0 } .title { font-weight: 600 }

        """;

    /// <summary>The file's text.</summary>
    public static string Svg() =>
        new XElement(
            Panel.Svg + "svg",
            new XAttribute("viewBox", "0 0 880 440"),
            new XElement(Panel.Svg + "style", Style),
            Panel.Box("page", 0, 0, 880, 440),
            Of<float>(new(80, 45, 290, 310, -8), "single precision"),
            Of<double>(new(455, 45, 400, 310, -16), "double precision"),
            Legend()) + "\n";

    private static IEnumerable<XElement> Of<T>(Panel panel, string title)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [
            .. panel.Axes(title, "step h", "greatest relative error"),
            .. DifferenceFormula.All.Select(formula =>
                panel.Curve("curve " + formula.Name, StepErrors<T>.Steps.Select(step => (step, StepErrors<T>.Of(formula, step))))),
            .. from formula in DifferenceFormula.All
               let rule = formula.Rule(StepErrors<T>.Unit)
               where rule is not null
               select panel.Mark(formula.Name, rule.Value, StepErrors<T>.Of(formula, rule.Value)),
        ];

    private static IEnumerable<XElement> Legend()
    {
        const int Wide = 140;
        const double Y = 420;
        int right = 95 + (Wide * DifferenceFormula.All.Length);
        return
        [
            .. DifferenceFormula.All.SelectMany((formula, i) => new[]
            {
                Panel.Line("curve " + formula.Name, 80 + (Wide * i), Y, 120 + (Wide * i), Y),
                Panel.Text("", 128 + (Wide * i), Y + 4.5, "start", formula.Name),
            }),
            Panel.Dot("rule", right, Y),
            Panel.Text("", right + 13, Y + 4.5, "start", "step by the rule"),
        ];
    }
}
