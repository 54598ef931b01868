using Spectre.Console;

namespace NetGen.Samples;

[Network(24, 1)]              // two years, month after month
[LSTM(16)]
[Dense(12)]                   // the year that follows
[MeanSquaredError]
internal sealed partial class Co2Net;

/// <summary>
/// Forecasts the carbon dioxide of the air a year ahead: the last five years, each from the two years before it. They
/// take no part in anything but the final figures: the network is trained on the months before them, the scale is
/// theirs, and the number of epochs is chosen by the five years before, from months yet earlier.
/// </summary>
internal static class Co2
{
    private const int Past = 24;
    private const int Ahead = 12;
    internal const int HeldBack = 5 * Ahead;

    // The mean of a few networks depends less on where each began.
    private const int Networks = 5;

    private static readonly int[] _epochs = [10, 20, 40, 80];

    /// <summary>The network's forecast of the last five years, and the mean absolute errors, in parts per million.</summary>
    internal sealed record Outcome(double[] Forecast, double Network, double Naive, double Drift);

    public static void Run()
    {
        double[] series = Series();
        AnsiConsole.WriteLine(
            $"{series.Length} months from March 1958 on. The last {HeldBack}, from May 2015 to April 2020, are held back.");
        (int epochs, Table choice) = Choose(series[..^HeldBack]);
        AnsiConsole.Write(choice);
        AnsiConsole.WriteLine($"The years before them are forecast best after {epochs} epochs. The years held back, forecast after so many:");
        Report(series, epochs);
    }

    /// <summary>Trains on the months before the last five years, and compares the forecasts of these.</summary>
    internal static Outcome Measure(double[] series, int epochs)
    {
        double[] forecast = Forecast(series, Learn(series[..^HeldBack], epochs));
        return new(
            forecast,
            Error(series, forecast),
            Error(series, Forecast(series, past => past[^Ahead..])),
            Error(series, Forecast(series, past => [.. past[^Ahead..].Zip(past, (value, before) => value + (value - before))])));
    }

    /// <summary>The monthly means, those not measured drawn straight between their neighbours.</summary>
    internal static double[] Series()
    {
        Dataset<float> data = SampleData.Co2();
        int[] months = [.. Enumerable.Range(0, data.Count).Select(n => ((int)data.Input(n)[0] * 12) + (int)data.Input(n)[1])];
        var series = new double[months[^1] - months[0] + 1];
        for (int n = 1; n < data.Count; n++)
        {
            double before = data.Target(n - 1)[0];
            double after = data.Target(n)[0];
            for (int month = months[n - 1]; month <= months[n]; month++)
            {
                series[month - months[0]] = before + ((after - before) * (month - months[n - 1]) / (months[n] - months[n - 1]));
            }
        }

        return series;
    }

    /// <summary>The number of epochs that forecasts the last five years best of a series that ends before those held back.</summary>
    internal static (int Epochs, Table Table) Choose(double[] known)
    {
        Table table = Show.NewTable("epochs", "mean absolute error, May 2010 to April 2015");
        (int Epochs, double Error) best = (0, double.PositiveInfinity);
        foreach (int epochs in _epochs)
        {
            double error = Measure(known, epochs).Network;
            table.AddRow($"{epochs}", $"{error:F3} ppm");
            best = error < best.Error ? (epochs, error) : best;
        }

        return (best.Epochs, table);
    }

    /// <summary>Trained networks as a forecast: the next year from the past two.</summary>
    private static Func<double[], double[]> Learn(double[] known, int epochs)
    {
        // A sample is what the months differ from the last known one, in units of how much they do so on average.
        (double[] Past, double[] Next)[] samples =
        [
            .. Enumerable.Range(Past, known.Length - Past - Ahead + 1).Select(now =>
                (Relative(known[(now - Past)..now], known[now - 1]), Relative(known[now..(now + Ahead)], known[now - 1]))),
        ];
        double scale = Math.Sqrt(samples.Average(sample => sample.Past.Average(x => x * x)));
        Dataset<float> data = Dataset.FromTargets<float>(
            Scaled(samples.SelectMany(sample => sample.Past)), Past, Scaled(samples.SelectMany(sample => sample.Next)), Ahead);
        Co2Net[] networks = [.. Enumerable.Range(1, Networks).Select(seed => Co2Net.Create((ulong)seed))];
        foreach (Co2Net network in networks)
        {
            network.Fit(data, new() { Epochs = epochs, BatchSize = 16, Optimizer = new Adam(0.003), Measure = false });
        }

        return past =>
        {
            var next = new float[Ahead];
            var sum = new double[Ahead];
            foreach (Co2Net network in networks)
            {
                network.Predict(Scaled(Relative(past, past[^1])), next);
                sum = [.. sum.Zip(next, (total, y) => total + y)];
            }

            return [.. sum.Select(total => past[^1] + (total / Networks * scale))];
        };

        static double[] Relative(double[] values, double to) => Array.ConvertAll(values, value => value - to);
        float[] Scaled(IEnumerable<double> values) => [.. values.Select(value => (float)(value / scale))];
    }

    /// <summary>The last five years, each forecast from the two before it.</summary>
    private static double[] Forecast(double[] series, Func<double[], double[]> forecast) =>
    [
        .. Enumerable.Range(1, HeldBack / Ahead).SelectMany(year =>
        {
            int now = series.Length - HeldBack + ((year - 1) * Ahead);
            return forecast(series[(now - Past)..now]);
        }),
    ];

    private static double Error(double[] series, double[] forecast) =>
        series[^HeldBack..].Zip(forecast, (measured, given) => Math.Abs(measured - given)).Average();

    private static void Report(double[] series, int epochs)
    {
        Outcome outcome = Measure(series, epochs);
        Table table = Show.NewTable("forecast a year ahead", "mean absolute error", "of seasonal naive");
        table.AddRow("seasonal naive: as a year before", $"{outcome.Naive:F3} ppm", "100 %");
        table.AddRow("and as much more as that year had grown", $"{outcome.Drift:F3} ppm", $"{outcome.Drift / outcome.Naive:P0}");
        table.AddRow($"the mean of {Networks} LSTM networks", $"{outcome.Network:F3} ppm", $"{outcome.Network / outcome.Naive:P0}");
        AnsiConsole.Write(table);
        Plot.Print((
            "measured: ·, the forecast: o, May 2015 to April 2020",
            new Plot(HeldBack, 16, 398, 418).Add('·', "grey", series[^HeldBack..]).Add('o', "green", outcome.Forecast)));
        AnsiConsole.WriteLine($"The error of the LSTM networks is {1 - (outcome.Network / outcome.Naive):P0} below that of the seasonal naive forecast.");
    }
}
