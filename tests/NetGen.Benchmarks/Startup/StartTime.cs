using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Benchmarks.Data;
using NetGen.Benchmarks.Measure;
using NetGen.Benchmarks.Networks;
using NetGen.Benchmarks.Peers;

namespace NetGen.Benchmarks.Startup;

/// <summary>
/// Process start to the first prediction of 64-32-10, read from a file, and the bytes to ship: with the just-in-time
/// compiler and the shared runtime, and as a native program.
/// </summary>
internal static class StartTime
{
    private const int Runs = 21;

    /// <param name="peers">The peers' folder: their launcher then starts NetGen's programs beside theirs.</param>
    public static int Run(string? peers)
    {
        Machine.Settle();
        string folder = Directory.CreateTempSubdirectory("netgen-start-").FullName;
        try
        {
            Ship[] ships = [Publish(folder, "jit"), Publish(folder, "native", "-p:Native=true")];
            Console.WriteLine(Machine.Description);
            Console.WriteLine();
            Console.WriteLine("| start of 64-32-10 | to the first prediction | least | to ship |");
            Console.WriteLine("|---|---|---|---|");
            foreach (Ship ship in ships)
            {
                double[] seconds = [.. Enumerable.Range(0, Runs).Select(_ => ship.Seconds())];
                string size = (ship.Bytes / 1048576.0).ToString("0.00", CultureInfo.InvariantCulture);
                Console.WriteLine($"| NetGen, {ship.Name} | {Quantity.Time(Median.Of(seconds))} | {Quantity.Time(seconds.Min())} | {size} MiB |");
            }

            if (peers is not null)
            {
                Compare(peers, ships);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Compare(string peers, Ship[] ships)
    {
        Environment.SetEnvironmentVariable("PEERS_W6_EXTRA", string.Join(';', ships.Select(ship => $"netgen-{ship.Name}={ship.Program} {ship.Model} {ship.Picture}")));
        Console.WriteLine();
        Console.WriteLine("| all, by the peers' launcher | to the first prediction |");
        Console.WriteLine("|---|---|");
        var rows = new List<PeerRow>();
        new PeerPrograms(peers).Run("startup", rows.Add);
        foreach (PeerRow row in rows.OrderBy(row => row.Seconds))
        {
            Console.WriteLine($"| {row.Peer} | {Quantity.Time(row.Seconds)} |");
        }
    }

    /// <summary>Publishes the program, and puts the network and a picture beside it.</summary>
    private static Ship Publish(string folder, string name, params string[] options)
    {
        string target = Path.Combine(folder, name);
        Shell.Output(
            "dotnet",
            ["publish", Project(), "-c", "Release", "--artifacts-path", Path.Combine(folder, "artifacts-" + name), "-o", target, .. options]);
        DigitNet network = Weights.Dense(DigitNet.Create(1), "w2");
        float[] picture = [.. SharedFiles.Numbers("digits.x.f32", 1797 * 64).Take(64)];
        var outputs = new float[10];
        network.Predict(picture, outputs);
        var ship = new Ship(name, target, outputs.AsSpan().IndexOf(outputs.Max()));
        network.Save(ship.Model);
        File.WriteAllBytes(ship.Picture, MemoryMarshal.AsBytes<float>(picture));
        return ship;
    }

    private static string Project([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../NetGen.Start"));

    /// <summary>A published program.</summary>
    private sealed record Ship(string Name, string Folder, int Digit)
    {
        public string Program => Path.Combine(Folder, "NetGen.Start");

        public string Model => Path.Combine(Folder, "digits.safetensors");

        public string Picture => Path.Combine(Folder, "picture.f32");

        public long Bytes => new DirectoryInfo(Folder).GetFiles().Where(file => file.FullName != Picture).Sum(file => file.Length);

        /// <summary>From just before the start to the digit's arrival.</summary>
        public double Seconds()
        {
            var start = new ProcessStartInfo(Program, [Model, Picture]) { RedirectStandardOutput = true };
            long begin = Stopwatch.GetTimestamp();
            using Process process = Process.Start(start) ?? throw new IOException($"{Program} did not start.");
            int digit = process.StandardOutput.Read() - '0';
            double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            process.WaitForExit();
            return digit == Digit ? seconds : throw new IOException($"{Program} saw the digit {digit}, not {Digit}.");
        }
    }
}
