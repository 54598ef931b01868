using System.Globalization;
using System.Xml.Linq;

namespace NetGen.Testing.Tests;

/// <summary>A diagram with logarithmic axes, in SVG: x from 10 to the power of least to 1, y from 10⁻¹⁵ to 10.</summary>
internal sealed record Panel(double Left, double Top, double Width, double Height, int Least)
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private const int LeastY = -15;
    private const int GreatestY = 1;

    private double Bottom => Top + Height;

    public IEnumerable<XElement> Axes(string title, string x, string y) =>
    [
        .. Even(Least, 0).SelectMany(power => new[]
        {
            Line("grid", X(power), Top, X(power), Bottom),
            Power(X(power), Bottom + 18, "middle", power),
        }),
        .. Even(LeastY + 1, 0).SelectMany(power => new[]
        {
            Line("grid", Left, Y(power), Left + Width, Y(power)),
            Power(Left - 8, Y(power) + 4.5, "end", power),
        }),
        Box("frame", Left, Top, Width, Height),
        Text("title", Left + (Width / 2), Top - 15, "middle", title),
        Text("", Left + (Width / 2), Bottom + 38, "middle", x),
        Turned(Left - 55, Top + (Height / 2), y),
    ];

    public XElement Curve(string style, IEnumerable<(double X, double Y)> points) =>
        new(Svg + "polyline", new XAttribute("class", style), new XAttribute("points", string.Join(" ", points.Select(point =>
            FormattableString.Invariant($"{X(Math.Log10(point.X)):F1},{Y(Math.Log10(point.Y)):F1}")))));

    public XElement Mark(string style, double x, double y) => Dot(style, X(Math.Log10(x)), Y(Math.Log10(y)));

    public static XElement Dot(string style, double x, double y) =>
        new(Svg + "circle", new XAttribute("class", style), Number("cx", x), Number("cy", y), Number("r", 4.5));

    public static XElement Box(string style, double x, double y, double width, double height) =>
        new(Svg + "rect", new XAttribute("class", style), Number("x", x), Number("y", y), Number("width", width), Number("height", height));

    public static XElement Line(string style, double x1, double y1, double x2, double y2) =>
        new(Svg + "line", new XAttribute("class", style), Number("x1", x1), Number("y1", y1), Number("x2", x2), Number("y2", y2));

    public static XElement Text(string style, double x, double y, string anchor, object content) =>
        new(Svg + "text", new XAttribute("class", style), Number("x", x), Number("y", y), new XAttribute("text-anchor", anchor), content);

    private static XElement Turned(double x, double y, string content) =>
        new(Svg + "text", new XAttribute("text-anchor", "middle"),
            new XAttribute("transform", FormattableString.Invariant($"translate({x} {y}) rotate(-90)")), content);

    private static XElement Power(double x, double y, string anchor, int power)
    {
        XElement raised = new(Svg + "tspan", new XAttribute("dy", "-5"), new XAttribute("font-size", "10"), power.ToString(CultureInfo.InvariantCulture).Replace('-', '−'));
        return Text("", x, y, anchor, power == 0 ? "1" : new object[] { "10", raised });
    }

    private static IEnumerable<int> Even(int least, int greatest) => Enumerable.Range(least, greatest - least + 1).Where(power => power % 2 == 0);

    private double X(double power) => Left + (Width * (power - Least) / -Least);

    private double Y(double power) => Top + (Height * (GreatestY - power) / (GreatestY - LeastY));

    private static XAttribute Number(string name, double value) => new(name, value.ToString("0.#", CultureInfo.InvariantCulture));
}
