/// The just-in-time compiler gives up optimising methods that are too long: its own list of what it compiled shows
/// that none of ours is.
module NetGen.Core.Tests.Backend.JitTests

open System
open System.Diagnostics
open System.IO
open System.Text.RegularExpressions
open NetGen.Core
open NetGen.Core.Tests.Programs
open Xunit

let private programs =
    [
        "dense + tanh"
        "softmax + cross-entropy, labels"
        "LSTM"
        "GRU"
        "attention"
        "multi-head self-attention"
        "convolution, relu, pool, dense, softmax"
        "batch norm"
    ]

let private variants program : Emitted.Variant list =
    [
        {
            Program = program
            Lanes = Some NetGen.Core.Lanes.Features
            Chunk = None
            Precision = Single
            Shared = false
        }
        {
            Program = program
            Lanes = Some NetGen.Core.Lanes.Samples
            Chunk = None
            Precision = Double
            Shared = false
        }
    ]

let private printings =
    lazy
        (Programs.all
         |> List.filter (fun row -> List.contains row.Name programs)
         |> List.collect (fun row -> variants (Harness.gradient row.Program))
         |> List.map Emitted.print)

/// Runs every pass once in a process of its own; the lines of the compiler's summary for the printed methods.
let private summary (printings: Emitted.Printing list) =
    let folder = Directory.CreateTempSubdirectory("netgen").FullName

    try
        let path name = Path.Combine(folder, name)
        let lanes = typeof<NetGen.Lanes.Workspace<float32>>.Assembly.Location
        File.WriteAllBytes(path "printed.dll", Emitted.emitProgram printings)
        File.Copy(lanes, path "NetGen.dll")

        let version = Environment.Version

        File.WriteAllText(
            path "printed.runtimeconfig.json",
            $$"""{ "runtimeOptions": { "framework": { "name": "Microsoft.NETCore.App", "version": "{{version.Major}}.{{version.Minor}}.0" } } }"""
        )

        let start = ProcessStartInfo(nonNull Environment.ProcessPath, path "printed.dll")
        start.Environment["DOTNET_JitStdOutFile"] <- path "summary.txt"
        start.Environment["DOTNET_JitDisasmSummary"] <- "1"
        start.RedirectStandardError <- true

        use child = nonNull (Process.Start start)
        let errors = child.StandardError.ReadToEnd()
        child.WaitForExit()
        Assert.True((child.ExitCode = 0), errors)
        File.ReadAllLines(path "summary.txt") |> Array.filter (fun line -> Regex.IsMatch(line, @"\bP\d+:"))
    finally
        Directory.Delete(folder, true)

let private isDotnet = Path.GetFileNameWithoutExtension(nonNull Environment.ProcessPath) = "dotnet"

[<Fact>]
let ``the compiler optimises every printed method`` () =
    Assert.True(isDotnet, "the tests run under another host than dotnet: " + Environment.ProcessPath)
    let lines = summary printings.Value
    let methods = printings.Value |> List.sumBy (fun p -> p.Printed.Methods.Length)
    Assert.True(lines.Length >= methods, $"{lines.Length} of {methods} methods in the summary")

    let unoptimised =
        lines
        |> Array.filter (fun line -> line.Contains "MinOpts" || line.Contains "Tier0" && not (line.Contains ":Go("))

    Assert.True(unoptimised.Length = 0, String.Join("\n", unoptimised))

[<Fact>]
let ``a method beyond the limits is seen in the summary`` () =
    let printing = printings.Value.Head

    let long =
        {
            Name = "Long"
            Text =
                "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]\n"
                + "private static float Long<V>(float x) { "
                + String.replicate 5000 "x = x * 1.5f + 1f; "
                + "return x; }\n"
        }

    let calls =
        {
            Name = "Run"
            Text = "private static void Run<V>(nint samples, ref float work) { work = Long<V>(work); }\n"
        }

    let printed =
        {
            Methods = [ long; calls ]
            Widths = [ Parts.Whole ]
            Buffers = [ "work" ]
            IsBatched = true
            WorkPerSample = 1
            WorkFixed = 16
            Chunk = None
        }

    let lines = summary [ { printing with Printed = printed } ]
    Assert.Contains(lines, fun line -> line.Contains "MinOpts" && line.Contains "Long")

[<Fact>]
let ``no printed method is longer than the budget allows`` () =
    let lengths =
        printings.Value
        |> Emitted.compile
        |> List.collect (fun compiled ->
            compiled.Type.GetMethods(Reflection.BindingFlags.Static ||| Reflection.BindingFlags.NonPublic)
            |> Array.map (fun m ->
                let body = nonNull (m.GetMethodBody())
                m.Name, (nonNull (body.GetILAsByteArray())).Length, body.LocalVariables.Count)
            |> List.ofArray)

    Assert.NotEmpty lengths
    Assert.All(lengths, fun (_, bytes, locals) -> Assert.True(bytes < 40_000 && locals < 900))
