using System.CommandLine;
using BenchmarkDotNet.Running;
using NetGen.Benchmarks;
using NetGen.Benchmarks.Compile;
using NetGen.Benchmarks.Measure;
using NetGen.Benchmarks.Narrow;
using NetGen.Benchmarks.Peers;
using NetGen.Benchmarks.Rows;
using NetGen.Benchmarks.Startup;
using NetGen.Benchmarks.Threads;
using NetGen.Tests.Vectors;

var names = new Argument<string[]>("rows")
{
    Description = $"Rows or groups of rows [default: all]: {string.Join(", ", Catalogue.All.Select(row => row.Name))}.",
};
var peers = new Option<DirectoryInfo>("--peers")
{
    Description = "The folder with the peers' run.sh [default: the environment variable NETGEN_PEERS].",
    DefaultValueFactory = _ => new(Environment.GetEnvironmentVariable("NETGEN_PEERS") ?? "peers"),
};
var rounds = new Option<int>("--rounds") { Description = "How often each peer and NetGen take turns.", DefaultValueFactory = _ => 5 };
var groups = new Option<string[]>("--groups")
{
    Description = $"Groups of the peers' programs [default: all]: {string.Join(", ", PeerPrograms.Groups.Keys)}.",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => [.. PeerPrograms.Groups.Keys],
};
groups.AcceptOnlyFromAmong([.. PeerPrograms.Groups.Keys]);
var threads = new Argument<int>("threads") { Description = "How many, from 2 on.", DefaultValueFactory = _ => 2 };
var stride = new Argument<uint>("stride") { Description = "Every how many floats.", DefaultValueFactory = _ => 16 };
var picture = new Argument<FileInfo?>("picture") { Description = "The SVG file to write.", Arity = ArgumentArity.ZeroOrOne };

var functions = new Argument<string[]>("functions") { Description = "Names of functions [default: all].", Arity = ArgumentArity.ZeroOrMore };
functions.AcceptOnlyFromAmong([.. Function.All.Select(function => function.Name)]);

var root = new RootCommand("How fast generated networks are, and how exact the functions of their vectors.");
Add(new("rows", "NetGen's rows with BenchmarkDotNet.") { names }, options =>
{
    RowBenchmark.Names = [.. Catalogue.Select(options.GetValue(names)!).Select(row => row.Name)];
    return BenchmarkRunner.Run<RowBenchmark>(RowConfig.Value).HasCriticalValidationErrors ? 1 : 0;
});
Add(new("measure", "NetGen's rows in a few seconds, each stretch of work beside the core's peak of its moment.") { names }, options =>
    Alone.Run(Catalogue.Select(options.GetValue(names)!)));
Add(new("compare", "NetGen and the installed peers side by side, row by row, and a table of ratios.") { names, peers, rounds, groups }, options =>
    Comparison.Run(options.GetValue(peers)!.FullName, options.GetValue(rounds), options.GetValue(groups)!, Catalogue.Select(options.GetValue(names)!)));
Add(new("threads", "Steps of training on several threads beside one: the times, and whether the bits are the same.") { threads }, options =>
    ThreadScaling.Run(options.GetValue(threads)));
Add(new("narrow", "The rows measured anew without AVX-512, without AVX2, and without any vector.") { names }, options =>
    Widths.Run(options.GetValue(names)!));
Add(new("compile", "The generator's own time on LeNet-5, cold and after an edit, and the text it writes for each network."), _ => GeneratorTime.Run());
Add(new("start", "Process start to the first prediction of the digits network, and bytes to ship; with --peers beside the peers' programs.") { peers }, options =>
    StartTime.Run(options.GetResult(peers) is { Implicit: false } ? options.GetValue(peers)!.FullName : null));
Add(new("mathematics", "Accuracy and speed of the functions of the lanes.") { stride, functions }, options =>
    Mathematics.Run(options.GetValue(stride), options.GetValue(functions)!));
Add(new("gradientcheck", "How long GradientCheck takes for the digits and LeNet-5."), _ => GradientChecks.Run());
Add(new("steps", "The error of finite differences at every step, as a table and, where a file is named, as a picture.") { picture }, options =>
    Steps.Run(options.GetValue(picture)?.FullName));
return root.Parse(args).Invoke();

void Add(Command command, Func<ParseResult, int> run)
{
    command.SetAction(options =>
    {
        try
        {
            return run(options);
        }
        catch (Exception error) when (error is ArgumentException or IOException)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    });
    root.Add(command);
}
