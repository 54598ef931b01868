using System.Globalization;

namespace NetGen.Benchmarks.Measure;

/// <summary>Numbers as the tables show them: three digits that count.</summary>
internal static class Quantity
{
    /// <summary>In ns, µs, ms or s.</summary>
    public static string Time(double seconds) => seconds switch
    {
        double.NaN => "",
        < 1e-6 => Digits(seconds * 1e9) + " ns",
        < 1e-3 => Digits(seconds * 1e6) + " µs",
        < 1 => Digits(seconds * 1e3) + " ms",
        _ => Digits(seconds) + " s",
    };

    /// <summary>Without a unit.</summary>
    public static string Digits(double value)
    {
        string format = Math.Abs(value) switch { < 10 => "0.00", < 100 => "0.0", _ => "#,0" };
        return double.IsNaN(value) ? "" : value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>Of a whole.</summary>
    public static string Percent(double part) => part.ToString("0.0 %", CultureInfo.InvariantCulture);
}
